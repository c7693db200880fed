using MemberHub.Domain.Societies;

namespace MemberHub.Data.Imports;

/// <summary>What a file said about a member or a charge when it was last imported, so that the next import sees what changed where.</summary>
public sealed class ImportedRow : IOfSociety
{
    public const int KeyMaxLength = 60;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public ImportedKind Kind { get; init; }

    /// <summary>The member number; for dues followed by year and item.</summary>
    public string Key { get; init; } = "";

    /// <summary>The normalised columns, as JSON.</summary>
    public string Json { get; set; } = "";
}

public enum ImportedKind
{
    Member,
    Dues,

    /// <summary>The units (口数) that an import counted from a member's dues; the key is the member number, the JSON a number.</summary>
    Units,
}

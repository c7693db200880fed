using MemberHub.Domain.Societies;

namespace MemberHub.Data.Imports;

/// <summary>Files that the office uploaded (名簿の取り込み): checked first, then taken exactly as they were checked. The files go when they were taken, or after a day.</summary>
public sealed class RosterImport : IOfSociety
{
    public const int NameMaxLength = 200;
    public const int DigestLength = 64;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Who uploaded.</summary>
    public long AccountId { get; init; }

    /// <summary>The roster's file name; empty when none was given.</summary>
    public string RosterName { get; init; } = "";

    /// <summary>The file's bytes until they are removed.</summary>
    public byte[]? Roster { get; set; }

    /// <summary>The dues' file name; empty when none was given.</summary>
    public string DuesName { get; init; } = "";

    /// <summary>The file's bytes until they are removed.</summary>
    public byte[]? Dues { get; set; }

    /// <summary>SHA-256 over both files, lower-case hex.</summary>
    public string Digest { get; init; } = "";

    public DateTime UploadedUtc { get; init; }

    /// <summary>What the check found, as JSON; empty until it ended.</summary>
    public string Found { get; set; } = "";

    /// <summary>Who said that the files are to be taken; null until then.</summary>
    public long? TakenBy { get; set; }

    /// <summary>Where they said so from.</summary>
    public string TakenFrom { get; set; } = "";

    /// <summary>When they said so, UTC.</summary>
    public DateTime? OrderedUtc { get; set; }

    /// <summary>What the import did, as JSON; empty until it ended.</summary>
    public string Done { get; set; } = "";
}

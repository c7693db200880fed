using MemberHub.Domain.Societies;

namespace MemberHub.Data.Filters;

/// <summary>A filter that a person of the office has given a name (保存した条件).</summary>
public sealed class SavedFilter : IOfSociety
{
    public const int NameMaxLength = 40;
    public const int QueryMaxLength = 400;

    /// <summary>How many a person keeps for one list.</summary>
    public const int MaxCount = 20;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long AccountId { get; init; }

    public FilteredList List { get; init; }

    /// <summary>Unique for a person and list.</summary>
    public string Name { get; init; } = "";

    /// <summary>The query of the list's address, without the question mark.</summary>
    public string Query { get; set; } = "";
}

/// <summary>A list whose filters can be saved.</summary>
public enum FilteredList
{
    Members,
}

using System.Globalization;
using System.Text;

namespace MemberHub.Domain.Members;

/// <summary>What the office's member list is narrowed to (絞り込みの条件), as it stands in the list's address.</summary>
public sealed record MemberFilter
{
    /// <summary>As typed into the search field.</summary>
    public string Words { get; init; } = "";

    /// <summary>A category's code; empty for all.</summary>
    public string Category { get; init; } = "";

    /// <summary>A rank's code; empty for all.</summary>
    public string Rank { get; init; } = "";

    /// <summary>Null for all.</summary>
    public MemberStanding? Standing { get; init; }

    /// <summary>Only members who owe something of a past fiscal year (滞納).</summary>
    public bool InArrears { get; init; }

    /// <summary>Reads the address; what it does not know counts as not said.</summary>
    public static MemberFilter Of(string? words, string? category, string? rank, string? standing, string? arrears) => new()
    {
        Words = words?.Trim() ?? "",
        Category = category ?? "",
        Rank = rank ?? "",
        Standing = Enum.TryParse<MemberStanding>(standing, out var known) && Enum.IsDefined(known) ? known : null,
        InArrears = arrears == "1",
    };

    /// <summary>Everybody is wanted.</summary>
    public bool IsEmpty => this == new MemberFilter();

    /// <summary>The query of the address, without the question mark; empty for no filter. What is not the default only.</summary>
    public string ToQuery(int page = 1)
    {
        var query = new StringBuilder();
        Add("q", Words);
        Add("category", Category);
        Add("rank", Rank);
        Add("standing", Standing?.ToString() ?? "");
        Add("arrears", InArrears ? "1" : "");
        Add("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : "");
        return query.ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}

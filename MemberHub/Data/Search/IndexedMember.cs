using MemberHub.Domain.Members;

namespace MemberHub.Data.Search;

/// <summary>A member as <see cref="MemberIndex"/> keeps it: what lists are filtered by, and the key that words are looked for in.</summary>
public sealed record IndexedMember(long Id, string Number, long CategoryId, long? RankId, DateOnly? WithdrawnOn)
{
    /// <summary>The keys of name and reading, one a line, so that no match runs from one into the next. All that other members search.</summary>
    public string NameKey { get; init; } = "";

    /// <summary>The reading as <see cref="SearchText.Spoken"/> makes it.</summary>
    public string Spoken { get; init; } = "";

    /// <summary>The numbers of members who were merged into this one (統合).</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>The keys of numbers, login ID, e-mail, institutions and telephones, likewise. Only the office searches them.</summary>
    public string OtherKey { get; init; } = "";

    /// <summary>The office keeps the member out of the directory and the rosters (非掲載).</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Whether everything searched for is somewhere in what the office knows.</summary>
    public bool Has(IReadOnlyList<SearchTerm> terms)
    {
        // By hand: this runs for every member of the society.
        for (var i = 0; i < terms.Count; i++)
        {
            if (!IsNamed(terms[i]) && !terms[i].IsIn(OtherKey))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether everything searched for is in name and reading.</summary>
    public bool IsNamed(IReadOnlyList<SearchTerm> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (!IsNamed(terms[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsNamed(SearchTerm term) => term.IsIn(NameKey) || term.SoundsIn(Spoken);

    /// <summary>Whether this number is meant, with or without its leading zeros, or one that leads here.</summary>
    public bool IsNumbered(string digits) => digits.Length > 0 && (Is(Number, digits) || Former.Any(number => Is(number, digits)));

    private static bool Is(string number, string digits) => number == digits || number.TrimStart('0') == digits;
}

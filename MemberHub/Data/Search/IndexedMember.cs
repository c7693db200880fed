using MemberHub.Domain.Members;

namespace MemberHub.Data.Search;

/// <summary>A member as <see cref="MemberIndex"/> keeps it: what lists are filtered by, and the key that words are looked for in.</summary>
public sealed record IndexedMember(long Id, string Number, long CategoryId, long? RankId, DateOnly? WithdrawnOn)
{
    /// <summary>The keys of number, name, reading, login ID, e-mail, institutions and telephones, one a line, so that no match runs from one into the next.</summary>
    public string Key { get; init; } = "";

    public bool Has(IReadOnlyList<SearchTerm> terms)
    {
        // By hand: this runs for every member of the society.
        for (var i = 0; i < terms.Count; i++)
        {
            if (!terms[i].IsIn(Key))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this number is meant, with or without its leading zeros.</summary>
    public bool IsNumbered(string digits) => digits.Length > 0 && (Number == digits || Number.TrimStart('0') == digits);
}

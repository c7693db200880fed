using MemberHub.Data;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>Which roster (名簿).</summary>
public enum RosterKind
{
    /// <summary>名誉会員, names only.</summary>
    Honorary,

    /// <summary>功労会員, names only.</summary>
    Meritorious,

    /// <summary>評議員, with the institution of affiliation 1.</summary>
    Councillor,
}

/// <summary>A page of a roster.</summary>
/// <param name="Page">1 for the first.</param>
public sealed record Roster(RosterKind Kind, IReadOnlyList<RosterLine> Lines, int Count, int Page)
{
    public const int PageSize = 50;

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);
}

/// <param name="Institution">Empty where the roster has names only.</param>
public sealed record RosterLine(string Name, string Institution);

/// <summary>Reads a roster in the order of the readings: who has left, or is kept out, is not in it.</summary>
internal static class RosterReading
{
    /// <param name="page">1 for the first; behind the last, the last is shown.</param>
    public static async Task<Roster> ReadRosterAsync(this MemberHubDbContext database, RosterKind kind, int page, DateOnly today, CancellationToken cancel)
    {
        // Categories and ranks of this name in code; a society without them has an empty roster.
        var code = kind.ToString();
        var listed = database.Members.Where(member => member.MergedIntoId == null && member.UnlistedOn == null && (member.WithdrawnOn == null || member.WithdrawnOn > today));
        var wanted = kind == RosterKind.Councillor
            ? listed.Where(member => database.Ranks.Any(rank => rank.Id == member.RankId && rank.Code == code))
            : listed.Where(member => database.MemberCategories.Any(category => category.Id == member.CategoryId && category.Code == code));
        var rows = await wanted.Select(member => new
        {
            member.Id,
            member.Person.Name,
            member.Person.Kana,
            Institution = kind == RosterKind.Councillor ? member.Affiliations.Where(work => work.Ordinal == 1).Select(work => work.Details.Institution).FirstOrDefault() : null,
        }).ToListAsync(cancel);
        var shown = Math.Clamp(page, 1, Math.Max(1, (rows.Count + Roster.PageSize - 1) / Roster.PageSize));
        var lines = rows.OrderBy(row => SearchText.Key(row.Kana.Length > 0 ? row.Kana : row.Name), StringComparer.Ordinal).ThenBy(row => row.Id)
            .Skip((shown - 1) * Roster.PageSize).Take(Roster.PageSize).Select(row => new RosterLine(row.Name, row.Institution ?? ""));
        return new Roster(kind, [.. lines], rows.Count, shown);
    }
}

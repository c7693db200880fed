using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Which members are wanted (会員検索の条件). What is null or empty does not matter.</summary>
public sealed record MemberSearch
{
    /// <summary>As typed: parts of name, reading, number, login ID, e-mail, institution or telephone, divided by blanks.</summary>
    public string Words { get; init; } = "";

    public long? CategoryId { get; init; }

    public long? RankId { get; init; }

    public MemberStanding? Standing { get; init; }

    /// <summary>滞納: only members who owe something of a past fiscal year.</summary>
    public bool InArrears { get; init; }
}

/// <summary>A member in a list.</summary>
public sealed record MemberRow
{
    public required long MemberId { get; init; }

    public required string Number { get; init; }

    public required string Name { get; init; }

    public required string Kana { get; init; }

    public required string CategoryJa { get; init; }

    public required string CategoryEn { get; init; }

    public string? RankJa { get; init; }

    public string? RankEn { get; init; }

    /// <summary>Of affiliation 1; empty without one.</summary>
    public string Institution { get; init; } = "";

    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>未納額, of all years whose payment has begun or not.</summary>
    public Yen Open { get; init; }

    /// <summary>The oldest fiscal year with something open; null when nothing is.</summary>
    public FiscalYear? Oldest { get; init; }
}

/// <summary>Finds members and reads them as rows. The list of the office and the members' directory use the same.</summary>
public static class MemberSearchQuery
{
    /// <summary>All that match, an exact number first, then by number.</summary>
    public static async Task<IReadOnlyList<IndexedMember>> FindMembersAsync(
        this MemberHubDbContext database, MemberIndex index, MemberSearch search, DateOnly today, CancellationToken cancel)
    {
        var terms = SearchText.Terms(search.Words);
        var owing = search.InArrears ? await database.ReadOwingAsync(today, cancel) : null;
        var found = (await index.ReadAsync(database, cancel)).Where(member =>
            (search.CategoryId is not { } category || member.CategoryId == category)
            && (search.RankId is not { } rank || member.RankId == rank)
            && (search.Standing is not { } standing || standing == (member.WithdrawnOn <= today ? MemberStanding.Left : MemberStanding.Active))
            && (owing is null || owing.Contains(member.Id))
            && member.Has(terms)).ToList();
        if (terms is [var only] && found.FindIndex(member => member.IsNumbered(only.Key)) is > 0 and var exact)
        {
            var meant = found[exact];
            found.RemoveAt(exact);
            found.Insert(0, meant);
        }

        return found;
    }

    /// <summary>The rows of these members, in this order: two statements.</summary>
    public static async Task<IReadOnlyList<MemberRow>> ReadMemberRowsAsync(this MemberHubDbContext database, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var open = await database.ReadOpenOfAsync(ids, cancel);
        // The sign before SocietyId keeps SQLite, which has no statistics, from walking all members of the society for these few.
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT m."Id", m."Number", m."Name", m."Kana", m."WithdrawnOn", c."NameJa" AS "CategoryJa", c."NameEn" AS "CategoryEn", r."NameJa" AS "RankJa", r."NameEn" AS "RankEn",
                (SELECT a."Institution" FROM "Affiliations" a WHERE a."MemberId" = m."Id" AND a."Ordinal" = 1) AS "Institution"
            FROM "Members" m JOIN "MemberCategories" c ON c."Id" = m."CategoryId" LEFT JOIN "Ranks" r ON r."Id" = m."RankId"
            WHERE +m."SocietyId" = {database.ShownSociety}
            """).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => new MemberRow
        {
            MemberId = row.Id,
            Number = row.Number,
            Name = row.Name,
            Kana = row.Kana,
            CategoryJa = row.CategoryJa,
            CategoryEn = row.CategoryEn,
            RankJa = row.RankJa,
            RankEn = row.RankEn,
            Institution = row.Institution ?? "",
            WithdrawnOn = row.WithdrawnOn,
            Open = open[row.Id].Total(charge => new Yen(charge.Open)),
            Oldest = open[row.Id].Any() ? new FiscalYear(open[row.Id].Min(charge => charge.FiscalYear)) : null,
        })];
    }

    private static async Task<ILookup<long, OpenRow>> ReadOpenOfAsync(this MemberHubDbContext database, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQuery<OpenRow>($"""
            SELECT c."MemberId", c."FiscalYear", c."Amount"
                - (SELECT CAST(COALESCE(SUM(a."Amount"), 0) AS bigint) FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL)
                - (SELECT CAST(COALESCE(SUM(w."Amount"), 0) AS bigint) FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL) AS "Open"
            FROM "DuesCharges" c WHERE +c."SocietyId" = {database.ShownSociety}
            """).Where(charge => ids.Contains(charge.MemberId)).ToListAsync(cancel);
        return rows.Where(charge => charge.Open > 0).ToLookup(charge => charge.MemberId);
    }

    private static async Task<HashSet<long>> ReadOwingAsync(this MemberHubDbContext database, DateOnly today, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        return [.. await database.Database.SqlQuery<long>($"""
            SELECT DISTINCT o."MemberId" AS "Value" FROM (
                SELECT c."MemberId", c."Amount" - COALESCE(SUM(a."Amount"), 0) - COALESCE(MAX(w."Amount"), 0) AS "Open"
                FROM "DuesCharges" c
                LEFT JOIN "Allocations" a ON a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL
                LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Amount" FROM "Waivers" WHERE "SocietyId" = {society} AND "ReversedUtc" IS NULL GROUP BY "ChargeId") w ON w."ChargeId" = c."Id"
                WHERE c."SocietyId" = {society} AND c."PeriodEnd" < {today}
                GROUP BY c."Id"
            ) o WHERE o."Open" > 0
            """).ToListAsync(cancel)];
    }

    private sealed record Row(
        long Id, string Number, string Name, string Kana, DateOnly? WithdrawnOn, string CategoryJa, string CategoryEn, string? RankJa, string? RankEn, string? Institution);

    private sealed record OpenRow(long MemberId, int FiscalYear, long Open);
}

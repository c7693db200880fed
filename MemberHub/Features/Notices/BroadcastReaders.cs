using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>A member whom a broadcast goes to.</summary>
internal sealed record BroadcastReader(long MemberId, string Name, MemberNumber Number, string Category, string Email, string? Language, Yen Open)
{
    /// <summary>The values of the merge fields.</summary>
    public IReadOnlyDictionary<string, string> Values => new Dictionary<string, string>
    {
        [MergeText.Name] = Name,
        [MergeText.Number] = Number.Digits,
        [MergeText.Category] = Category,
        [MergeText.Open] = Show.Money(Open),
    };
}

/// <summary>Finds them: members who have not left and have an account with an address.</summary>
internal static class BroadcastReaders
{
    /// <summary>The next of them after a member, by key; with how many more want no such mail, and the key up to which members were looked at, null at the end.</summary>
    public static async Task<(IReadOnlyList<BroadcastReader> Readers, int Declined, long? Last)> NextReadersAsync(
        this MemberHubDbContext database, BroadcastAudience audience, DateOnly today, long after, int most, CancellationToken cancel)
    {
        var (categories, ranks, inArrearsOnly) = audience;
        var rows = await (
            from member in database.Members
            join category in database.MemberCategories on member.CategoryId equals category.Id
            join link in database.AccountMembers on member.Id equals link.MemberId
            join account in database.Users on link.AccountId equals account.Id
            where member.Id > after && account.Email != null && (member.WithdrawnOn == null || member.WithdrawnOn > today)
            where categories.Count == 0 || categories.Contains(member.CategoryId)
            where ranks.Count == 0 || (member.RankId != null && ranks.Contains(member.RankId.Value))
            orderby member.Id
            select new { member.Id, member.Person.Name, member.Number, Category = account.Language == "en" && category.NameEn != "" ? category.NameEn : category.NameJa, account.Email, account.Language, Declined = member.NewsDeclinedUtc != null }).Take(most).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return ([], 0, null);
        }

        var open = await database.OpenOfAsync(after, rows[^1].Id, today, cancel);
        var meant = rows.DistinctBy(row => row.Id).Where(row => !inArrearsOnly || open.GetValueOrDefault(row.Id).Past > 0).ToList();
        return (
            [.. meant.Where(row => !row.Declined)
                .Select(row => new BroadcastReader(row.Id, row.Name, row.Number, row.Category, row.Email!, row.Language, new Yen(open.GetValueOrDefault(row.Id).Open)))],
            meant.Count(row => row.Declined),
            rows.Count < most ? null : rows[^1].Id);
    }

    private static async Task<Dictionary<long, (long Open, long Past)>> OpenOfAsync(this MemberHubDbContext database, long after, long last, DateOnly today, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQuery<OpenRow>($"""
            SELECT o."MemberId", CAST(SUM(o."Open") AS bigint) AS "Open", CAST(SUM(CASE WHEN o."PeriodEnd" < {today} THEN o."Open" ELSE 0 END) AS bigint) AS "Past"
            FROM (
                SELECT c."MemberId", c."PeriodEnd", c."Amount"
                    - COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL), 0)
                    - COALESCE((SELECT SUM(w."Amount") FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL), 0) AS "Open"
                FROM "DuesCharges" c
                WHERE c."SocietyId" = {database.ShownSociety} AND c."MemberId" > {after} AND c."MemberId" <= {last} AND c."PayableFrom" <= {today}
            ) o
            WHERE o."Open" > 0
            GROUP BY o."MemberId"
            """).ToListAsync(cancel);
        return rows.ToDictionary(row => row.MemberId, row => (row.Open, row.Past));
    }

    private sealed record OpenRow(long MemberId, long Open, long Past);
}

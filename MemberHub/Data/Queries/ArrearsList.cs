using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>The members in arrears (滞納者一覧): one page, the largest debt first, and the totals of all pages.</summary>
public sealed record ArrearsList(IReadOnlyList<ArrearsRow> Rows, int MemberCount, Yen Total)
{
    public const int PageSize = 50;
}

/// <summary>A member with open charges of past fiscal years.</summary>
public sealed record ArrearsRow(long MemberId, MemberNumber Number, string Name, int YearsOpen, FiscalYear Oldest, Yen Total);

/// <summary>
/// Reads the list in one statement. Allocations are joined one by one because SQLite then walks their index, and PostgreSQL hashes them;
/// summing them up first is half as fast on SQLite, a subquery per charge five times slower on PostgreSQL.
/// </summary>
public static class ArrearsListQuery
{
    /// <param name="page">0 for the first.</param>
    public static async Task<ArrearsList> ReadArrearsAsync(this MemberHubDbContext database, DateOnly today, int page, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT page."MemberId", m."Number", m."Name", page."YearsOpen", page."Oldest", page."Open", page."Members", page."AllOpen"
            FROM (
                SELECT o."MemberId", COUNT(DISTINCT o."FiscalYear") AS "YearsOpen", MIN(o."FiscalYear") AS "Oldest", CAST(SUM(o."Open") AS bigint) AS "Open",
                    COUNT(*) OVER () AS "Members", CAST(SUM(SUM(o."Open")) OVER () AS bigint) AS "AllOpen"
                FROM (
                    SELECT c."MemberId", c."FiscalYear", c."Amount" - COALESCE(SUM(a."Amount"), 0) - COALESCE(MAX(w."Amount"), 0) AS "Open"
                    FROM "DuesCharges" c
                    LEFT JOIN "Allocations" a ON a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL
                    LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Amount" FROM "Waivers" WHERE "SocietyId" = {database.ShownSociety} AND "ReversedUtc" IS NULL GROUP BY "ChargeId") w ON w."ChargeId" = c."Id"
                    WHERE c."SocietyId" = {database.ShownSociety} AND c."PeriodEnd" < {today}
                    GROUP BY c."Id"
                ) o
                WHERE o."Open" > 0
                GROUP BY o."MemberId"
                ORDER BY "Open" DESC, o."MemberId"
                LIMIT {ArrearsList.PageSize} OFFSET {page * ArrearsList.PageSize}
            ) page
            JOIN "Members" m ON m."Id" = page."MemberId"
            ORDER BY page."Open" DESC, page."MemberId"
            """).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            // Behind the last page no row carries the totals.
            return page == 0 ? new ArrearsList([], 0, Yen.Zero) : await database.ReadArrearsAsync(today, 0, cancel) with { Rows = [] };
        }

        return new ArrearsList([.. rows.Select(row => row.ToArrears())], (int)rows[0].Members, new Yen(rows[0].AllOpen));
    }

    private sealed record Row(long MemberId, string Number, string Name, long YearsOpen, int Oldest, long Open, long Members, long AllOpen)
    {
        public ArrearsRow ToArrears() => new(MemberId, MemberNumber.Parse(Number), Name, (int)YearsOpen, new FiscalYear(Oldest), new Yen(Open));
    }
}

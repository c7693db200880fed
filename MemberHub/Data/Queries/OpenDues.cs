using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>What all members of a society owe together.</summary>
/// <param name="Total">The open parts of all charges (未納額計), of withdrawn members too.</param>
/// <param name="MembersInArrears">Members with an open charge of a past fiscal year (過年度滞納者数).</param>
public sealed record OpenDues(Yen Total, int MembersInArrears)
{
    /// <summary>Reads it for the society that the context shows; <paramref name="current"/> is the fiscal year of today.</summary>
    public static async Task<OpenDues> OfAsync(MemberHubDbContext database, FiscalYear current, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var row = (await database.Database.SqlQuery<Row>($"""
            SELECT CAST(COALESCE(SUM("Open"), 0) AS bigint) AS "Total",
                   CAST(COUNT(DISTINCT CASE WHEN "FiscalYear" < {current.Year} THEN "MemberId" END) AS bigint) AS "Members"
            FROM (
                SELECT charge."MemberId", charge."FiscalYear",
                       charge."Amount" - COALESCE(paid."Sum", 0) - COALESCE(waived."Sum", 0) AS "Open"
                FROM "DuesCharges" charge
                LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Sum" FROM "Allocations" WHERE "SocietyId" = {society} AND "ReversedUtc" IS NULL GROUP BY "ChargeId") paid
                    ON paid."ChargeId" = charge."Id"
                LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Sum" FROM "Waivers" WHERE "SocietyId" = {society} AND "ReversedUtc" IS NULL GROUP BY "ChargeId") waived
                    ON waived."ChargeId" = charge."Id"
                WHERE charge."SocietyId" = {society}
            ) charges
            WHERE "Open" > 0
            """).ToListAsync(cancel)).Single();
        return new OpenDues(new Yen(row.Total), checked((int)row.Members));
    }

    private sealed record Row(long Total, long Members);
}

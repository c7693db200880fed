using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Money that came, by what it paid for. The part that pays for nothing (預り金, or sent back) has neither year nor category.</summary>
public sealed record IncomeLine(PaymentMethod Method, FiscalYear? Year, string Category, Yen Amount);

/// <summary>Money that went back (返金済) in a range of days.</summary>
public sealed record RefundedMoney(int Count, Yen Amount);

/// <summary>Adds up what came in a range of days. The sum of the lines is the sum of the ledger's payments, always.</summary>
public static class IncomeQuery
{
    /// <summary>Both days included, by 入金日.</summary>
    public static async Task<IReadOnlyList<IncomeLine>> ReadIncomeAsync(this MemberHubDbContext database, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT p."Method" AS "Method", c."FiscalYear" AS "Year", c."CategoryName" AS "Category", CAST(SUM(a."Amount") AS bigint) AS "Amount"
            FROM "Payments" p
            JOIN "Allocations" a ON a."PaymentId" = p."Id" AND a."ReversedUtc" IS NULL
            JOIN "DuesCharges" c ON c."Id" = a."ChargeId"
            WHERE p."SocietyId" = {database.ShownSociety} AND p."ReversedUtc" IS NULL AND p."ReceivedOn" >= {from} AND p."ReceivedOn" <= {to}
            GROUP BY p."Method", c."FiscalYear", c."CategoryName"
            UNION ALL
            SELECT r."Method", NULL, '', CAST(SUM(r."Rest") AS bigint)
            FROM (
                SELECT p."Method", p."Amount" - COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a WHERE a."PaymentId" = p."Id" AND a."ReversedUtc" IS NULL), 0) AS "Rest"
                FROM "Payments" p
                WHERE p."SocietyId" = {database.ShownSociety} AND p."ReversedUtc" IS NULL AND p."ReceivedOn" >= {from} AND p."ReceivedOn" <= {to}
            ) r
            WHERE r."Rest" <> 0
            GROUP BY r."Method"
            """).ToListAsync(cancel);
        return [.. rows
            .Select(row => new IncomeLine(Enum.Parse<PaymentMethod>(row.Method), row.Year is { } year ? new FiscalYear(year) : null, row.Category, new Yen(row.Amount)))
            .OrderBy(line => line.Year is null).ThenBy(line => line.Year).ThenBy(line => line.Category, StringComparer.Ordinal).ThenBy(line => line.Method)];
    }

    /// <summary>What was sent back between two instants, UTC, the second excluded.</summary>
    public static async Task<RefundedMoney> ReadRefundedAsync(this MemberHubDbContext database, DateTime fromUtc, DateTime untilUtc, CancellationToken cancel)
    {
        var amounts = await database.Refunds.Where(refund => refund.DoneUtc >= fromUtc && refund.DoneUtc < untilUtc).Select(refund => refund.Amount).ToListAsync(cancel);
        return new RefundedMoney(amounts.Count, amounts.Total());
    }

    private sealed record Row(string Method, int? Year, string Category, long Amount);
}

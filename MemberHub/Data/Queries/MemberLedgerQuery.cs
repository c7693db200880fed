using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Reads what a member owes and has paid: two statements, whatever the number of years.</summary>
public static class MemberLedgerQuery
{
    public static async Task<MemberLedger> ReadLedgerAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT c."Id", c."FiscalYear", c."Item", c."CategoryName", c."Amount", c."PayableFrom", c."DueOn", c."PeriodStart", c."PeriodEnd",
                (SELECT CAST(COALESCE(SUM(a."Amount"), 0) AS bigint) FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL) AS "Allocated",
                (SELECT CAST(COALESCE(SUM(w."Amount"), 0) AS bigint) FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL) AS "Waived",
                (SELECT MAX(p."ReceivedOn") FROM "Allocations" a JOIN "Payments" p ON p."Id" = a."PaymentId" WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL) AS "LastPaidOn",
                COALESCE((SELECT MAX(w."Reason") FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL), '') AS "WaiverReason"
            FROM "DuesCharges" c
            WHERE c."SocietyId" = {society} AND c."MemberId" = {memberId}
            ORDER BY c."FiscalYear", c."Item", c."Id"
            """).ToListAsync(cancel);
        var credits = await database.Credits.Where(credit => credit.MemberId == memberId && credit.EndedUtc == null).Select(credit => credit.Amount).ToListAsync(cancel);
        return new MemberLedger([.. rows.Select(row => row.ToPosition())], credits.Total(), today);
    }

    private sealed record Row(
        long Id,
        int FiscalYear,
        string Item,
        string CategoryName,
        long Amount,
        DateOnly PayableFrom,
        DateOnly DueOn,
        DateOnly PeriodStart,
        DateOnly PeriodEnd,
        long Allocated,
        long Waived,
        DateOnly? LastPaidOn,
        string WaiverReason)
    {
        public ChargePosition ToPosition() => new()
        {
            ChargeId = Id,
            Year = new FiscalYear(FiscalYear),
            Item = Enum.Parse<DuesItem>(Item),
            CategoryName = CategoryName,
            Amount = new Yen(Amount),
            Allocated = new Yen(Allocated),
            Waived = new Yen(Waived),
            PayableFrom = PayableFrom,
            DueOn = DueOn,
            PeriodStart = PeriodStart,
            PeriodEnd = PeriodEnd,
            LastPaidOn = LastPaidOn,
            WaiverReason = WaiverReason,
        };
    }
}

using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Reads what members owe and have paid, whatever the number of years.</summary>
public static class MemberLedgerQuery
{
    private const string Charges = """
        SELECT c."Id", c."MemberId", c."FiscalYear", c."Item", c."Title", c."CategoryName", COALESCE(k."NameEn", '') AS "CategoryNameEn", c."Amount", c."PayableFrom", c."DueOn", c."PeriodStart", c."PeriodEnd",
            (SELECT CAST(COALESCE(SUM(a."Amount"), 0) AS bigint) FROM "Allocations" a WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL) AS "Allocated",
            (SELECT CAST(COALESCE(SUM(w."Amount"), 0) AS bigint) FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL AND w."Kind" IN ('Exemption', 'WriteOff')) AS "Waived",
            (SELECT CAST(COALESCE(-SUM(w."Amount"), 0) AS bigint) FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL AND w."Kind" IN ('Correction', 'Increase')) AS "Corrected",
            (SELECT MAX(p."ReceivedOn") FROM "Allocations" a JOIN "Payments" p ON p."Id" = a."PaymentId" WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL) AS "LastPaidOn",
            COALESCE((SELECT MAX(w."Reason") FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL AND w."WithdrawalNoticeId" IS NULL), '') AS "WaiverReason",
            (SELECT MAX(n."LeavesOn") FROM "Waivers" w JOIN "WithdrawalNotices" n ON n."Id" = w."WithdrawalNoticeId" WHERE w."ChargeId" = c."Id" AND w."ReversedUtc" IS NULL) AS "LeftOn"
        FROM "DuesCharges" c
        LEFT JOIN "MemberCategories" k ON k."SocietyId" = c."SocietyId" AND k."NameJa" = c."CategoryName"
        WHERE c."SocietyId" = {0}
        """;

    // Written out rather than composed: the page that is opened most reads it.
    private const string ChargesOfOne = Charges + """
         AND c."MemberId" = {1}
        ORDER BY c."FiscalYear", c."Item", c."Id"
        """;

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, IAsyncEnumerable<Yen>>> Credits = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId) => database.Credits.Where(credit => credit.MemberId == memberId && credit.EndedUtc == null).Select(credit => credit.Amount)));

    /// <summary>One member's ledger, in two statements.</summary>
    public static async Task<MemberLedger> ReadLedgerAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQueryRaw<Row>(ChargesOfOne, database.ShownSociety, memberId).ToListAsync(cancel);
        var credits = await Credits.On(database)(database, memberId).ToListAsync(cancel);
        return new MemberLedger([.. rows.Select(row => row.ToPosition())], credits.Total(), today);
    }

    /// <summary>The charges of several members, by member, in one statement.</summary>
    public static async Task<ILookup<long, ChargePosition>> ReadChargesAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        var rows = await database.Database.SqlQueryRaw<Row>(Charges, database.ShownSociety).Where(row => memberIds.Contains(row.MemberId)).OrderBy(row => row.FiscalYear).ThenBy(row => row.Item).ThenBy(row => row.Id).ToListAsync(cancel);
        return rows.ToLookup(row => row.MemberId, row => row.ToPosition());
    }

    private sealed record Row(
        long Id,
        long MemberId,
        int FiscalYear,
        string Item,
        string Title,
        string CategoryName,
        string CategoryNameEn,
        long Amount,
        DateOnly PayableFrom,
        DateOnly DueOn,
        DateOnly PeriodStart,
        DateOnly PeriodEnd,
        long Allocated,
        long Waived,
        long Corrected,
        DateOnly? LastPaidOn,
        string WaiverReason,
        DateOnly? LeftOn)
    {
        public ChargePosition ToPosition() => new()
        {
            ChargeId = Id,
            Year = new FiscalYear(FiscalYear),
            Item = Enum.Parse<DuesItem>(Item),
            Title = Title,
            CategoryName = CategoryName,
            CategoryNameEn = CategoryNameEn,
            Amount = new Yen(Amount),
            Allocated = new Yen(Allocated),
            Waived = new Yen(Waived),
            Corrected = new Yen(Corrected),
            PayableFrom = PayableFrom,
            DueOn = DueOn,
            PeriodStart = PeriodStart,
            PeriodEnd = PeriodEnd,
            LastPaidOn = LastPaidOn,
            WaiverReason = WaiverReason,
            LeftOn = LeftOn,
        };
    }
}

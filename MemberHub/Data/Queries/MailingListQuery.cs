using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Somebody the journal is sent to.</summary>
public sealed record JournalReader(string Number, string Name, string CategoryName, bool IsOrganisation, MailingDestination Destination, string Institution, string Department, string PostalCode, string Address)
{
    /// <summary>Nowhere to send it: the list says so instead of leaving the member out in silence.</summary>
    public bool HasNoAddress => Address.Length == 0;
}

/// <summary>
/// Reads whom a year's journal goes to (機関誌発送名簿): members who paid the year's dues within the year, those whose dues are waived, and those whose
/// category pays nothing in that year. Nobody who has left or will have left when the year begins, whose dues were written off or taken off because they leave, who
/// rests, or to whom nothing is sent (発送停止).
/// </summary>
public static class MailingListQuery
{
    public static async Task<IReadOnlyList<JournalReader>> ReadJournalReadersAsync(this MemberHubDbContext database, FiscalYear year, DateOnly today, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var begins = (await database.Societies.Where(row => row.Id == society).Select(row => row.Settings).SingleAsync(cancel)).Calendar.FirstDay(year);
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT m."Number", m."Name", k."NameJa" AS "CategoryName", k."IsOrganisation", m."MailingDestination", m."HomePostalCode", m."HomeAddress",
                w."Institution", w."Department", w."PostalCode", w."Address"
            FROM "Members" m
            LEFT JOIN "MemberChanges" g ON g."MemberId" = m."Id" AND g."AppliedUtc" IS NULL
              AND g."From" = (SELECT MAX(h."From") FROM "MemberChanges" h WHERE h."MemberId" = m."Id" AND h."AppliedUtc" IS NULL AND h."From" <= {year.Year})
            JOIN "MemberCategories" k ON k."Id" = COALESCE(g."CategoryId", m."CategoryId")
            LEFT JOIN "Affiliations" w ON w."MemberId" = m."Id" AND w."Ordinal" = 1
            LEFT JOIN "DuesCharges" c ON c."MemberId" = m."Id" AND c."FiscalYear" = {year.Year} AND c."Item" = 'AnnualDues'
            WHERE m."SocietyId" = {society} AND (m."WithdrawnOn" IS NULL OR (m."WithdrawnOn" > {today} AND m."WithdrawnOn" >= {begins})) AND m."DeliveryStoppedOn" IS NULL
              AND NOT EXISTS (SELECT 1 FROM "WithdrawalNotices" n WHERE n."MemberId" = m."Id" AND n."ConfirmedUtc" IS NOT NULL AND n."LeavesOn" < {begins}
                AND n."RefusedUtc" IS NULL AND n."UndoneUtc" IS NULL AND n."EndedUtc" IS NULL)
              AND NOT EXISTS (SELECT 1 FROM "LeavesOfAbsence" l WHERE l."MemberId" = m."Id" AND l."From" <= {year.Year} AND l."Through" >= {year.Year})
              AND CASE
              WHEN c."Id" IS NULL THEN
                COALESCE(
                  (SELECT r."Amount" FROM "DuesRules" r WHERE r."CategoryId" = k."Id" AND r."RankId" = CASE WHEN g."Id" IS NULL THEN m."RankId" ELSE g."RankId" END AND r."From" <= {year.Year} ORDER BY r."From" DESC LIMIT 1),
                  (SELECT r."Amount" FROM "DuesRules" r WHERE r."CategoryId" = k."Id" AND r."RankId" IS NULL AND r."From" <= {year.Year} ORDER BY r."From" DESC LIMIT 1)) = 0
              ELSE
                c."Amount" <= COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a JOIN "Payments" p ON p."Id" = a."PaymentId"
                    WHERE a."ChargeId" = c."Id" AND a."ReversedUtc" IS NULL AND p."ReceivedOn" <= c."PeriodEnd"), 0)
                  + COALESCE((SELECT SUM(x."Amount") FROM "Waivers" x WHERE x."ChargeId" = c."Id" AND x."Kind" <> 'WriteOff' AND x."WithdrawalNoticeId" IS NULL AND x."LeftOn" IS NULL AND x."ReversedUtc" IS NULL), 0)
              END
            ORDER BY m."Number"
            """).ToListAsync(cancel);
        return rows.ConvertAll(row => row.ToReader());
    }

    private sealed record Row(
        string Number,
        string Name,
        string CategoryName,
        bool IsOrganisation,
        string MailingDestination,
        string HomePostalCode,
        string HomeAddress,
        string? Institution,
        string? Department,
        string? PostalCode,
        string? Address)
    {
        public JournalReader ToReader() => MailingDestination == nameof(Domain.Members.MailingDestination.Home)
            ? new(Number, Name, CategoryName, IsOrganisation, Domain.Members.MailingDestination.Home, "", "", HomePostalCode, HomeAddress)
            : new(Number, Name, CategoryName, IsOrganisation, Domain.Members.MailingDestination.Affiliation1, Institution ?? "", Department ?? "", PostalCode ?? "", Address ?? "");
    }
}

namespace MemberHub.Data.Ledger.Checks;

/// <summary>Billing runs and the charges they wrote.</summary>
internal static class BillingInvariants
{
    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("billing-run-as-released", """
            SELECT 'run ' || r."Id" FROM "BillingRuns" r
            LEFT JOIN (SELECT "BillingRunId", COUNT(*) AS "Count", SUM("Amount") AS "Sum" FROM "DuesCharges" WHERE "BillingRunId" IS NOT NULL GROUP BY "BillingRunId") c ON c."BillingRunId" = r."Id"
            WHERE CASE
              WHEN r."UndoneUtc" IS NOT NULL OR r."StartedUtc" IS NULL THEN COALESCE(c."Count", 0) > 0
              WHEN r."DoneUtc" IS NOT NULL AND r."StoppedUtc" IS NULL THEN COALESCE(c."Count", 0) <> r."Count" OR COALESCE(c."Sum", 0) <> r."Total"
              ELSE COALESCE(c."Count", 0) > r."Count" OR COALESCE(c."Sum", 0) > r."Total" END
            """),
        new("billing-run-of-two-people", """
            SELECT 'run ' || "Id" FROM "BillingRuns" WHERE "ReleasedBy" = "DraftedBy" OR ("StartedUtc" IS NOT NULL AND "ReleasedBy" IS NULL)
            """),
        new("billed-charge-of-run", """
            SELECT 'charge ' || c."Id" FROM "DuesCharges" c JOIN "BillingRuns" r ON r."Id" = c."BillingRunId"
            WHERE c."FiscalYear" <> r."FiscalYear" OR c."SocietyId" <> r."SocietyId" OR c."Item" <> 'AnnualDues' OR c."PayableFrom" <> r."PayableFrom"
            """),
        new("billing-run-has-list", """
            SELECT 'run ' || r."Id" FROM "BillingRuns" r WHERE r."StartedUtc" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "BillingRunLists" l WHERE l."RunId" = r."Id" AND l."SocietyId" = r."SocietyId")
            """),
        new("reminder-within-member", """
            SELECT 'reminder ' || n."Id" FROM "Reminders" n JOIN "DuesCharges" c ON c."Id" = n."ChargeId" WHERE n."MemberId" <> c."MemberId" OR n."SocietyId" <> c."SocietyId"
            """),
        new("reminder-once-a-level", """
            SELECT 'charge ' || "ChargeId" FROM "Reminders" GROUP BY "ChargeId", "Level" HAVING COUNT(*) > 1
            """),
    ];
}

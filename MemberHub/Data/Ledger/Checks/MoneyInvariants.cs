namespace MemberHub.Data.Ledger.Checks;

/// <summary>Charges, payments and what lies between them.</summary>
internal static class MoneyInvariants
{
    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("allocations-within-payment", """
            SELECT 'payment ' || p."Id" FROM "Payments" p
            JOIN (SELECT "PaymentId", SUM("Amount") AS "Sum" FROM "Allocations" WHERE "ReversedUtc" IS NULL GROUP BY "PaymentId") a ON a."PaymentId" = p."Id"
            WHERE a."Sum" > p."Amount"
            """),
        new("charge-not-oversettled", """
            SELECT 'charge ' || c."Id" FROM "DuesCharges" c
            LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Sum" FROM "Allocations" WHERE "ReversedUtc" IS NULL GROUP BY "ChargeId") a ON a."ChargeId" = c."Id"
            LEFT JOIN (SELECT "ChargeId", SUM("Amount") AS "Sum" FROM "Waivers" WHERE "ReversedUtc" IS NULL GROUP BY "ChargeId") w ON w."ChargeId" = c."Id"
            WHERE COALESCE(a."Sum", 0) + COALESCE(w."Sum", 0) > c."Amount"
            """),
        new("payment-fully-used", """
            SELECT 'payment ' || p."Id" FROM "Payments" p
            LEFT JOIN (SELECT "PaymentId", SUM("Amount") AS "Sum" FROM "Allocations" WHERE "ReversedUtc" IS NULL GROUP BY "PaymentId") a ON a."PaymentId" = p."Id"
            LEFT JOIN (SELECT "PaymentId", SUM("Amount") AS "Sum" FROM "Credits" WHERE "EndedUtc" IS NULL GROUP BY "PaymentId") c ON c."PaymentId" = p."Id"
            LEFT JOIN (SELECT "PaymentId", SUM("Amount") AS "Sum" FROM "Refunds" WHERE "WithdrawnUtc" IS NULL GROUP BY "PaymentId") r ON r."PaymentId" = p."Id"
            WHERE COALESCE(a."Sum", 0) + COALESCE(c."Sum", 0) + COALESCE(r."Sum", 0) <> CASE WHEN p."ReversedUtc" IS NULL THEN p."Amount" ELSE 0 END
            """),
        new("amounts-positive", """
            SELECT 'payment ' || "Id" FROM "Payments" WHERE "Amount" <= 0
            UNION ALL SELECT 'allocation ' || "Id" FROM "Allocations" WHERE "Amount" <= 0
            UNION ALL SELECT 'credit ' || "Id" FROM "Credits" WHERE "Amount" <= 0
            UNION ALL SELECT 'refund ' || "Id" FROM "Refunds" WHERE "Amount" <= 0
            UNION ALL SELECT 'waiver ' || "Id" FROM "Waivers" WHERE ("Kind" <> 'Increase' AND "Amount" <= 0) OR ("Kind" = 'Increase' AND "Amount" >= 0)
            UNION ALL SELECT 'line ' || "Id" FROM "PaymentOrderLines" WHERE "Amount" <= 0
            UNION ALL SELECT 'deposit ' || "Id" FROM "UnmatchedDeposits" WHERE "Amount" <= 0
            UNION ALL SELECT 'charge ' || "Id" FROM "DuesCharges" WHERE "Amount" < 0
            """),
        new("allocation-live-once", """
            SELECT 'payment ' || "PaymentId" || ', charge ' || "ChargeId" FROM "Allocations"
            WHERE "ReversedUtc" IS NULL GROUP BY "PaymentId", "ChargeId" HAVING COUNT(*) > 1
            """),
        new("credit-live-once", """
            SELECT 'payment ' || "PaymentId" FROM "Credits" WHERE "EndedUtc" IS NULL GROUP BY "PaymentId" HAVING COUNT(*) > 1
            """),
        new("corrections-explained", """
            SELECT 'waiver ' || "Id" FROM "Waivers" WHERE "Kind" IN ('Correction', 'Increase') AND TRIM("Reason") = ''
            """),
        new("correction-of-charge-within-limit", """
            SELECT 'charge ' || c."Id" FROM "DuesCharges" c JOIN "Waivers" w ON w."ChargeId" = c."Id"
            WHERE w."ReversedUtc" IS NULL AND w."Kind" IN ('Correction', 'Increase')
            GROUP BY c."Id", c."Amount" HAVING c."Amount" - SUM(w."Amount") < 0 OR c."Amount" - SUM(w."Amount") > 100000000
            """),
        new("withdrawal-live-once", """
            SELECT 'member ' || "MemberId" FROM "WithdrawalNotices" WHERE "RefusedUtc" IS NULL AND "UndoneUtc" IS NULL AND "EndedUtc" IS NULL
            GROUP BY "MemberId" HAVING COUNT(*) > 1
            """),
        new("withdrawal-waives-later-years", """
            SELECT 'waiver ' || w."Id" FROM "Waivers" w JOIN "WithdrawalNotices" n ON n."Id" = w."WithdrawalNoticeId" JOIN "DuesCharges" c ON c."Id" = w."ChargeId"
            WHERE w."SocietyId" <> n."SocietyId" OR c."MemberId" <> n."MemberId" OR c."FiscalYear" <= n."LastYear"
            OR (w."ReversedUtc" IS NULL AND (n."ConfirmedUtc" IS NULL OR n."RefusedUtc" IS NOT NULL OR n."UndoneUtc" IS NOT NULL))
            """),
        new("charge-once-a-year", """
            SELECT 'member ' || "MemberId" || ', ' || "FiscalYear" FROM "DuesCharges" GROUP BY "MemberId", "FiscalYear", "Item", "Title" HAVING COUNT(*) > 1
            """),
        new("allocation-within-member", """
            SELECT 'allocation ' || a."Id" FROM "Allocations" a
            JOIN "Payments" p ON p."Id" = a."PaymentId" JOIN "DuesCharges" c ON c."Id" = a."ChargeId"
            WHERE p."MemberId" <> c."MemberId" OR p."SocietyId" <> c."SocietyId" OR a."SocietyId" <> p."SocietyId"
            """),
        new("payment-within-member", """
            SELECT 'payment ' || p."Id" FROM "Payments" p JOIN "Members" m ON m."Id" = p."MemberId" LEFT JOIN "PaymentOrders" o ON o."Id" = p."OrderId"
            WHERE m."SocietyId" <> p."SocietyId" OR o."MemberId" <> p."MemberId" OR o."SocietyId" <> p."SocietyId"
            UNION ALL SELECT 'credit ' || c."Id" FROM "Credits" c JOIN "Payments" p ON p."Id" = c."PaymentId"
            WHERE c."MemberId" <> p."MemberId" OR c."SocietyId" <> p."SocietyId"
            UNION ALL SELECT 'refund ' || r."Id" FROM "Refunds" r JOIN "Payments" p ON p."Id" = r."PaymentId"
            WHERE r."MemberId" <> p."MemberId" OR r."SocietyId" <> p."SocietyId"
            """),
        new("charge-within-society", """
            SELECT 'charge ' || c."Id" FROM "DuesCharges" c JOIN "Members" m ON m."Id" = c."MemberId" WHERE m."SocietyId" <> c."SocietyId"
            UNION ALL SELECT 'waiver ' || w."Id" FROM "Waivers" w JOIN "DuesCharges" c ON c."Id" = w."ChargeId" WHERE w."SocietyId" <> c."SocietyId"
            """),
        new("payment-effect-once", """
            SELECT 'effect ' || "EffectKey" FROM "Payments" WHERE "EffectKey" IS NOT NULL GROUP BY "SocietyId", "EffectKey" HAVING COUNT(*) > 1
            """),
    ];
}

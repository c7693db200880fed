namespace MemberHub.Data.Ledger.Checks;

/// <summary>
/// Deposits: every yen that came to the society's account is matched, split, sent back or still unmatched. The rules of
/// <see cref="Domain.Reconciliation.DepositStates"/> stand here a second time, in SQL.
/// </summary>
internal static class DepositInvariants
{
    private const string Marks = """
        WITH "Counted" AS (
          SELECT "DepositId", "Sequence", "Kind", "OccurredUtc",
            SUM(CASE "Kind" WHEN 'Announced' THEN 1 WHEN 'AnnouncementTakenBack' THEN -1 ELSE 0 END) OVER (PARTITION BY "DepositId" ORDER BY "Sequence") AS "Announced",
            SUM(CASE "Kind" WHEN 'Arrived' THEN 1 ELSE 0 END) OVER (PARTITION BY "DepositId" ORDER BY "Sequence") AS "Arrived"
          FROM "DepositEvents"),
        "Marks" AS (
          SELECT "DepositId", "Sequence", "Kind", "OccurredUtc", "Arrived",
            CASE
              WHEN "Kind" IN ('Announced', 'AnnouncementTakenBack') THEN CASE WHEN "Announced" > 0 THEN 'Preliminary' ELSE 'Gone' END
              WHEN "Kind" IN ('Arrived', 'Resumed', 'SettlementUndone', 'SplitUndone', 'RefundWithdrawn', 'ExclusionUndone') THEN 'Open'
              WHEN "Kind" IN ('Merged', 'TakenBack') THEN 'Gone'
              WHEN "Kind" = 'RefundRequested' THEN 'Refunding'
              WHEN "Kind" = 'RefundFinished' THEN 'Refunded'
              ELSE "Kind" END AS "State",
            LEAD("Sequence", 1, 2147483647) OVER (PARTITION BY "DepositId" ORDER BY "Sequence") AS "Until"
          FROM "Counted")
        """;

    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("deposit-key-once", """
            SELECT 'deposit ' || MIN("Id") FROM "UnmatchedDeposits" GROUP BY "SocietyId", "Key" HAVING COUNT(*) > 1
            """),
        new("deposit-file-once", """
            SELECT 'file ' || MIN("Id") FROM "DepositFiles" GROUP BY "SocietyId", "Sha256" HAVING COUNT(*) > 1
            """),
        new("deposit-file-counted", """
            SELECT 'file ' || f."Id" FROM "DepositFiles" f
            WHERE f."Added" <> (SELECT COUNT(*) FROM "UnmatchedDeposits" d WHERE d."FileId" = f."Id" AND d."ParentId" IS NULL) OR f."Added" + f."Known" <> f."Lines"
            """),
        new("deposit-fully-used", $"""
            {Marks}
            SELECT 'deposit ' || d."Id" || ', ' || m."State" FROM "UnmatchedDeposits" d
            JOIN "Marks" m ON m."DepositId" = d."Id" AND m."Until" = 2147483647
            LEFT JOIN (SELECT "DepositId", SUM("Amount") AS "Sum" FROM "Payments" WHERE "ReversedUtc" IS NULL GROUP BY "DepositId") p ON p."DepositId" = d."Id"
            LEFT JOIN (
              SELECT c."ParentId", SUM(c."Amount") AS "Sum" FROM "UnmatchedDeposits" c
              WHERE NOT EXISTS (SELECT 1 FROM "DepositEvents" e WHERE e."DepositId" = c."Id" AND e."Kind" = 'Merged') GROUP BY c."ParentId") s ON s."ParentId" = d."Id"
            WHERE COALESCE(p."Sum", 0) <> CASE WHEN m."State" = 'Settled' THEN d."Amount" ELSE 0 END
              OR COALESCE(s."Sum", 0) <> CASE WHEN m."State" = 'Split' THEN d."Amount" ELSE 0 END
            """),
        new("deposit-closed-as-computed", $"""
            {Marks}
            SELECT 'deposit ' || d."Id" || ', ' || m."State" FROM "UnmatchedDeposits" d JOIN "Marks" m ON m."DepositId" = d."Id" AND m."Until" = 2147483647
            WHERE (d."ClosedUtc" IS NOT NULL) <> (m."State" IN ('Settled', 'Split', 'Refunding', 'Refunded', 'Excluded', 'Gone')) OR d."ClosedUtc" <> m."OccurredUtc"
            """),
        new("deposit-events-numbered", """
            SELECT 'deposit ' || d."Id" FROM "UnmatchedDeposits" d LEFT JOIN "DepositEvents" e ON e."DepositId" = d."Id"
            GROUP BY d."Id"
            HAVING COUNT(e."Id") = 0 OR MIN(e."Sequence") <> 1 OR MAX(e."Sequence") <> COUNT(e."Id") OR COUNT(DISTINCT e."Sequence") <> COUNT(e."Id")
            """),
        new("deposit-events-follow-the-rules", $"""
            {Marks}
            SELECT 'deposit ' || n."DepositId" || ', ' || COALESCE(b."State", 'nothing') || ' ' || n."Kind" FROM "Marks" n
            LEFT JOIN "Marks" b ON b."DepositId" = n."DepositId" AND b."Until" = n."Sequence"
            WHERE NOT CASE n."Kind"
              WHEN 'Announced' THEN n."Arrived" = 0
              WHEN 'AnnouncementTakenBack' THEN n."Arrived" = 0
              WHEN 'Arrived' THEN n."Arrived" = 1
              WHEN 'Parked' THEN COALESCE(b."State", '') = 'Open'
              WHEN 'Resumed' THEN COALESCE(b."State", '') = 'Parked'
              WHEN 'SettlementUndone' THEN COALESCE(b."State", '') = 'Settled'
              WHEN 'SplitUndone' THEN COALESCE(b."State", '') = 'Split'
              WHEN 'ExclusionUndone' THEN COALESCE(b."State", '') = 'Excluded'
              WHEN 'RefundFinished' THEN COALESCE(b."State", '') = 'Refunding'
              WHEN 'RefundWithdrawn' THEN COALESCE(b."State", '') = 'Refunding'
              WHEN 'Settled' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              WHEN 'Split' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              WHEN 'Excluded' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              WHEN 'RefundRequested' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              WHEN 'TakenBack' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              WHEN 'Merged' THEN COALESCE(b."State", '') IN ('Open', 'Parked')
              ELSE 1 = 0 END
            """),
        new("undone-payment-empty", """
            SELECT 'payment ' || p."Id" FROM "Payments" p
            WHERE p."ReversedUtc" IS NOT NULL AND (
              p."DepositId" IS NULL
              OR EXISTS (SELECT 1 FROM "Allocations" a WHERE a."PaymentId" = p."Id" AND a."ReversedUtc" IS NULL)
              OR EXISTS (SELECT 1 FROM "Credits" c WHERE c."PaymentId" = p."Id" AND c."EndedUtc" IS NULL)
              OR EXISTS (SELECT 1 FROM "Refunds" r WHERE r."PaymentId" = p."Id" AND r."WithdrawnUtc" IS NULL))
            """),
        new("waiver-of-settled-deposit", """
            SELECT 'waiver ' || w."Id" FROM "Waivers" w
            WHERE w."DepositId" IS NOT NULL AND w."ReversedUtc" IS NULL AND NOT EXISTS (
              SELECT 1 FROM "Payments" p WHERE p."DepositId" = w."DepositId" AND p."ReversedUtc" IS NULL)
            """),
        new("deposit-within-society", """
            SELECT 'deposit ' || d."Id" FROM "UnmatchedDeposits" d LEFT JOIN "DepositFiles" f ON f."Id" = d."FileId" LEFT JOIN "UnmatchedDeposits" o ON o."Id" = d."ParentId"
            WHERE f."SocietyId" <> d."SocietyId" OR o."SocietyId" <> d."SocietyId"
            UNION ALL SELECT 'event ' || e."Id" FROM "DepositEvents" e JOIN "UnmatchedDeposits" d ON d."Id" = e."DepositId" WHERE e."SocietyId" <> d."SocietyId"
            UNION ALL SELECT 'payment ' || p."Id" FROM "Payments" p JOIN "UnmatchedDeposits" d ON d."Id" = p."DepositId" WHERE p."SocietyId" <> d."SocietyId"
            UNION ALL SELECT 'waiver ' || w."Id" FROM "Waivers" w JOIN "UnmatchedDeposits" d ON d."Id" = w."DepositId" WHERE w."SocietyId" <> d."SocietyId"
            UNION ALL SELECT 'alias ' || a."Id" FROM "PayerAliases" a JOIN "Members" m ON m."Id" = a."MemberId" WHERE m."SocietyId" <> a."SocietyId"
            """),
    ];
}

namespace MemberHub.Data.Ledger.Checks;

/// <summary>
/// Orders, their events and lines. The rules of <see cref="Domain.Payments.OrderStates"/> stand here a second time, in SQL, so that a fault in
/// one is seen by the other.
/// </summary>
internal static class OrderInvariants
{
    private const string Ends = "('Settled', 'Failed', 'Cancelled', 'Expired', 'SlipRejected')";
    private const string Silent = "('Started', 'MoneyAfterEnd', 'Refunded', 'Reminded', 'SlipPrinted')";

    // The state that an event leads to; e."Deposits" counts the reported deposits up to and with it.
    private const string StateOfMark = """
        CASE e."Kind"
          WHEN 'HandedOver' THEN 'AwaitingGateway' WHEN 'InvoiceIssued' THEN 'AwaitingTransfer' WHEN 'OutcomeUnknown' THEN 'Unknown' WHEN 'Settled' THEN 'Paid'
          WHEN 'VoucherIssued' THEN CASE WHEN e."Deposits" > 0 THEN 'PreliminarilyPaid' ELSE 'AwaitingDeposit' END
          WHEN 'PreliminaryDeposit' THEN CASE WHEN e."Deposits" > 0 THEN 'PreliminarilyPaid' ELSE 'AwaitingDeposit' END
          WHEN 'PreliminaryTakenBack' THEN CASE WHEN e."Deposits" > 0 THEN 'PreliminarilyPaid' ELSE 'AwaitingDeposit' END
          WHEN 'SettlementUndone' THEN CASE WHEN e."Deposits" > 0 THEN 'PreliminarilyPaid' ELSE COALESCE((
            SELECT CASE x."Kind" WHEN 'InvoiceIssued' THEN 'AwaitingTransfer' ELSE x."Kind" END FROM "PaymentEvents" x
            WHERE x."OrderId" = e."OrderId" AND x."Sequence" < e."Sequence" AND x."Kind" IN ('InvoiceIssued', 'SlipRequested', 'SlipApproved', 'SlipSent', 'SlipReturned')
            ORDER BY x."Sequence" DESC LIMIT 1), 'Started') END
          ELSE e."Kind" END
        """;

    private const string Marks = $"""
        WITH "Counted" AS (
          SELECT "OrderId", "Sequence", "Kind", "OccurredUtc",
            SUM(CASE "Kind" WHEN 'PreliminaryDeposit' THEN 1 WHEN 'PreliminaryTakenBack' THEN -1 ELSE 0 END) OVER (PARTITION BY "OrderId" ORDER BY "Sequence") AS "Deposits"
          FROM "PaymentEvents"),
        "Marks" AS (
          SELECT "OrderId", "Sequence", "OccurredUtc", {StateOfMark} AS "State",
            LEAD("Sequence", 1, 2147483647) OVER (PARTITION BY "OrderId" ORDER BY "Sequence") AS "Until"
          FROM "Counted" e WHERE "Kind" NOT IN {Silent})
        """;

    /// <summary>The CTEs that end in "States": each order with its computed state and when it ended first, after the last settlement that was undone.</summary>
    internal const string States = Marks + $"""
        , "States" AS (
          SELECT o."Id" AS "OrderId", COALESCE(m."State", 'Started') AS "State",
            (SELECT x."OccurredUtc" FROM "PaymentEvents" x WHERE x."OrderId" = o."Id" AND x."Kind" IN {Ends} AND NOT EXISTS (
              SELECT 1 FROM "PaymentEvents" u WHERE u."OrderId" = o."Id" AND u."Kind" = 'SettlementUndone' AND u."Sequence" > x."Sequence")
             ORDER BY x."Sequence" LIMIT 1) AS "EndedUtc"
          FROM "PaymentOrders" o LEFT JOIN "Marks" m ON m."OrderId" = o."Id" AND m."Until" = 2147483647)
        """;

    private const string Over = "('Paid', 'Failed', 'Cancelled', 'Expired', 'SlipRejected')";

    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("order-has-lines", """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o WHERE NOT EXISTS (SELECT 1 FROM "PaymentOrderLines" l WHERE l."OrderId" = o."Id")
            """),
        new("line-within-charge", """
            SELECT 'line ' || l."Id" FROM "PaymentOrderLines" l JOIN "DuesCharges" c ON c."Id" = l."ChargeId"
            WHERE l."Amount" > c."Amount" - COALESCE((SELECT SUM(w."Amount") FROM "Waivers" w WHERE w."ChargeId" = c."Id" AND w."Kind" = 'Increase'), 0)
            """),
        new("charge-in-one-live-order", """
            SELECT 'charge ' || "ChargeId" FROM "PaymentOrderLines" WHERE "ClosedUtc" IS NULL GROUP BY "ChargeId" HAVING COUNT(*) > 1
            """),
        new("line-closed-as-computed", $"""
            {States}
            SELECT 'line ' || l."Id" || ', ' || s."State" FROM "PaymentOrderLines" l JOIN "States" s ON s."OrderId" = l."OrderId"
            WHERE (l."ClosedUtc" IS NOT NULL) <> (s."State" IN {Over}) OR l."ClosedUtc" <> s."EndedUtc"
            """),
        new("events-numbered", """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o LEFT JOIN "PaymentEvents" e ON e."OrderId" = o."Id"
            GROUP BY o."Id"
            HAVING COUNT(e."Id") = 0 OR MIN(e."Sequence") <> 1 OR MAX(e."Sequence") <> COUNT(e."Id") OR COUNT(DISTINCT e."Sequence") <> COUNT(e."Id")
            """),
        new("events-begin-with-started", """
            SELECT 'event ' || "Id" FROM "PaymentEvents" WHERE ("Sequence" = 1) <> ("Kind" = 'Started')
            """),
        new("events-follow-the-rules", $"""
            {Marks}
            SELECT 'event ' || x."Id" || ', ' || x."Before" || ' ' || x."Kind" FROM (
              SELECT n."Id", n."Kind", o."Method", COALESCE(m."State", 'Started') AS "Before"
              FROM "PaymentEvents" n JOIN "PaymentOrders" o ON o."Id" = n."OrderId"
              LEFT JOIN "Marks" m ON m."OrderId" = n."OrderId" AND m."Sequence" < n."Sequence" AND m."Until" >= n."Sequence") x
            WHERE NOT CASE x."Kind"
              WHEN 'Started' THEN x."Before" = 'Started'
              WHEN 'HandedOver' THEN x."Method" IN ('Card', 'ConvenienceStore') AND x."Before" IN ('Started', 'Unknown')
              WHEN 'VoucherIssued' THEN x."Method" = 'ConvenienceStore' AND x."Before" IN ('Started', 'AwaitingGateway', 'Unknown')
              WHEN 'PreliminaryDeposit' THEN x."Method" = 'ConvenienceStore' AND x."Before" NOT IN {Over}
              WHEN 'PreliminaryTakenBack' THEN x."Method" = 'ConvenienceStore' AND x."Before" NOT IN {Over}
              WHEN 'InvoiceIssued' THEN x."Method" = 'BankTransfer' AND x."Before" = 'Started'
              WHEN 'SlipRequested' THEN x."Method" = 'PaymentSlip' AND x."Before" = 'Started'
              WHEN 'SlipApproved' THEN x."Before" IN ('SlipRequested', 'SlipSent', 'SlipReturned')
              WHEN 'SlipPrinted' THEN x."Before" = 'SlipApproved'
              WHEN 'SlipRejected' THEN x."Before" IN ('SlipRequested', 'SlipApproved')
              WHEN 'SlipSent' THEN x."Before" IN ('SlipApproved', 'SlipSent')
              WHEN 'SlipReturned' THEN x."Before" = 'SlipSent'
              WHEN 'OutcomeUnknown' THEN x."Before" = 'AwaitingGateway'
              WHEN 'Settled' THEN x."Before" NOT IN ('Paid', 'Cancelled', 'Expired', 'SlipRejected')
              WHEN 'SettlementUndone' THEN x."Before" = 'Paid'
              WHEN 'Failed' THEN x."Method" IN ('Card', 'ConvenienceStore') AND x."Before" IN ('Started', 'AwaitingGateway', 'AwaitingDeposit', 'Unknown')
              WHEN 'Cancelled' THEN x."Before" NOT IN {Over} AND x."Before" <> 'PreliminarilyPaid'
              WHEN 'Expired' THEN x."Method" IN ('Card', 'ConvenienceStore') AND x."Before" NOT IN {Over} AND x."Before" <> 'PreliminarilyPaid'
              WHEN 'MoneyAfterEnd' THEN x."Before" IN {Over}
              WHEN 'Refunded' THEN 1 = 1
              WHEN 'Reminded' THEN x."Before" NOT IN {Over}
              ELSE 1 = 0 END
            """),
        new("paid-order-has-payment", $"""
            {States}
            SELECT 'order ' || s."OrderId" FROM "States" s
            WHERE s."State" = 'Paid' AND NOT EXISTS (SELECT 1 FROM "Payments" p WHERE p."OrderId" = s."OrderId" AND p."ReversedUtc" IS NULL)
            """),
        new("payment-of-order-has-event", """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o
            LEFT JOIN (SELECT "OrderId", COUNT(*) AS "Count" FROM "Payments" GROUP BY "OrderId") p ON p."OrderId" = o."Id"
            LEFT JOIN (SELECT "OrderId", COUNT(*) AS "Count" FROM "PaymentEvents" WHERE "Kind" IN ('Settled', 'MoneyAfterEnd') GROUP BY "OrderId") e ON e."OrderId" = o."Id"
            WHERE COALESCE(p."Count", 0) <> COALESCE(e."Count", 0)
            UNION ALL SELECT 'payment ' || p."Id" FROM "Payments" p
            WHERE p."OrderId" IS NOT NULL AND p."EffectKey" IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM "PaymentEvents" e WHERE e."OrderId" = p."OrderId" AND e."EffectKey" = p."EffectKey" AND e."Kind" IN ('Settled', 'MoneyAfterEnd'))
            """),
        new("late-money-has-task", """
            SELECT 'event ' || e."Id" FROM "PaymentEvents" e JOIN "PaymentOrders" o ON o."Id" = e."OrderId"
            WHERE e."Kind" = 'MoneyAfterEnd' AND NOT EXISTS (
              SELECT 1 FROM "PaymentTasks" t WHERE t."OrderId" = e."OrderId" AND t."Kind" = 'MoneyAfterEnd'
              AND (e."EffectKey" IS NULL OR t."Key" = 'money:' || o."Reference" || ':' || e."EffectKey"))
            """),
        new("event-effect-once", """
            SELECT 'effect ' || "EffectKey" FROM "PaymentEvents" WHERE "EffectKey" IS NOT NULL GROUP BY "SocietyId", "EffectKey" HAVING COUNT(*) > 1
            """),
        new("request-key-once", """
            SELECT 'request ' || "RequestKey" FROM "PaymentOrders" GROUP BY "SocietyId", "RequestKey" HAVING COUNT(*) > 1
            """),
        new("reference-once", """
            SELECT 'reference ' || "Reference" FROM "PaymentOrders" GROUP BY "Reference" HAVING COUNT(*) > 1
            """),
        new("task-once", """
            SELECT 'task ' || MIN("Id") FROM "PaymentTasks" GROUP BY "SocietyId", "Key" HAVING COUNT(*) > 1
            """),
        new("order-within-member", """
            SELECT 'line ' || l."Id" FROM "PaymentOrderLines" l JOIN "PaymentOrders" o ON o."Id" = l."OrderId" JOIN "DuesCharges" c ON c."Id" = l."ChargeId"
            WHERE c."MemberId" <> o."MemberId" OR c."SocietyId" <> o."SocietyId" OR l."SocietyId" <> o."SocietyId"
            UNION ALL SELECT 'event ' || e."Id" FROM "PaymentEvents" e JOIN "PaymentOrders" o ON o."Id" = e."OrderId" WHERE e."SocietyId" <> o."SocietyId"
            UNION ALL SELECT 'order ' || o."Id" FROM "PaymentOrders" o JOIN "Members" m ON m."Id" = o."MemberId" WHERE m."SocietyId" <> o."SocietyId"
            UNION ALL SELECT 'task ' || t."Id" FROM "PaymentTasks" t JOIN "PaymentOrders" o ON o."Id" = t."OrderId"
            WHERE t."SocietyId" <> o."SocietyId" OR t."MemberId" <> o."MemberId"
            """),
    ];
}

namespace MemberHub.Data.Ledger.Checks;

/// <summary>Issued documents, their numbers and files.</summary>
internal static class DocumentInvariants
{
    // A number is a letter, the fiscal year and six digits: I-2026-000123.
    private const string YearOf = """CAST(substr(d."Number", 3, 4) AS INTEGER)""";
    private const string SequenceOf = """CAST(substr(d."Number", 8) AS INTEGER)""";

    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("document-number-once", """
            SELECT MIN("Number") FROM "IssuedDocuments" GROUP BY "SocietyId", "Number" HAVING COUNT(*) > 1
            """),
        new("document-numbers-without-gaps", $"""
            SELECT s."Kind" || ' ' || s."Year" || ': ' || s."Last" || ', ' || COUNT(d."Id") FROM "NumberSeries" s
            LEFT JOIN "IssuedDocuments" d ON d."SocietyId" = s."SocietyId" AND d."Kind" = s."Kind" AND {YearOf} = s."Year"
            GROUP BY s."Id", s."Kind", s."Year", s."Last"
            HAVING COUNT(d."Id") <> s."Last" OR COUNT(DISTINCT d."Number") <> s."Last" OR MIN({SequenceOf}) <> 1 OR MAX({SequenceOf}) <> s."Last"
            """),
        new("document-number-from-series", $"""
            SELECT d."Number" FROM "IssuedDocuments" d WHERE NOT EXISTS (
              SELECT 1 FROM "NumberSeries" s WHERE s."SocietyId" = d."SocietyId" AND s."Kind" = d."Kind" AND s."Year" = {YearOf})
            """),
        new("document-number-of-kind", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE substr(d."Number", 1, 1) <> CASE d."Kind" WHEN 'Invoice' THEN 'I' WHEN 'Receipt' THEN 'R' WHEN 'Quotation' THEN 'Q' WHEN 'DeliveryNote' THEN 'D' ELSE '' END
            """),
        new("document-has-original", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE (SELECT COUNT(*) FROM "DocumentFiles" f WHERE f."DocumentId" = d."Id" AND f."Kind" = 'Original') <> 1
            """),
        new("void-document-overprinted", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE (SELECT COUNT(*) FROM "DocumentFiles" f WHERE f."DocumentId" = d."Id" AND f."Kind" = 'Voided')
              <> CASE WHEN d."VoidedUtc" IS NULL THEN 0 ELSE 1 END
            """),
        new("document-copies-numbered", """
            SELECT d."Number" FROM "IssuedDocuments" d JOIN "DocumentFiles" f ON f."DocumentId" = d."Id" AND f."Kind" = 'Copy'
            GROUP BY d."Id", d."Number" HAVING MIN(f."Ordinal") <> 1 OR MAX(f."Ordinal") <> COUNT(*) OR COUNT(DISTINCT f."Ordinal") <> COUNT(*)
            """),
        new("receipt-once", """
            SELECT 'payment ' || "PaymentId" FROM "IssuedDocuments"
            WHERE "PaymentId" IS NOT NULL AND "VoidedUtc" IS NULL GROUP BY "PaymentId" HAVING COUNT(*) > 1
            """),
        new("receipt-confirms-payment", """
            SELECT d."Number" FROM "IssuedDocuments" d LEFT JOIN "Payments" p ON p."Id" = d."PaymentId"
            WHERE (d."Kind" = 'Receipt') <> (p."Id" IS NOT NULL) OR d."Amount" > p."Amount"
            """),
        new("invoice-order-has-invoice", """
            SELECT 'event ' || e."Id" FROM "PaymentEvents" e
            WHERE e."Kind" = 'InvoiceIssued' AND (
              SELECT COUNT(*) FROM "IssuedDocuments" d JOIN "PaymentOrders" o ON o."Id" = e."OrderId"
              WHERE (d."OrderId" = o."Id" OR d."Id" = o."JointInvoiceId") AND d."Kind" = 'Invoice' AND d."Number" = e."Detail") <> 1
            """),
        new("invoice-has-event", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE d."Kind" = 'Invoice' AND d."OrderId" IS NOT NULL AND (
              SELECT COUNT(*) FROM "PaymentEvents" e WHERE e."OrderId" = d."OrderId" AND e."Kind" = 'InvoiceIssued' AND e."Detail" = d."Number") <> 1
            """),
        new("invoice-amount-of-order", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE d."Kind" = 'Invoice' AND d."OrderId" IS NOT NULL AND d."Amount" <> COALESCE((SELECT SUM(l."Amount") FROM "PaymentOrderLines" l WHERE l."OrderId" = d."OrderId"), 0)
            """),
        new("joint-invoice-of-orders", """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE d."MemberId" IS NULL AND (d."Kind" <> 'Invoice' OR d."OrderId" IS NOT NULL
              OR d."Amount" <> COALESCE((SELECT SUM(l."Amount") FROM "PaymentOrders" o JOIN "PaymentOrderLines" l ON l."OrderId" = o."Id" WHERE o."JointInvoiceId" = d."Id"), 0))
            UNION ALL SELECT d."Number" FROM "IssuedDocuments" d WHERE d."MemberId" IS NOT NULL AND d."Kind" = 'Invoice' AND d."OrderId" IS NULL
            UNION ALL SELECT 'order ' || o."Id" FROM "PaymentOrders" o LEFT JOIN "IssuedDocuments" d ON d."Id" = o."JointInvoiceId"
            WHERE o."JointInvoiceId" IS NOT NULL AND (o."Method" <> 'BankTransfer' OR d."MemberId" IS NOT NULL OR d."SocietyId" <> o."SocietyId" OR (
              SELECT COUNT(*) FROM "PaymentEvents" e WHERE e."OrderId" = o."Id" AND e."Kind" = 'InvoiceIssued' AND e."Detail" = d."Number") <> 1)
            UNION ALL SELECT d."Number" FROM "IssuedDocuments" d JOIN "PaymentOrders" o ON o."JointInvoiceId" = d."Id" GROUP BY d."Id", d."Number", o."MemberId" HAVING COUNT(*) > 1
            """),
        new("document-replaces-void", """
            SELECT n."Number" FROM "IssuedDocuments" n LEFT JOIN "IssuedDocuments" f ON f."Id" = n."ReplacesId"
            WHERE n."ReplacesId" IS NOT NULL AND (f."Id" IS NULL OR f."VoidedUtc" IS NULL OR f."Kind" <> n."Kind" OR f."SocietyId" <> n."SocietyId" OR f."Id" >= n."Id"
              OR COALESCE(f."MemberId", 0) <> COALESCE(n."MemberId", 0) OR COALESCE(f."PaymentId", 0) <> COALESCE(n."PaymentId", 0))
            UNION ALL SELECT 'document ' || "ReplacesId" FROM "IssuedDocuments" WHERE "ReplacesId" IS NOT NULL GROUP BY "ReplacesId" HAVING COUNT(*) > 1
            """),
        new("invoice-counts-while-asked-for", $"""
            {OrderInvariants.States}
            SELECT d."Number" || ', ' || s."State" FROM "PaymentOrders" o JOIN "States" s ON s."OrderId" = o."Id"
            JOIN "IssuedDocuments" d ON d."Id" = COALESCE(o."JointInvoiceId", (SELECT MIN(x."Id") FROM "IssuedDocuments" x WHERE x."OrderId" = o."Id"))
            WHERE d."Kind" = 'Invoice' AND (
              d."VoidedUtc" IS NOT NULL AND s."State" <> 'Cancelled'
              OR d."VoidedUtc" IS NULL AND s."State" NOT IN ('AwaitingTransfer', 'Paid')
                AND NOT EXISTS (SELECT 1 FROM "PaymentEvents" e WHERE e."OrderId" = o."Id" AND e."Kind" = 'Cancelled' AND e."Detail" = 'settled otherwise'))
            """),
        new("document-within-member", """
            SELECT d."Number" FROM "IssuedDocuments" d JOIN "Members" m ON m."Id" = d."MemberId"
            LEFT JOIN "PaymentOrders" o ON o."Id" = d."OrderId" LEFT JOIN "Payments" p ON p."Id" = d."PaymentId"
            WHERE m."SocietyId" <> d."SocietyId" OR o."MemberId" <> d."MemberId" OR o."SocietyId" <> d."SocietyId"
              OR p."MemberId" <> d."MemberId" OR p."SocietyId" <> d."SocietyId"
            UNION ALL SELECT 'file ' || f."Id" FROM "DocumentFiles" f JOIN "IssuedDocuments" d ON d."Id" = f."DocumentId" WHERE f."SocietyId" <> d."SocietyId"
            """),
    ];
}

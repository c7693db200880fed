using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace MemberHub.Tests.Crash;

/// <summary>
/// What must hold in every database at every moment, asked in SQL of its own: none of the product's queries, filters or entities take
/// part. Each rule names its offenders, one a row; a sound database has none.
/// </summary>
internal static class ConsistencyCheck
{
    public const string Hash = "the bytes of a file are a PDF and have its SHA-256";
    public const string Integrity = "SQLite finds its own file sound";

    public static readonly IReadOnlyDictionary<string, string> Rules = new Dictionary<string, string>
    {
        ["numbers run from 1 to the last one taken"] = """
            SELECT s."Kind" || ' ' || s."Year" || ': last ' || s."Last" || ', documents ' || COUNT(d."Id")
            FROM "NumberSeries" s LEFT JOIN "IssuedDocuments" d
              ON d."SocietyId" = s."SocietyId" AND d."Kind" = s."Kind" AND CAST(substr(d."Number", 3, 4) AS INTEGER) = s."Year"
            GROUP BY s."Id", s."Kind", s."Year", s."Last"
            HAVING COUNT(d."Id") <> s."Last" OR COUNT(DISTINCT d."Number") <> s."Last"
              OR MIN(CAST(substr(d."Number", 8) AS INTEGER)) <> 1 OR MAX(CAST(substr(d."Number", 8) AS INTEGER)) <> s."Last"
            """,
        ["a document's number comes from a series"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE NOT EXISTS (
              SELECT 1 FROM "NumberSeries" s
              WHERE s."SocietyId" = d."SocietyId" AND s."Kind" = d."Kind" AND s."Year" = CAST(substr(d."Number", 3, 4) AS INTEGER))
            """,
        ["a document has one original file"] = """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE (SELECT COUNT(*) FROM "DocumentFiles" f WHERE f."DocumentId" = d."Id" AND f."Kind" = 'Original') <> 1
            """,
        ["a void document, and no other, has one overprinted file"] = """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE (SELECT COUNT(*) FROM "DocumentFiles" f WHERE f."DocumentId" = d."Id" AND f."Kind" = 'Voided')
              <> CASE WHEN d."VoidedUtc" IS NULL THEN 0 ELSE 1 END
            """,
        ["an order has one document"] = """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o
            WHERE (SELECT COUNT(*) FROM "IssuedDocuments" d WHERE d."OrderId" = o."Id" AND d."MemberId" = o."MemberId") <> 1
            """,
        ["a document's order tells of it once"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE (
              SELECT COUNT(*) FROM "PaymentEvents" e
              WHERE e."OrderId" = d."OrderId" AND e."Kind" = 'InvoiceIssued' AND e."Detail" = d."Number") <> 1
            """,
        ["a void document's order, and no other, was cancelled once"] = """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE (SELECT COUNT(*) FROM "PaymentEvents" e WHERE e."OrderId" = d."OrderId" AND e."Kind" = 'Cancelled')
              <> CASE WHEN d."VoidedUtc" IS NULL THEN 0 ELSE 1 END
            """,
        ["an order's events are numbered from 1"] = """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o LEFT JOIN "PaymentEvents" e ON e."OrderId" = o."Id"
            GROUP BY o."Id"
            HAVING COUNT(e."Id") = 0 OR MIN(e."Sequence") <> 1 OR MAX(e."Sequence") <> COUNT(e."Id")
            """,
        ["an order's lines add up to its document"] = """
            SELECT d."Number" FROM "IssuedDocuments" d
            WHERE COALESCE((SELECT SUM(l."Amount") FROM "PaymentOrderLines" l WHERE l."OrderId" = d."OrderId"), 0) <> d."Amount"
            """,
        ["a live line, and no other, belongs to an invoice that counts"] = """
            SELECT 'line ' || l."Id" FROM "PaymentOrderLines" l
            WHERE (l."ClosedUtc" IS NULL) <> EXISTS (SELECT 1 FROM "IssuedDocuments" d WHERE d."OrderId" = l."OrderId" AND d."VoidedUtc" IS NULL)
            """,
        ["a charge is in one live order at most"] = """
            SELECT 'charge ' || l."ChargeId" FROM "PaymentOrderLines" l
            WHERE l."ClosedUtc" IS NULL GROUP BY l."ChargeId" HAVING COUNT(*) > 1
            """,
        ["the audit trail tells who issued each document"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE (
              SELECT COUNT(*) FROM "AuditEntries" a
              WHERE a."Action" = 'IssueInvoice' AND a."MemberId" = d."MemberId" AND a."Details" LIKE '%' || d."Number" || '%') <> 1
            """,
        ["the audit trail tells who voided a document"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE (
              SELECT COUNT(*) FROM "AuditEntries" a WHERE a."Action" = 'CancelOrder' AND a."Details" LIKE '%' || d."Number" || '%')
              <> CASE WHEN d."VoidedUtc" IS NULL THEN 0 ELSE 1 END
            """,
        ["a member has an account"] = """
            SELECT m."Number" FROM "Members" m
            WHERE (SELECT COUNT(*) FROM "AccountMembers" a WHERE a."MemberId" = m."Id") <> 1
            """,
        ["a payment is allocated or credited to the last yen"] = """
            SELECT 'payment ' || p."Id" FROM "Payments" p
            WHERE COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a WHERE a."PaymentId" = p."Id"), 0)
              + COALESCE((SELECT SUM(c."Amount") FROM "Credits" c WHERE c."PaymentId" = p."Id"), 0) <> p."Amount"
            """,
        ["a charge is not settled beyond its amount"] = """
            SELECT 'charge ' || c."Id" FROM "DuesCharges" c
            WHERE COALESCE((SELECT SUM(a."Amount") FROM "Allocations" a WHERE a."ChargeId" = c."Id"), 0)
              + COALESCE((SELECT SUM(w."Amount") FROM "Waivers" w WHERE w."ChargeId" = c."Id"), 0) > c."Amount"
            """,
    };

    /// <summary>Every broken rule with its offenders, as "rule: offender".</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(DbConnection database)
    {
        var faults = new List<string>();
        foreach (var (rule, query) in Rules)
        {
            faults.AddRange((await database.ListAsync(query, row => row.GetString(0))).Select(offender => $"{rule}: {offender}"));
        }

        var wrong = await database.ListAsync(
            """SELECT "Id", "Bytes", "Sha256" FROM "DocumentFiles" """,
            row => (Id: row.GetInt64(0), IsRight: IsPdfWithHash(row.GetFieldValue<byte[]>(1), row.GetString(2))));
        faults.AddRange(wrong.Where(file => !file.IsRight).Select(file => $"{Hash}: file {file.Id}"));

        if (database is SqliteConnection)
        {
            var answers = await database.ListAsync("PRAGMA integrity_check", row => row.GetString(0));
            var orphans = await database.ListAsync("PRAGMA foreign_key_check", row => $"a row of {row.GetString(0)} refers to nothing");
            faults.AddRange(answers.Where(answer => answer != "ok").Concat(orphans).Select(answer => $"{Integrity}: {answer}"));
        }

        return faults;
    }

    private static bool IsPdfWithHash(byte[] bytes, string hash) =>
        bytes.AsSpan().StartsWith("%PDF-"u8) && Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash;
}

using System.Data.Common;
using MemberHub.Data.Ledger.Checks;
using Microsoft.Data.Sqlite;

namespace MemberHub.Tests.Crash;

/// <summary>
/// What must hold after every kill: the ledger's own invariants, and rules of what these tests do and of SQLite. Each rule names its offenders, one
/// a row; a sound database has none.
/// </summary>
internal static class ConsistencyCheck
{
    public const string Pdf = "a file is a PDF";
    public const string Integrity = "SQLite finds its own file sound";

    public static readonly IReadOnlyDictionary<string, string> Rules = new Dictionary<string, string>
    {
        ["an invoice's order has one document"] = """
            SELECT 'order ' || o."Id" FROM "PaymentOrders" o
            WHERE o."Method" = 'BankTransfer'
              AND (SELECT COUNT(*) FROM "IssuedDocuments" d
                   WHERE d."Kind" = 'Invoice' AND (d."OrderId" = o."Id" AND d."MemberId" = o."MemberId" OR d."Id" = o."JointInvoiceId" AND d."MemberId" IS NULL)) <> 1
            """,
        ["the audit trail tells who issued each invoice"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE d."Kind" = 'Invoice' AND (
              SELECT COUNT(*) FROM "AuditEntries" a
              WHERE COALESCE(a."MemberId", 0) = COALESCE(d."MemberId", 0) AND (
                a."Action" IN ('IssueInvoice', 'IssueJointInvoice', 'ReaddressInvoice') AND a."Details" LIKE '%"Number":"' || d."Number" || '"%'
                OR a."Action" = 'SplitClaim' AND a."Details" LIKE '%"Issued":%' || d."Number" || '%"Year":%')) <> 1
            """,
        ["the audit trail tells who voided an invoice"] = """
            SELECT d."Number" FROM "IssuedDocuments" d WHERE d."Kind" = 'Invoice' AND (
              SELECT COUNT(*) FROM "AuditEntries" a
              WHERE a."Action" = 'CancelOrder' AND a."Details" LIKE '%' || d."Number" || '%'
                OR a."Action" IN ('VoidInvoice', 'ReaddressInvoice') AND a."Details" LIKE '%"Voided":"' || d."Number" || '"%'
                OR a."Action" = 'SplitClaim' AND a."Details" LIKE '%"Ended":%' || d."Number" || '%')
              <> CASE WHEN d."VoidedUtc" IS NULL THEN 0 ELSE 1 END
            """,
        ["a member has an account"] = """
            SELECT m."Number" FROM "Members" m
            WHERE (SELECT COUNT(*) FROM "AccountMembers" a WHERE a."MemberId" = m."Id") <> 1
            """,
    };

    /// <summary>Every broken rule with its offenders, as "rule: offender".</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(DbConnection database)
    {
        var faults = new List<string>();
        foreach (var result in await LedgerCheck.RunAsync(database, TestContext.Current.CancellationToken))
        {
            faults.AddRange(result.Examples.Select(offender => $"{result.Name}: {offender}"));
        }

        foreach (var (rule, query) in Rules)
        {
            faults.AddRange((await database.ListAsync(query, row => row.GetString(0))).Select(offender => $"{rule}: {offender}"));
        }

        var files = await database.ListAsync(
            """SELECT "Id", "Bytes" FROM "DocumentFiles" """, row => (Id: row.GetInt64(0), IsPdf: row.GetFieldValue<byte[]>(1).AsSpan().StartsWith("%PDF-"u8)));
        faults.AddRange(files.Where(file => !file.IsPdf).Select(file => $"{Pdf}: file {file.Id}"));

        if (database is SqliteConnection)
        {
            var answers = await database.ListAsync("PRAGMA integrity_check", row => row.GetString(0));
            var orphans = await database.ListAsync("PRAGMA foreign_key_check", row => $"a row of {row.GetString(0)} refers to nothing");
            faults.AddRange(answers.Where(answer => answer != "ok").Concat(orphans).Select(answer => $"{Integrity}: {answer}"));
        }

        return faults;
    }
}

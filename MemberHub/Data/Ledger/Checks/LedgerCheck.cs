using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Data.Ledger.Checks;

/// <summary>
/// Asks the database whether its ledger is sound. The questions are SQL of their own: none of the product's queries, filters or entities take
/// part, so that a fault in them is seen.
/// </summary>
public static class LedgerCheck
{
    /// <summary>One of the two checks that are made in code: the bytes of each file have the SHA-256 that was kept with them.</summary>
    public const string FilesUnchanged = "file-bytes-unchanged";

    /// <summary>The list of each billing run has the digest under which it was released.</summary>
    public const string ListsUnchanged = "billing-lists-unchanged";

    private const string Lists = """SELECT l."RunId", l."Text", r."Digest" FROM "BillingRunLists" l JOIN "BillingRuns" r ON r."Id" = l."RunId" ORDER BY l."RunId" """;

    private const string Files = """SELECT "Id", "Bytes", "Sha256" FROM "DocumentFiles" ORDER BY "Id" """;

    private static readonly IReadOnlyList<LedgerInvariant> Invariants =
        [.. MoneyInvariants.All, .. DepositInvariants.All, .. OrderInvariants.All, .. DocumentInvariants.All, .. BillingInvariants.All];

    /// <summary>The names of all invariants, in the order of the report.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Invariants.Select(invariant => invariant.Name), ListsUnchanged, FilesUnchanged];

    /// <summary>One result per invariant. The connection is open; begin a transaction before when others may write meanwhile.</summary>
    public static async Task<IReadOnlyList<InvariantResult>> RunAsync(DbConnection connection, CancellationToken cancel)
    {
        var results = new List<InvariantResult>();
        foreach (var invariant in Invariants)
        {
            results.Add(await CountAsync(connection, invariant.Name, invariant.Query, row => row.GetString(0), cancel));
        }

        results.Add(await CountAsync(connection, ListsUnchanged, Lists, ChangedList, cancel));
        results.Add(await CountAsync(connection, FilesUnchanged, Files, Changed, cancel));
        return results;
    }

    private static async Task<InvariantResult> CountAsync(
        DbConnection connection, string name, string query, Func<DbDataReader, string?> offender, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var (count, examples) = (0, new List<string>());
        while (await rows.ReadAsync(cancel))
        {
            if (offender(rows) is not { } found)
            {
                continue;
            }

            count++;
            if (examples.Count < InvariantResult.MaxExamples)
            {
                examples.Add(found);
            }
        }

        return new InvariantResult(name, count, examples);
    }

    private static string? Changed(DbDataReader row) =>
        Convert.ToHexStringLower(SHA256.HashData(row.GetFieldValue<byte[]>(1))) == row.GetString(2) ? null : $"file {row.GetInt64(0)}";

    private static string? ChangedList(DbDataReader row) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.GetString(1)))) == row.GetString(2) ? null : $"run {row.GetInt64(0)}";
}

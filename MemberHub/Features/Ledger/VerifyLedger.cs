using System.Data;
using System.Data.Common;
using MemberHub.Data;
using MemberHub.Data.Ledger.Checks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Ledger;

/// <summary>Checks every invariant of the ledger, of all societies, at one moment: what is written meanwhile is not seen.</summary>
public sealed class VerifyLedger(MemberHubDatabases databases)
{
    public async Task<IReadOnlyList<InvariantResult>> RunAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        await database.Database.OpenConnectionAsync(cancel);
        var connection = database.Database.GetDbConnection();
        try
        {
            await using var moment = await BeginAsync(connection, cancel);
            return await LedgerCheck.RunAsync(connection, cancel);
        }
        finally
        {
            // Whoever uses this context next would find it counted as open.
            await database.Database.CloseConnectionAsync();
        }
    }

    // Deferred: a check that only reads must not make a writer wait.
    private static async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancel) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
}

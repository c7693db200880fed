using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Data.Sqlite;

/// <summary>
/// Lets the transactions of this process take turns on SQLite, in the order in which they came. SQLite allows one writer, and whoever finds the place taken looks again
/// every now and then: a newcomer may overtake, and one who waits does so for long. Turns are a courtesy; that only one writes is seen to by SQLite, also
/// between processes.
/// </summary>
public sealed class SqliteTurns : DbTransactionInterceptor, IDbConnectionInterceptor
{
    // As long as SQLite itself waits (SqliteWaiting); then that one says what is wrong.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim free = new(1);
    private readonly ConcurrentDictionary<Guid, byte> holders = [];

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        try
        {
            Hold(eventData.ConnectionId, free.Wait(Longest));
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(eventData.IsolationLevel));
        }
        catch
        {
            Release(eventData.ConnectionId);
            eventData.Context?.Database.CloseConnection();
            throw;
        }
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        try
        {
            Hold(eventData.ConnectionId, await free.WaitAsync(Longest, cancellationToken));
            return InterceptionResult<DbTransaction>.SuppressWithResult(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch
        {
            // Entity Framework opened the connection for the transaction and would leave it open.
            Release(eventData.ConnectionId);
            await (eventData.Context?.Database.CloseConnectionAsync() ?? Task.CompletedTask);
            throw;
        }
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.ConnectionId);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        ReleaseAsync(eventData.ConnectionId);

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.ConnectionId);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        ReleaseAsync(eventData.ConnectionId);

    // A transaction that was given up says nothing; its connection is closed all the same.
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Release(eventData.ConnectionId);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => ReleaseAsync(eventData.ConnectionId);

    /// <summary>Ends the turn of a connection of Entity Framework, if it has one.</summary>
    public void Release(Guid connection)
    {
        if (holders.TryRemove(connection, out _))
        {
            free.Release();
        }
    }

    private void Hold(Guid connection, bool granted)
    {
        if (granted && !holders.TryAdd(connection, 0))
        {
            free.Release();
        }
    }

    private Task ReleaseAsync(Guid connection)
    {
        Release(connection);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Data.Sqlite;

/// <summary>
/// Lets the transactions of this process take turns on SQLite, in the order in which they came. SQLite allows one writer, and whoever finds the place taken looks again
/// every now and then: a newcomer may overtake, and one who waits does so for long. Turns are a courtesy; that only one writes is seen to by SQLite, also
/// between processes.
/// </summary>
public sealed class SqliteTurns : DbTransactionInterceptor
{
    // As long as SQLite itself waits (SqliteWaiting); then that one says what is wrong.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim free = new(1);
    private readonly ConcurrentDictionary<Guid, Turn> holders = [];

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        try
        {
            Hold(connection, eventData.ConnectionId, free.Wait(Longest));
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
            Hold(connection, eventData.ConnectionId, await free.WaitAsync(Longest, cancellationToken));
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

    /// <summary>Ends the turn of a connection of Entity Framework, if it has one.</summary>
    public void Release(Guid id)
    {
        if (holders.TryRemove(id, out var turn))
        {
            turn.Connection.StateChange -= turn.Ends;
            free.Release();
        }
    }

    // A transaction that was given up says nothing, and Entity Framework not always that it closes a connection; the connection itself does.
    private void Hold(DbConnection connection, Guid id, bool granted)
    {
        if (!granted)
        {
            return;
        }

        var turn = new Turn(connection, (_, change) => ReleaseAtEnd(id, change));
        if (holders.TryAdd(id, turn))
        {
            connection.StateChange += turn.Ends;
        }
        else
        {
            free.Release();
        }
    }

    private void ReleaseAtEnd(Guid id, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed)
        {
            Release(id);
        }
    }

    private Task ReleaseAsync(Guid connection)
    {
        Release(connection);
        return Task.CompletedTask;
    }

    private sealed record Turn(DbConnection Connection, StateChangeEventHandler Ends);
}

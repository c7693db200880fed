using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Tests.Crash;

/// <summary>The negative control for one context: as <see cref="StartupHook"/> without locks.</summary>
internal sealed class CutTransactions : DbCommandInterceptor, IDbTransactionInterceptor
{
    // As slow as the servers of these tests, see StartupHook.
    private const int Slow = 20;

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        StartupHook.ReleaseLock(eventData);
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(Cut(command, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Cut(command, result));

    private static InterceptionResult<T> Cut<T>(DbCommand command, InterceptionResult<T> result)
    {
        StartupHook.TakeLock(command);
        Thread.Sleep(command.Transaction is null ? 0 : Slow);
        return result;
    }
}

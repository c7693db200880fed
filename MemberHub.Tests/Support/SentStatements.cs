using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberHub.Tests.Support;

/// <summary>Keeps the text of every SQL statement that Entity Framework sends, so that a test can count them.</summary>
public sealed class SentStatements : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> statements = [];

    public IReadOnlyList<string> All => [.. statements];

    /// <summary>What a test lets happen before a query is sent; its token is the query's.</summary>
    public Func<string, CancellationToken, Task>? Before { get; set; }

    public void Clear() => statements.Clear();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Keep(command, result);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Before is { } before)
        {
            await before(command.CommandText, cancellationToken);
        }

        return Keep(command, result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        Keep(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(Keep(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Keep(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Keep(command, result));

    private InterceptionResult<T> Keep<T>(DbCommand command, InterceptionResult<T> result)
    {
        statements.Enqueue(command.CommandText);
        return result;
    }
}

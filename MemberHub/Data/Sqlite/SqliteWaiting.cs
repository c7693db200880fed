using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace MemberHub.Data.Sqlite;

/// <summary>
/// Lets SQLite itself wait for the one writer it allows: it looks again after 1, 2, 5 … milliseconds. Its .NET client would only every 150.
/// </summary>
internal sealed class SqliteWaiting : DbConnectionInterceptor
{
    private const int LongestMs = 30_000;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Wait(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Wait(connection);
        return Task.CompletedTask;
    }

    private static void Wait(DbConnection connection) => raw.sqlite3_busy_timeout(((SqliteConnection)connection).Handle, LongestMs);
}

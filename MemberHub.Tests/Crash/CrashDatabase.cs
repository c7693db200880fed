using System.Data.Common;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace MemberHub.Tests.Crash;

/// <summary>
/// A database for child processes alone: the tests hold no connection to it while a child lives, so that whoever opens it after a
/// kill has to recover it.
/// </summary>
internal sealed class CrashDatabase : IAsyncDisposable
{
    private readonly string name = $"memberhub_crash_{Guid.NewGuid():N}";

    public CrashDatabase() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(Path.GetTempPath(), name);

    public string Provider => IsSqlite ? "Sqlite" : "Postgres";

    public string ConnectionString => IsSqlite ? $"Data Source={File}" : $"{TestApp.PostgresServer};Database={name}";

    /// <summary>SQLite only: the log holds pages, which after a kill are those of the write that was cut off.</summary>
    public bool HasPagesInLog => IsSqlite && new FileInfo(File + "-wal") is { Exists: true, Length: > 0 };

    private static bool IsSqlite => TestApp.PostgresServer is null;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(Folder, "memberhub.db");

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(ConnectionString + ";Mode=ReadWrite;Pooling=False")
            : new NpgsqlConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancel);
        return connection;
    }

    /// <summary>A child has begun to write and has not committed.</summary>
    public Task<bool> IsWriteOpenAsync() => IsSqlite
        ? Task.FromResult(IsLocked())
        : HasSessionAsync("backend_xid IS NOT NULL");

    /// <summary>A PostgreSQL server needs a moment to see that a client is gone and to take back what it wrote.</summary>
    public async Task WaitUntilAloneAsync()
    {
        while (!IsSqlite && await HasSessionAsync("TRUE"))
        {
            await Task.Delay(5, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsSqlite)
        {
            await using var server = await ServerAsync();
            await using var command = server.CreateCommand();
            command.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        Directory.Delete(Folder, recursive: true);
    }

    // The connection is closed before anybody is killed: it must not keep the log's index alive.
    private bool IsLocked()
    {
        if (!System.IO.File.Exists(File))
        {
            return false;
        }

        using var probe = new SqliteConnection(ConnectionString + ";Mode=ReadWrite;Pooling=False");
        probe.Open();
        var answer = raw.sqlite3_exec(probe.Handle, "BEGIN IMMEDIATE");
        if (answer == raw.SQLITE_OK)
        {
            raw.sqlite3_exec(probe.Handle, "ROLLBACK");
        }

        return (answer & 0xFF) == raw.SQLITE_BUSY;
    }

    private async Task<bool> HasSessionAsync(string condition)
    {
        await using var server = await ServerAsync();
        await using var command = server.CreateCommand();
        command.CommandText = $"SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = '{name}' AND backend_type = 'client backend' AND {condition})";
        return (bool)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task<NpgsqlConnection> ServerAsync()
    {
        var server = new NpgsqlConnection($"{TestApp.PostgresServer};Database=postgres");
        await server.OpenAsync(CancellationToken.None);
        return server;
    }
}

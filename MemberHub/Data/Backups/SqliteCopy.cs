using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace MemberHub.Data.Backups;

/// <summary>A copy of a SQLite database in one file of its own, made while others write. Gone when it is disposed unless it was kept.</summary>
public sealed class SqliteCopy : IAsyncDisposable
{
    private readonly string file;

    private SqliteCopy(string file)
    {
        this.file = file;
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
    }

    public SqliteConnection Connection { get; }

    /// <summary>Copies the database as it is at this moment to a new file that only its owner may read.</summary>
    public static async Task<SqliteCopy> MakeAsync(SqliteConnection source, string file, CancellationToken cancel)
    {
        Create(file);
        var copy = new SqliteCopy(file);
        try
        {
            await copy.Connection.OpenAsync(cancel);
            source.BackupDatabase(copy.Connection);

            // One file, without a log beside it that could be forgotten.
            await copy.ListAsync("PRAGMA journal_mode=DELETE", cancel);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>What SQLite finds wrong with it; empty when it is sound.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancel)
    {
        var faults = (await ListAsync("PRAGMA integrity_check", cancel)).Where(answer => answer != "ok").ToList();
        return faults.Count > 0 ? faults : [.. (await ListAsync("PRAGMA foreign_key_check", cancel)).Select(table => $"{table}: a row refers to nothing")];
    }

    /// <summary>Gives it its name. <see cref="IOException"/> when a file of that name is there.</summary>
    public async Task KeepAsync(string name)
    {
        await Connection.CloseAsync();
        File.Move(file, name, overwrite: false);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        foreach (var part in new[] { file, file + "-journal", file + "-wal", file + "-shm" })
        {
            File.Delete(part);
        }
    }

    private static void Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            Restrict(options);
        }

        new FileStream(file, options).Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    private static void Restrict(FileStreamOptions options) => options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private async Task<List<string>> ListAsync(string question, CancellationToken cancel)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = question;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var answers = new List<string>();
        while (await rows.ReadAsync(cancel))
        {
            answers.Add(rows.GetString(0));
        }

        return answers;
    }
}

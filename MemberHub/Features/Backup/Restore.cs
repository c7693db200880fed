using MemberHub.Data;
using MemberHub.Data.Backups;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Backup;

/// <summary>
/// Takes a backup into an empty place. It is copied beside the database first, brought to the newest schema there and checked; what is not sound
/// goes nowhere. The last step is one transaction: all of it, or the place stays empty.
/// </summary>
public sealed class Restore(MemberHubDatabases databases)
{
    /// <summary>The database that was filled.</summary>
    public async Task<Result<string>> RunAsync(string path, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        if (database.Database.GetDbConnection() is not SqliteConnection place)
        {
            return new UsePgRestore(PostgresCommands.Restore(database.Database.GetConnectionString()!, path));
        }

        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            return new BackupFileMissing(file);
        }

        await place.OpenAsync(cancel);
        if (await HasContentAsync(place, cancel))
        {
            return new PlaceNotEmpty(place.DataSource);
        }

        try
        {
            await using var backup = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await backup.OpenAsync(cancel);
            await using var copy = await SqliteCopy.MakeAsync(backup, $"{place.DataSource}.{Guid.NewGuid():N}.part", cancel);
            if (await RefuseAsync(copy, file, cancel) is { } refusal)
            {
                return refusal;
            }

            copy.Connection.BackupDatabase(place);
            await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
            return place.DataSource;
        }
        catch (SqliteException failure)
        {
            return new BackupNotSound(file, failure.Message);
        }
    }

    private static async Task<Refusal?> RefuseAsync(SqliteCopy copy, string file, CancellationToken cancel)
    {
        if (await copy.FaultsAsync(cancel) is [var fault, ..])
        {
            return new BackupNotSound(file, fault);
        }

        await using var database = new SqliteMemberHubDbContext(
            new DbContextOptionsBuilder<SqliteMemberHubDbContext>().UseSqlite(copy.Connection).Options);
        var applied = (await database.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Count == 0 || applied.Except(database.Database.GetMigrations()).Any())
        {
            return new BackupIsForeign(file);
        }

        await database.Database.MigrateAsync(cancel);
        var broken = (await LedgerCheck.RunAsync(copy.Connection, cancel)).Where(result => !result.Holds).Select(result => result.Name).ToList();
        return broken.Count > 0 ? new BackupLedgerBroken(file, broken) : null;
    }

    private static async Task<bool> HasContentAsync(SqliteConnection place, CancellationToken cancel)
    {
        await using var tables = place.CreateCommand();
        // The one row of AuditSeals comes with the schema.
        tables.CommandText = """
            SELECT 'SELECT EXISTS (SELECT 1 FROM "' || name || '")' FROM sqlite_master
            WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> '__EF' AND name <> 'AuditSeals'
            """;
        await using var rows = await tables.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            await using var table = place.CreateCommand();
            table.CommandText = rows.GetString(0);
            if (await table.ExecuteScalarAsync(cancel) is 1L)
            {
                return true;
            }
        }

        return false;
    }
}

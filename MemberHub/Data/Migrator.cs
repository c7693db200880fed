using MemberHub.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data;

/// <summary>Brings the database to the newest schema at start-up and by commands.</summary>
public sealed class Migrator(MemberHubDatabases databases, ILogger<Migrator> log)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        if (database.Database.IsSqlite())
        {
            // On stderr, because a command's stdout may be read by a program.
            await Console.Error.WriteLineAsync($"Database: {database.Database.GetDbConnection().DataSource}");
        }

        var pending = (await database.Database.GetPendingMigrationsAsync(cancel)).Count();
        if (pending == 0)
        {
            // A start that was killed between the two left the schema without its triggers.
            await MemberTouchTriggers.CreateMissingAsync(database, cancel);
            return;
        }

        if (database.Database.IsSqlite())
        {
            await ReleaseStaleLockAsync(database, cancel);
        }

        await database.Database.MigrateAsync(cancel);
        await MemberTouchTriggers.CreateAsync(database, cancel);
        if (database.Database.IsSqlite())
        {
            // Kept in the file: readers never wait for a writer. synchronous=FULL is SQLite's own default.
            await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        }

        log.LogInformation("Applied {Count} migrations", pending);
    }

    // A start that was killed while it migrated leaves its lock in the file, and every later start would wait for it without end.
    private static async Task ReleaseStaleLockAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var tables = await database.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(cancel);
        if (tables.Single() > 0)
        {
            await database.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < datetime('now', '-1 minute')", cancel);
        }
    }
}

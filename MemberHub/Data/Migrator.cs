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
            return;
        }

        await database.Database.MigrateAsync(cancel);
        if (database.Database.IsSqlite())
        {
            // Kept in the file: readers never wait for a writer. synchronous=FULL is SQLite's own default.
            await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        }

        log.LogInformation("Applied {Count} migrations", pending);
    }
}

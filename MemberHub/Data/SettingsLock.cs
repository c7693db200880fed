using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data;

/// <summary>Lets one transaction at a time change a society's settings, which are one document.</summary>
public static class SettingsLock
{
    /// <summary>SQLite lets one writer in at a time anyway; PostgreSQL locks the society's row, without hindering rows that refer to it.</summary>
    public static async Task LockSettingsAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Settings are locked in the transaction that changes them.");
        }

        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Societies" WHERE "Id" = {database.ShownSociety} FOR NO KEY UPDATE""", cancel);
        }
    }
}

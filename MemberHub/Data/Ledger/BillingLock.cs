using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>Keeps apart who makes a list of members to be charged and who takes a member off the roster.</summary>
public static class BillingLock
{
    /// <summary>
    /// Waits until no other transaction of the society holds it. Taken before any ledger. SQLite lets one writer in at a time anyway; PostgreSQL locks the
    /// society's row, without hindering rows that refer to it.
    /// </summary>
    public static async Task LockBillingAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Billing is locked in the transaction that needs it.");
        }

        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Societies" WHERE "Id" = {database.ShownSociety} FOR NO KEY UPDATE""", cancel);
        }
    }
}

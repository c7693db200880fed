using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>Lets one transaction at a time change what a member owes and has paid.</summary>
public static class LedgerLock
{
    /// <summary>
    /// Waits until no other transaction holds the member's ledger. What is read after it is what all earlier ones left. SQLite lets one writer
    /// in at a time anyway; PostgreSQL locks the member's row, without hindering rows that refer to it.
    /// </summary>
    public static async Task LockLedgerAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A ledger is locked in the transaction that changes it.");
        }

        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Members" WHERE "Id" = {memberId} FOR NO KEY UPDATE""", cancel);
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>Lets one transaction at a time change what a member owes and has paid.</summary>
public static class LedgerLock
{
    /// <summary>
    /// Waits until no other transaction holds the member's ledger. What is read after it is what all earlier ones left. SQLite lets one writer
    /// in at a time anyway; PostgreSQL locks the member's row, without hindering rows that refer to it.
    /// </summary>
    public static Task LockLedgerAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) => database.LockLedgersAsync([memberId], cancel);

    /// <summary>The same for many members, in one order for all, so that two such transactions never wait for each other.</summary>
    public static async Task LockLedgersAsync(this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A ledger is locked in the transaction that changes it.");
        }

        if (database.Database.IsNpgsql())
        {
            var ids = memberIds.ToArray();
            await database.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Members" WHERE "Id" = ANY({ids}) ORDER BY "Id" FOR NO KEY UPDATE""", cancel);
        }
    }
}

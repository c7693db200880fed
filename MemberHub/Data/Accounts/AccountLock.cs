using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Accounts;

/// <summary>Lets one transaction at a time change what these accounts sign in with.</summary>
public static class AccountLock
{
    /// <summary>SQLite lets one writer in at a time anyway; PostgreSQL locks the accounts' rows, in one order for all.</summary>
    public static async Task LockAccountsAsync(this MemberHubDbContext database, IReadOnlyCollection<long> accountIds, CancellationToken cancel)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An account is locked in the transaction that changes it.");
        }

        if (database.Database.IsNpgsql())
        {
            var ids = accountIds.ToArray();
            await database.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Accounts" WHERE "Id" = ANY({ids}) ORDER BY "Id" FOR NO KEY UPDATE""", cancel);
        }
    }
}

using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

internal static class EmailChanges
{
    /// <summary>The change with this token if its link can be used now.</summary>
    public static IQueryable<EmailChange> Open(MemberHubDbContext database, string? token, DateTime nowUtc)
    {
        var hash = SecretToken.HashOf(token);
        return database.EmailChanges.Where(change => change.TokenHash == hash && change.EndedUtc == null && change.ExpiresUtc > nowUtc);
    }

    /// <summary>The change of this account that waits now.</summary>
    public static IQueryable<EmailChange> Waiting(MemberHubDbContext database, long accountId, DateTime nowUtc) =>
        database.EmailChanges.Where(change => change.AccountId == accountId && change.EndedUtc == null && change.ExpiresUtc > nowUtc);

    /// <summary>Makes every open link of the account void.</summary>
    public static Task EndAllAsync(MemberHubDbContext database, long accountId, DateTime nowUtc, CancellationToken cancel) =>
        database.EmailChanges
            .Where(change => change.AccountId == accountId && change.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(change => change.EndedUtc, nowUtc), cancel);
}

using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

internal static class PasswordResets
{
    /// <summary>The link with this token if it can be used now.</summary>
    public static IQueryable<PasswordReset> Open(MemberHubDbContext database, string? token, DateTime nowUtc)
    {
        var hash = SecretToken.HashOf(token);
        return database.PasswordResets.Where(reset => reset.TokenHash == hash && reset.EndedUtc == null && reset.ExpiresUtc > nowUtc);
    }

    /// <summary>Makes every open link of the account void.</summary>
    public static Task EndAllAsync(MemberHubDbContext database, long accountId, DateTime nowUtc, CancellationToken cancel) =>
        database.PasswordResets
            .Where(reset => reset.AccountId == accountId && reset.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(reset => reset.EndedUtc, nowUtc), cancel);
}

using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

internal static class PasswordResets
{
    /// <summary>Makes every open link of the account void.</summary>
    public static Task EndAllAsync(MemberHubDbContext database, long accountId, DateTime nowUtc, CancellationToken cancel) =>
        database.PasswordResets
            .Where(reset => reset.AccountId == accountId && reset.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(reset => reset.EndedUtc, nowUtc), cancel);
}

using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

internal static class StaffInvitations
{
    /// <summary>How long a set-up link is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <summary>The path that the link leads to.</summary>
    public static string PathOf(SecretToken token) => $"/staff/setup?token={token.Text}";

    /// <summary>The invitation with this token if it can be used now.</summary>
    public static IQueryable<StaffInvitation> Open(MemberHubDbContext database, string? token, DateTime nowUtc)
    {
        var hash = SecretToken.HashOf(token);
        return database.StaffInvitations.Where(invitation => invitation.TokenHash == hash && invitation.EndedUtc == null && invitation.ExpiresUtc > nowUtc);
    }

    /// <summary>Whether the account has a link that nobody has used, be it too old by now: so long nothing but a password says who it is.</summary>
    public static Task<bool> WaitsAsync(MemberHubDbContext database, long accountId, CancellationToken cancel) =>
        database.StaffInvitations.AnyAsync(invitation => invitation.AccountId == accountId && invitation.EndedUtc == null, cancel);

    /// <summary>Makes every open link of the account void.</summary>
    public static Task EndAllAsync(MemberHubDbContext database, long accountId, DateTime nowUtc, CancellationToken cancel) =>
        database.StaffInvitations
            .Where(invitation => invitation.AccountId == accountId && invitation.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(invitation => invitation.EndedUtc, nowUtc), cancel);

    /// <summary>A new link in place of any older one.</summary>
    public static async Task<SecretToken> IssueAsync(MemberHubDbContext database, long accountId, DateTime nowUtc, CancellationToken cancel)
    {
        await EndAllAsync(database, accountId, nowUtc, cancel);
        var token = SecretToken.Create();
        database.Add(new StaffInvitation { AccountId = accountId, TokenHash = token.Hash, CreatedUtc = nowUtc, ExpiresUtc = nowUtc + Life });
        return token;
    }
}

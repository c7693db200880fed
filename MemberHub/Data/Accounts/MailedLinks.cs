using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Accounts;

/// <summary>Links and codes that were mailed to an address, for a new password, another e-mail address or another login ID.</summary>
public static class MailedLinks
{
    /// <summary>Makes all that are open void: whoever reads the old mailbox can do nothing with them once the office has changed with what somebody signs in.</summary>
    public static async Task EndMailedLinksAsync(this MemberHubDbContext database, IReadOnlyCollection<long> accountIds, DateTime nowUtc, CancellationToken cancel)
    {
        DateTime? ended = nowUtc;
        await database.PasswordResets.Where(link => accountIds.Contains(link.AccountId) && link.EndedUtc == null).ExecuteUpdateAsync(row => row.SetProperty(link => link.EndedUtc, ended), cancel);
        await database.EmailChanges.Where(link => accountIds.Contains(link.AccountId) && link.EndedUtc == null).ExecuteUpdateAsync(row => row.SetProperty(link => link.EndedUtc, ended), cancel);
        await database.LoginIdChanges.Where(code => accountIds.Contains(code.AccountId) && code.EndedUtc == null).ExecuteUpdateAsync(row => row.SetProperty(code => code.EndedUtc, ended), cancel);
    }
}

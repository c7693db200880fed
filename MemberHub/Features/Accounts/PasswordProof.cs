using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Asks whoever is signed in for the password again. Wrong ones count as at the sign-in page, so that an open browser is no place to guess it.
/// </summary>
public sealed class PasswordProof(Passwords passwords, TimeProvider clock)
{
    /// <summary>Why this does not count as the account's password, or null.</summary>
    public async Task<Refusal?> CheckAsync(MemberHubDbContext database, Account account, string? typed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (account.LockoutEnd > now)
        {
            return new PasswordLocked((int)SignIn.LockoutTime.TotalMinutes);
        }

        if (await passwords.MatchesInTurnAsync(account, typed ?? "", cancel) is not { } isRight)
        {
            return new TooBusy();
        }

        if (!isRight)
        {
            await FailedSignIns.CountAsync(database, account.Id, 1, now, cancel);
            return new CurrentPasswordWrong();
        }

        if (account.AccessFailedCount > 0)
        {
            await database.Users.Where(row => row.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.AccessFailedCount, 0), cancel);
        }

        return null;
    }
}

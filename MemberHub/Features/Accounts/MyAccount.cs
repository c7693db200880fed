using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What somebody signs in with; no e-mail is null.</summary>
/// <param name="WaitingLoginId">The one whose mailed code is still to be typed; null for none.</param>
/// <param name="WaitingEmail">The address whose mailed link or code is still to be used; null for none.</param>
public sealed record SignInNames(string LoginId, string? Email, string? WaitingLoginId, string? WaitingEmail);

/// <summary>Reads the login ID and e-mail of who is signed in, and what they are to become.</summary>
public sealed class MyAccount(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<SignInNames> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        var loginId = await LoginIdReplacement.Waiting(database, actor.AccountId, now).Select(change => change.NewLoginId).FirstOrDefaultAsync(cancel);
        var email = await EmailChanges.Waiting(database, actor.AccountId, now).OrderByDescending(change => change.Id).Select(change => change.NewEmail).FirstOrDefaultAsync(cancel);
        return await database.Users
            .Where(account => account.Id == actor.AccountId)
            .Select(account => new SignInNames(account.UserName ?? "", account.Email, loginId, email))
            .SingleAsync(cancel);
    }
}

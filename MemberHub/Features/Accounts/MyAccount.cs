using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What somebody signs in with; no e-mail is null.</summary>
public sealed record SignInNames(string LoginId, string? Email);

/// <summary>Reads the login ID and e-mail of who is signed in.</summary>
public sealed class MyAccount(MemberHubDatabases databases)
{
    public async Task<SignInNames> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        return await database.Users
            .Where(account => account.Id == actor.AccountId)
            .Select(account => new SignInNames(account.UserName ?? "", account.Email))
            .SingleAsync(cancel);
    }
}

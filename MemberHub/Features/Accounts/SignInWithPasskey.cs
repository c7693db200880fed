using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Signs in with a passkey (パスキー) alone: it was unlocked by its owner, so it stands for password and code. Whatever was signed in in this browser ends.</summary>
public sealed class SignInWithPasskey(MemberHubDatabases databases, Passkeys passkeys, Sessions sessions, TimeProvider clock)
{
    /// <param name="oldHash">The session of the browser until now; empty for none.</param>
    public async Task<Result<StartedSession>> RunAsync(PasskeyForm form, PasskeySite site, string oldHash, string userAgent, string origin, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        if (await passkeys.UseAsync(all, form, site, cancel) is not { } account || await AccountHome.OfAsync(all, account, cancel) is not { } home)
        {
            return new PasskeyRefused();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await sessions.EndAsync(database, oldHash, cancel);
        var session = sessions.Start(database, account, isPersistent: false, userAgent, now);
        database.Add(new SignInEvent { AccountId = account, OccurredUtc = now, Outcome = nameof(SignInOutcome.PasskeyGiven) });
        database.Record(new Actor(account, home.Society.Id, home.MemberId, []) { Origin = origin }, now, nameof(SignInWithPasskey), null, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget([oldHash]);
        return session;
    }
}

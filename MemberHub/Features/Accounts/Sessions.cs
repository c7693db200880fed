using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>A session that was just begun; its token goes into the browser's cookie and nowhere else.</summary>
public sealed record StartedSession(SecretToken Token, bool IsPersistent, DateTime ExpiresUtc)
{
    /// <summary>The second factor is still to be given: the account belongs to the office, or its member asked for it.</summary>
    public bool AwaitsCode { get; init; }
}

/// <summary>Begins and ends signed-in sessions in the open context; the use case owns the transaction.</summary>
public sealed class Sessions(SessionReader reader, TimeProvider clock)
{
    /// <summary>次回から自動でログイン.</summary>
    public static readonly TimeSpan PersistentLife = TimeSpan.FromDays(30);

    /// <summary>A browser that is never closed is signed out all the same.</summary>
    public static readonly TimeSpan BrowserLife = TimeSpan.FromHours(24);

    /// <param name="secondFactorUtc">When the second factor was given, if it was.</param>
    public StartedSession Start(MemberHubDbContext database, long accountId, bool isPersistent, string userAgent, DateTime? secondFactorUtc = null)
    {
        var now = clock.UtcNow();
        var session = new StartedSession(SecretToken.Create(), isPersistent, now + (isPersistent ? PersistentLife : BrowserLife));
        database.Add(new AccountSession
        {
            AccountId = accountId,
            TokenHash = session.Token.Hash,
            IsPersistent = isPersistent,
            UserAgent = userAgent[..Math.Min(userAgent.Length, AccountSession.UserAgentMaxLength)],
            CreatedUtc = now,
            LastSeenUtc = now,
            ProvedUtc = now,
            ExpiresUtc = session.ExpiresUtc,
            SecondFactorUtc = secondFactorUtc,
        });
        return session;
    }

    /// <summary>
    /// Goes on with a session under a new token, now with the second factor: whoever knew the old one gains nothing. Hand the old hash to
    /// <see cref="Forget"/> once it is committed.
    /// </summary>
    public async Task<StartedSession> RaiseAsync(MemberHubDbContext database, long accountId, string hash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var old = await database.AccountSessions.SingleAsync(session => session.TokenHash == hash && session.AccountId == accountId && session.EndedUtc == null, cancel);
        old.EndedUtc = now;
        return Start(database, accountId, old.IsPersistent, old.UserAgent, now);
    }

    /// <summary>Ends one session, whoever's it is; a browser that signs in anew leaves nothing behind.</summary>
    public Task EndAsync(MemberHubDbContext database, string hash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return database.AccountSessions.Where(session => session.TokenHash == hash && session.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedUtc, now), cancel);
    }

    /// <summary>Ends the account's sessions except the one with this hash. Hand the answer to <see cref="Forget"/> once it is committed.</summary>
    public async Task<IReadOnlyList<string>> EndAllAsync(MemberHubDbContext database, long accountId, string? exceptHash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var live = database.AccountSessions.Where(session => session.AccountId == accountId && session.EndedUtc == null && session.TokenHash != exceptHash);
        var hashes = await live.Select(session => session.TokenHash).ToListAsync(cancel);
        await live.ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedUtc, now), cancel);
        return hashes;
    }

    /// <summary>Makes this process ask the database at the next request; others ask within seconds.</summary>
    public void Forget(IEnumerable<string> ended)
    {
        foreach (var hash in ended)
        {
            reader.Forget(hash);
        }
    }
}

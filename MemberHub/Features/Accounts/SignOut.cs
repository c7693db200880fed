using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Ends the session of this browser. Doing it twice does nothing.</summary>
public sealed class SignOut(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    public async Task RunAsync(string sessionHash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.OpenAcrossSocieties();
        if (await database.AccountSessions.FirstOrDefaultAsync(row => row.TokenHash == sessionHash && row.EndedUtc == null, cancel) is not { } session)
        {
            return;
        }

        session.EndedUtc = now;
        database.Add(new SignInEvent { AccountId = session.AccountId, OccurredUtc = now, Outcome = nameof(SignInOutcome.SignedOut) });
        await database.SaveChangesAsync(cancel);
        sessions.Forget([sessionHash]);
    }
}

using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Signs another browser of one's own out, such as a phone that was lost. Its open pages end within seconds.</summary>
public sealed class EndSession(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        if (await database.AccountSessions.FirstOrDefaultAsync(row => row.Id == id && row.AccountId == actor.AccountId && row.EndedUtc == null, cancel) is not { } session)
        {
            return new SessionAlreadyEnded();
        }

        session.EndedUtc = now;
        database.Add(new SignInEvent { AccountId = actor.AccountId, OccurredUtc = now, Outcome = nameof(SignInOutcome.SignedOutElsewhere) });
        database.Record(actor, now, nameof(EndSession), null, new { });
        await database.SaveChangesAsync(cancel);
        sessions.Forget([session.TokenHash]);
        return Done.It;
    }
}

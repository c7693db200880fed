using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Accounts;

/// <summary>Signs every other browser of one's own out. Their open pages end within seconds.</summary>
public sealed class EndOtherSessions(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string sessionHash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var ended = await sessions.EndAllAsync(database, actor.AccountId, exceptHash: sessionHash, cancel);
        if (ended.Count == 0)
        {
            return new SessionAlreadyEnded();
        }

        database.Add(new SignInEvent { AccountId = actor.AccountId, OccurredUtc = now, Outcome = nameof(SignInOutcome.SignedOutElsewhere) });
        database.Record(actor, now, nameof(EndOtherSessions), null, new { ended.Count });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Takes an unreadable file of returned mail off the list: somebody looked at it.</summary>
public sealed class NoteUnreadableBounce(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        DateTime? nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.UnreadableBounces().Where(bounce => bounce.Id == id).ExecuteUpdateAsync(bounce => bounce.SetProperty(row => row.NotedUtc, nowUtc), cancel) == 0)
        {
            return new FailedMailGone();
        }

        database.Record(actor, nowUtc.Value, nameof(NoteUnreadableBounce), null, new { Bounce = id });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Takes an unreadable file of returned mail off the list: somebody looked at it.</summary>
public sealed class NoteUnreadableBounce(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        DateTime? nowUtc = clock.UtcNow();
        var details = new { Bounce = id };
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.UnreadableBounces().Where(bounce => bounce.Id == id).ExecuteUpdateAsync(bounce => bounce.SetProperty(row => row.NotedUtc, nowUtc), cancel) == 0)
        {
            return await trail.GoneAsync(actor, nameof(NoteUnreadableBounce), details, cancel);
        }

        database.Record(actor, nowUtc.Value, nameof(NoteUnreadableBounce), null, details);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

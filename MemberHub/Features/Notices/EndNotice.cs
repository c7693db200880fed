using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Takes a notice down at once; it stays in the list.</summary>
public sealed class EndNotice(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        var yesterday = clock.Today().AddDays(-1);
        await using var database = databases.Open(actor.SocietyId);
        if (await database.Notices.SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } notice || notice.EndsOn <= yesterday)
        {
            return await trail.MovedAsync(actor, id, cancel);
        }

        notice.End(yesterday);
        database.Record(actor, clock.UtcNow(), nameof(EndNotice), null, new { notice.Id, notice.TitleJa });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await trail.MovedAsync(actor, id, cancel);
        }

        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>The form of a notice, or an empty one for today.</summary>
public sealed class OpenNotice(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<NoticeForm>> RunAsync(Actor actor, long? id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        if (id is null)
        {
            return new NoticeForm { From = NoticeForm.Written(clock.Today()) };
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.Notices.AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is { } notice ? NoticeForm.Of(notice) : new NoticeGone();
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Writes a new notice or rewrites one.</summary>
public sealed class SaveNotice(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long? id, NoticeForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        if (form.Fault() is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        var notice = id is null ? null : await database.Notices.SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (id is { } known && notice?.Version != form.Version)
        {
            return await trail.MovedAsync(actor, known, cancel);
        }

        var before = notice is null ? null : Facts(notice);
        var written = form.Fill(notice);
        if (notice is null)
        {
            database.Add(written);
        }

        database.Record(actor, clock.UtcNow(), nameof(SaveNotice), null, new { Id = id, Before = before, After = Facts(written) });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await trail.MovedAsync(actor, id!.Value, cancel);
        }

        return Done.It;
    }

    private static object Facts(Notice notice) => new
    {
        notice.TitleJa,
        notice.BodyJa,
        notice.TitleEn,
        notice.BodyEn,
        notice.PublishedOn,
        notice.EndsOn,
        notice.Audience,
        notice.Categories,
        notice.Ranks,
        notice.InArrearsOnly,
        notice.IsPinned,
    };
}

using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Notices;

/// <summary>Says who was first with a notice, a broadcast or a mail that did not arrive.</summary>
public sealed class NoticeTrail(MemberHubDatabases databases, IStringLocalizer<NoticesText> text)
{
    /// <summary>Who changed the notice last.</summary>
    public async Task<Refusal> MovedAsync(Actor actor, long noticeId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (!await database.Notices.AnyAsync(notice => notice.Id == noticeId, cancel))
        {
            return new NoticeGone();
        }

        return new NoticeMoved(await database.LatestChangeOfAsync([nameof(SaveNotice), nameof(EndNotice)], new { Id = noticeId }, cancel));
    }

    /// <summary>Who stopped the broadcast, or that it came to its end.</summary>
    public async Task<Refusal> EndedAsync(Actor actor, long jobId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var job = await database.JobRuns.Where(row => row.Id == jobId && row.Kind == BroadcastJob.Kind).Select(row => new { row.StoppedBy, row.FinishedUtc }).SingleOrDefaultAsync(cancel);
        return job switch
        {
            null => new BroadcastNotFound(),
            { StoppedBy: { } by } => new BroadcastStopped(await NameAsync(database, by, cancel), Moment(job.FinishedUtc)),
            _ => new BroadcastEnded(Moment(job.FinishedUtc)),
        };
    }

    /// <summary>Who took the line off the list of what did not arrive.</summary>
    /// <param name="action">The use case by whose button a line like this goes.</param>
    /// <param name="details">What that use case keeps of it.</param>
    public async Task<Refusal> GoneAsync(Actor actor, string action, object details, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var kept = ReadableJson.Write(details);
        return new FailedMailGone(await database.LatestChangeAsync(entry => entry.Action == action && entry.Details == kept, cancel));
    }

    private async Task<string> NameAsync(MemberHubDbContext database, long? accountId, CancellationToken cancel) =>
        await database.ReadStaffNameAsync(accountId, cancel) ?? text["Trail.Office"];

    private static string Moment(DateTime? utc) => utc is { } at ? Show.Moment(JapanTime.Local(at)) : "";
}

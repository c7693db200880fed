using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Jobs;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>A page of the notices and one of the broadcasts, newest first.</summary>
public sealed record NoticesView(IReadOnlyList<NoticeLine> Notices, NoticePages Pages, IReadOnlyList<BroadcastLine> Broadcasts, NoticePages SentPages, DateOnly Today, bool MaySend);

/// <param name="Page">From 1.</param>
public sealed record NoticePages(int Page, int Count)
{
    public bool HasMore => Page < Count;

    public string At => string.Create(CultureInfo.InvariantCulture, $"{Page} / {Count}");

    /// <summary>The page asked for, or the last one where there are fewer.</summary>
    internal static NoticePages Of(int page, int rows)
    {
        var count = Math.Max(1, (rows + OpenNotices.PageSize - 1) / OpenNotices.PageSize);
        return new NoticePages(Math.Clamp(page, 1, count), count);
    }

    internal int Skipped => (Page - 1) * OpenNotices.PageSize;
}

/// <param name="IsNarrowed">Only for members of certain categories or ranks, or in arrears.</param>
public sealed record NoticeLine(long Id, NoticeAudience Audience, string Title, DateOnly PublishedOn, DateOnly? EndsOn, bool IsPinned, bool IsNarrowed)
{
    /// <summary>Waiting, Shown or Over.</summary>
    public string StateOn(DateOnly today) => today < PublishedOn ? "Waiting" : EndsOn < today ? "Over" : "Shown";
}

/// <param name="Written">How many members the mail was written for.</param>
/// <param name="Total">How many it is for.</param>
/// <param name="StoppedUtc">When it was stopped; null for one that goes on or came to its end.</param>
/// <param name="StoppedBy">Who did; empty when they are not of the office any more.</param>
public sealed record BroadcastLine(long JobId, string Subject, DateTime CreatedUtc, long Written, long Total, bool IsOver, DateTime? StoppedUtc, string StoppedBy);

/// <summary>Reads what stands on the office's page of notices.</summary>
public sealed class OpenNotices(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="page">Of the notices, from 1.</param>
    /// <param name="sentPage">Of the broadcasts, from 1.</param>
    public async Task<Result<NoticesView>> RunAsync(Actor actor, int page, int sentPage, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var pages = NoticePages.Of(page, await database.Notices.CountAsync(cancel));
        var sentPages = NoticePages.Of(sentPage, await database.JobRuns.CountAsync(job => job.Kind == BroadcastJob.Kind, cancel));
        var notices = await database.Notices.OrderByDescending(notice => notice.PublishedOn).ThenByDescending(notice => notice.Id).Skip(pages.Skipped).Take(PageSize)
            .Select(notice => new NoticeLine(notice.Id, notice.Audience, notice.TitleJa, notice.PublishedOn, notice.EndsOn, notice.IsPinned, notice.Categories != "" || notice.Ranks != "" || notice.InArrearsOnly)).ToListAsync(cancel);
        var jobs = await database.JobRuns.AsNoTracking().Where(job => job.Kind == BroadcastJob.Kind).OrderByDescending(job => job.Id).Skip(sentPages.Skipped).Take(PageSize).ToListAsync(cancel);
        var ids = jobs.ConvertAll(BroadcastJob.BroadcastOf);
        var broadcasts = await database.Broadcasts.Where(broadcast => ids.Contains(broadcast.Id)).ToDictionaryAsync(broadcast => broadcast.Id, broadcast => broadcast.Subject, cancel);
        var names = await database.ReadStaffNamesAsync(jobs.Select(job => job.StoppedBy), cancel);
        var lines = jobs.ConvertAll(job => ToLine(job, broadcasts[BroadcastJob.BroadcastOf(job)], names.GetValueOrDefault(job.StoppedBy ?? 0, "")));
        return new NoticesView(notices, pages, lines, sentPages, clock.Today(), actor.May(OfficeRight.SendNotices));
    }

    private static BroadcastLine ToLine(JobRun job, string subject, string stoppedBy) => new(
        job.Id, subject, job.StartedUtc, BroadcastProgress.Read(job).Readers, job.Total, job.FinishedUtc is not null, job.StoppedBy is null ? null : job.FinishedUtc, stoppedBy);
}

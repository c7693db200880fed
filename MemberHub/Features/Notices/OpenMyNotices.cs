using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>A page of the notices that a member sees, in the language of the page.</summary>
/// <param name="Unread">How many of all are not read.</param>
public sealed record MyNotices(IReadOnlyList<MyNoticeLine> Lines, int Page, int Pages, int Unread);

public sealed record MyNoticeLine(long Id, string Title, DateOnly PublishedOn, bool IsPinned, bool IsRead);

/// <summary>Reads what the signed-in member finds under お知らせ.</summary>
public sealed class OpenMyNotices(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <param name="page">1 for the first; what lies outside is the nearest.</param>
    public async Task<Result<MyNotices>> RunAsync(Actor actor, int page, CancellationToken cancel)
    {
        if (actor is not { MemberId: { } memberId, Withdrawn: false })
        {
            return new NotAllowed();
        }

        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        await using var database = databases.Open(actor.SocietyId);
        var shown = database.Notices.ShownOn(clock.Today()).MeantFor(database, memberId, clock.Today());
        var marks = database.NoticesRead.Where(read => read.AccountId == actor.AccountId);
        var count = await shown.CountAsync(cancel);
        var unread = await shown.CountAsync(notice => !marks.Any(read => read.NoticeId == notice.Id), cancel);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var lines = await shown.NewestFirst().Skip((page - 1) * PageSize).Take(PageSize)
            .Select(notice => new MyNoticeLine(notice.Id, english ? notice.TitleEn : notice.TitleJa, notice.PublishedOn, notice.IsPinned, marks.Any(read => read.NoticeId == notice.Id)))
            .ToListAsync(cancel);
        return new MyNotices(lines, page, pages, unread);
    }
}

using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>One notice in the language of the page.</summary>
/// <param name="IsRead">The account has opened it before.</param>
public sealed record MyNotice(long Id, string Title, string Body, DateOnly PublishedOn, bool IsRead);

/// <summary>Reads one notice that is shown to members today.</summary>
public sealed class OpenMyNotice(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<MyNotice>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (actor is not { MemberId: { } memberId, Withdrawn: false })
        {
            return new NotAllowed();
        }

        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        await using var database = databases.Open(actor.SocietyId);
        var found = await database.Notices.ShownOn(clock.Today()).MeantFor(database, memberId, clock.Today()).Where(notice => notice.Id == id)
            .Select(notice => new MyNotice(
                notice.Id,
                english ? notice.TitleEn : notice.TitleJa,
                english ? notice.BodyEn : notice.BodyJa,
                notice.PublishedOn,
                database.NoticesRead.Any(read => read.NoticeId == notice.Id && read.AccountId == actor.AccountId)))
            .SingleOrDefaultAsync(cancel);
        return found is null ? new NoticeGone() : found;
    }
}

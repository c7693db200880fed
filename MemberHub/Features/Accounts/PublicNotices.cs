using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>A notice on the sign-in page, in both languages.</summary>
public sealed record PublicNotice(NoticeAudience Audience, DateOnly PublishedOn, string TitleJa, string TitleEn, string BodyJa, string BodyEn);

/// <summary>The notices (お知らせ) that everybody may read, newest first.</summary>
public sealed class PublicNotices(MemberHubDatabases databases, TimeProvider clock)
{
    private const int MostShown = 10;

    public async Task<IReadOnlyList<PublicNotice>> ReadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.OpenAcrossSocieties();
        return await database.Notices.AcrossSocieties()
            .Where(notice => notice.SocietyId == database.Societies.Min(society => society.Id))
            .Where(notice => notice.Audience == NoticeAudience.Everyone || notice.Audience == NoticeAudience.System)
            .Where(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today))
            .OrderByDescending(notice => notice.IsPinned).ThenByDescending(notice => notice.PublishedOn).ThenByDescending(notice => notice.Id)
            .Select(notice => new PublicNotice(
                notice.Audience, notice.PublishedOn, notice.TitleJa, notice.TitleEn, notice.BodyJa, notice.BodyEn))
            .Take(MostShown)
            .ToListAsync(cancel);
    }
}

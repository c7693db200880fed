using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>A notice on the sign-in page, in both languages.</summary>
/// <param name="PublishedOn">Null for one of the operator's without a day.</param>
public sealed record PublicNotice(DateOnly? PublishedOn, string TitleJa, string TitleEn, string BodyJa, string BodyEn);

/// <summary>The notices (お知らせ) that everybody may read, newest first: the society's, and apart from them the operator's.</summary>
public sealed record PublicNoticeBoard(IReadOnlyList<PublicNotice> Society, IReadOnlyList<PublicNotice> System);

/// <summary>Reads them.</summary>
public sealed class PublicNotices(MemberHubDatabases databases, IOptionsMonitor<SystemNotices> system, TimeProvider clock)
{
    private const int MostShown = 10;

    public async Task<PublicNoticeBoard> ReadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.OpenAcrossSocieties();
        var society = await database.Notices.AcrossSocieties()
            .Where(notice => notice.SocietyId == database.Societies.Min(society => society.Id))
            .Where(notice => notice.Audience != NoticeAudience.Members)
            .ShownOn(today).NewestFirst()
            .Select(notice => new PublicNotice(notice.PublishedOn, notice.TitleJa, notice.TitleEn, notice.BodyJa, notice.BodyEn))
            .Take(MostShown)
            .ToListAsync(cancel);
        return new PublicNoticeBoard(society, [.. system.CurrentValue.ShownOn(today).Take(MostShown).Select(Of)]);
    }

    private static PublicNotice Of(SystemNotice notice) => new(
        notice.From, notice.TitleJa, notice.TitleEn.Length > 0 ? notice.TitleEn : notice.TitleJa, notice.BodyJa, notice.BodyEn.Length > 0 ? notice.BodyEn : notice.BodyJa);
}

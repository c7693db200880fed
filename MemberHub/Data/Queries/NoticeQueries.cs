using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>
/// Which notices (お知らせ) members see, and in which order. A <see cref="CompiledQuery{T}"/> cannot call this and says the same itself: the session's and the
/// dashboard's do.
/// </summary>
public static class NoticeQueries
{
    /// <summary>Those that are shown on a day in Japan.</summary>
    public static IQueryable<Notice> ShownOn(this IQueryable<Notice> notices, DateOnly today) =>
        notices.Where(notice => notice.PublishedOn <= today && (notice.EndsOn == null || notice.EndsOn >= today));

    /// <summary>Those that are for this member today: for everybody, or for the member's category and rank, or for whoever is in arrears.</summary>
    public static IQueryable<Notice> MeantFor(this IQueryable<Notice> notices, MemberHubDbContext database, long memberId, DateOnly today) =>
        notices.Where(notice => database.Members.Any(member => member.Id == memberId
            && (notice.Categories == "" || notice.Categories.Contains("," + member.CategoryId + ","))
            && (notice.Ranks == "" || database.Ranks.Any(rank => rank.Id == member.RankId && notice.Ranks.Contains("," + rank.Id + ",")))
            && (!notice.InArrearsOnly || database.DuesCharges.Any(charge => charge.MemberId == memberId && charge.PeriodEnd < today
                && (long)(object)charge.Amount
                    > database.Allocations.Where(part => part.ChargeId == charge.Id && part.ReversedUtc == null).Sum(part => (long)(object)part.Amount)
                        + database.Waivers.Where(waiver => waiver.ChargeId == charge.Id && waiver.ReversedUtc == null).Sum(waiver => (long)(object)waiver.Amount)))));

    /// <summary>The pinned ones first, then the newest.</summary>
    public static IQueryable<Notice> NewestFirst(this IQueryable<Notice> notices) =>
        notices.OrderByDescending(notice => notice.IsPinned).ThenByDescending(notice => notice.PublishedOn).ThenByDescending(notice => notice.Id);
}

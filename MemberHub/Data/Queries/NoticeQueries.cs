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

    /// <summary>The pinned ones first, then the newest.</summary>
    public static IQueryable<Notice> NewestFirst(this IQueryable<Notice> notices) =>
        notices.OrderByDescending(notice => notice.IsPinned).ThenByDescending(notice => notice.PublishedOn).ThenByDescending(notice => notice.Id);
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Reviews;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>A change that a member made.</summary>
/// <param name="Age">The business days (営業日) since then, the day itself included.</param>
/// <param name="Changes">Old and new, field by field; none where the trail's values were erased.</param>
/// <param name="ReviewedBy">A colleague's name; empty while it waits.</param>
public sealed record ProfileReviewRow(
    long Id, string MemberNumber, string Name, DateTime ChangedUtc, int Age, IReadOnlyList<ProfileChange> Changes, DateTime? ReviewedUtc, string ReviewedBy);

/// <summary>One page of the changes that wait, or of those that were looked at.</summary>
public sealed record ProfileReviewList(bool Done, int Page, IReadOnlyList<ProfileReviewRow> Rows, int Total, int Waiting, bool MayReview)
{
    public int Pages => (Total + ListProfileReviews.PageSize - 1) / ListProfileReviews.PageSize;
}

/// <summary>Reads what members changed of their profiles: what waits, the oldest first; or what was looked at, the last first. Who was shown stands in the audit trail.</summary>
public sealed class ListProfileReviews(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="done">Those that were looked at.</param>
    /// <param name="page">From 1 on.</param>
    public async Task<Result<ProfileReviewList>> RunAsync(Actor actor, bool done, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var days = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).ToBusinessDays();
        var waiting = await database.ProfileReviews.CountAsync(review => review.ReviewedUtc == null, cancel);
        var total = done ? await database.ProfileReviews.CountAsync(review => review.ReviewedUtc != null, cancel) : waiting;

        // Somebody else may have finished the last page meanwhile.
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Ordered(database, done).Skip((shown - 1) * PageSize).Take(PageSize)
            .Join(database.Members, review => review.MemberId, member => member.Id, (review, member) => new
            {
                review.Id,
                review.MemberId,
                member.Number,
                member.Person.Name,
                review.ChangedUtc,
                review.Entry.Details,
                review.ReviewedUtc,
                review.ReviewedBy,
            })
            .ToListAsync(cancel);
        var names = await database.ReadStaffNamesAsync(rows.Select(row => row.ReviewedBy), cancel);
        await database.RecordLooksAsync(actor, rows.Select(row => row.MemberId), clock.UtcNow(), cancel);
        var today = clock.Today();
        return new ProfileReviewList(
            done,
            shown,
            [.. rows.OrderBy(row => done ? -row.ReviewedUtc!.Value.Ticks : row.ChangedUtc.Ticks).ThenBy(row => row.Id).Select(row => new ProfileReviewRow(
                row.Id, row.Number.Digits, row.Name, row.ChangedUtc, days.CountFrom(JapanTime.DateOf(row.ChangedUtc), today), ChangesOf(row.Details), row.ReviewedUtc, names.GetValueOrDefault(row.ReviewedBy ?? 0, "")))],
            total,
            waiting,
            actor.May(OfficeRight.EditMembers));
    }

    private static IQueryable<ProfileReview> Ordered(MemberHubDbContext database, bool done) => done
        ? database.ProfileReviews.Where(review => review.ReviewedUtc != null).OrderByDescending(review => review.ReviewedUtc).ThenBy(review => review.Id)
        : database.ProfileReviews.Where(review => review.ReviewedUtc == null).OrderBy(review => review.ChangedUtc).ThenBy(review => review.Id);

    private static IReadOnlyList<ProfileChange> ChangesOf(string details) => details.Length == 0 ? [] : ReadableJson.Read<SavedChanges>(details).All;
}

using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>How many changes were marked, and which a colleague had marked before.</summary>
public sealed record ProfileReviewsHandled(int Count, IReadOnlyList<MissedReview> Missed);

/// <summary>A change that a colleague looked at first.</summary>
public sealed record MissedReview(string Member, string Who, DateTime AtUtc);

/// <summary>確認済みにする: somebody of the office has looked at what members changed, one change or many. Of two people at the same change one marks it, the other is told.</summary>
public sealed class ReviewProfileChanges(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<ProfileReviewsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> reviewIds, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (reviewIds.Count == 0)
        {
            return new NoProfileChanges();
        }

        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var marked = new HashSet<long>();

        // In one order, so that two people who marked the same rows do not wait for each other.
        foreach (var id in reviewIds.Distinct().Order())
        {
            if (await database.ProfileReviews.Where(review => review.Id == id && review.ReviewedUtc == null).ExecuteUpdateAsync(
                review => review.SetProperty(row => row.ReviewedUtc, nowUtc).SetProperty(row => row.ReviewedBy, actor.AccountId), cancel) == 1)
            {
                marked.Add(id);
            }
        }

        var rows = await database.ProfileReviews.Where(review => reviewIds.Contains(review.Id)).OrderBy(review => review.Id)
            .Join(database.Members, review => review.MemberId, member => member.Id, (review, member) => new
            {
                review.Id,
                review.MemberId,
                member.Person.Name,
                review.ChangedUtc,
                review.ReviewedUtc,
                review.ReviewedBy,
            })
            .ToListAsync(cancel);
        foreach (var row in rows.Where(row => marked.Contains(row.Id)))
        {
            database.Record(actor, nowUtc, nameof(ReviewProfileChanges), row.MemberId, new { ChangedUtc = JapanTime.Local(row.ChangedUtc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) });
        }

        await database.SaveChangesAsync(cancel);
        var missed = rows.Where(row => !marked.Contains(row.Id)).ToList();
        var names = await database.ReadStaffNamesAsync(missed.Select(row => row.ReviewedBy), cancel);
        await transaction.CommitAsync(cancel);
        return new ProfileReviewsHandled(marked.Count, missed.ConvertAll(row => new MissedReview(row.Name, names.GetValueOrDefault(row.ReviewedBy ?? 0, ""), row.ReviewedUtc!.Value)));
    }
}

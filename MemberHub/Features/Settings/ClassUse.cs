using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

internal static class ClassUse
{
    /// <summary>How many members have the category, or will have it from a coming year on; who has left does not count.</summary>
    public static async Task<int> InCategoryAsync(this MemberHubDbContext database, long id, DateOnly today, CancellationToken cancel) =>
        await database.Members.CountAsync(
            member => member.MergedIntoId == null && (member.WithdrawnOn == null || member.WithdrawnOn > today)
                && (member.CategoryId == id || database.MemberChanges.Any(change => change.MemberId == member.Id && change.AppliedUtc == null && change.CategoryId == id)),
            cancel);

    /// <summary>The same for a rank.</summary>
    public static async Task<int> InRankAsync(this MemberHubDbContext database, long id, DateOnly today, CancellationToken cancel) =>
        await database.Members.CountAsync(
            member => member.MergedIntoId == null && (member.WithdrawnOn == null || member.WithdrawnOn > today)
                && (member.RankId == id || database.MemberChanges.Any(change => change.MemberId == member.Id && change.AppliedUtc == null && change.RankId == id)),
            cancel);

    private static readonly string[] OfCategories = [nameof(SaveCategory), nameof(EndCategory), nameof(ResumeCategory)];
    private static readonly string[] OfRanks = [nameof(SaveRank), nameof(EndRank), nameof(ResumeRank)];

    /// <summary>Who changed or ended the category first.</summary>
    public static async Task<ClassMoved> CategoryMovedAsync(this MemberHubDbContext database, long? id, CancellationToken cancel) => new(
        await database.MemberCategories.Where(row => row.Id == id).Select(row => row.Code).SingleOrDefaultAsync(cancel) is { } code ? await database.LatestChangeOfAsync(OfCategories, new { Code = code }, cancel) : null);

    /// <summary>The same for a rank.</summary>
    public static async Task<ClassMoved> RankMovedAsync(this MemberHubDbContext database, long? id, CancellationToken cancel) => new(
        await database.Ranks.Where(row => row.Id == id).Select(row => row.Code).SingleOrDefaultAsync(cancel) is { } code ? await database.LatestChangeOfAsync(OfRanks, new { Code = code }, cancel) : null);

    /// <summary>Saves and commits; null, or why another's change, or another's name, came first.</summary>
    public static async Task<Refusal?> SaveClassAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        try
        {
            await database.SaveChangesAsync(cancel);
            await database.Database.CommitTransactionAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ClassMoved(null);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new ClassTaken();
        }
    }
}

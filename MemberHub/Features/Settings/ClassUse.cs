using MemberHub.Data;
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
            return new ClassMoved();
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new ClassTaken();
        }
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Takes a member to change it: nobody may have changed it since the page was opened.</summary>
internal static class MemberEditing
{
    public static async Task<Result<Member>> TakeAsync(this MemberHubDbContext database, string number, int version, CancellationToken cancel)
    {
        if (!MemberNumber.TryParse(number, out var wanted) || await database.Members.SingleOrDefaultAsync(member => member.Number == wanted && member.MergedIntoId == null, cancel) is not { } member)
        {
            return new NoSuchMember();
        }

        return member.Version == version ? member : await database.ChangedByAsync(member.Id, cancel);
    }

    /// <summary>Saves, or says who was faster.</summary>
    public static async Task<Refusal?> SaveAsync(this MemberHubDbContext database, Member member, CancellationToken cancel)
    {
        // A row beside the member counts as a change of the member, too.
        database.Entry(member).Property(row => row.Version).IsModified = true;
        try
        {
            await database.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await database.ChangedByAsync(member.Id, cancel);
        }
    }

    public static async Task<MemberChangedMeanwhile> ChangedByAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        new(await database.LatestChangeOfAsync(memberId, cancel));

    /// <summary>Who made the charge what it is: the correction that led to this amount, else, as after a payment, the last change of the member.</summary>
    public static async Task<LatestChange?> LatestOfChargeAsync(this MemberHubDbContext database, long memberId, long chargeId, Yen now, CancellationToken cancel)
    {
        var (begin, end) = (LatestChanges.Begin(new { ChargeId = chargeId }), $"\"{now}\"]");
        return await database.LatestChangeAsync(entry => entry.MemberId == memberId && entry.Details.StartsWith(begin) && entry.Details.Contains(end), cancel)
            ?? await database.LatestChangeOfAsync(memberId, cancel);
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
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

    public static async Task<MemberChangedMeanwhile> ChangedByAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        var last = await database.AuditEntries.AsNoTracking().Where(entry => entry.MemberId == memberId && entry.Action != Looks.Action).OrderByDescending(entry => entry.Id)
            .Select(entry => new { By = database.StaffAssignments.Where(staff => staff.AccountId == entry.AccountId).OrderBy(staff => staff.Id).Select(staff => staff.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancel);
        return new MemberChangedMeanwhile(last?.By ?? "");
    }
}

using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Accounts;

/// <summary>Whose an account is beside a member's of this society.</summary>
public static class AccountOwner
{
    /// <summary>Whether only its owner changes with what the account signs in: a colleague's, a former one's, and that of somebody who is also in another society.</summary>
    public static async Task<bool> IsOwnersAsync(this MemberHubDbContext database, long accountId, long memberId, CancellationToken cancel) =>
        await database.StaffAssignments.AcrossSocieties().AnyAsync(staff => staff.AccountId == accountId, cancel)
        || await database.AccountMembers.AcrossSocieties().AnyAsync(link => link.AccountId == accountId && link.MemberId != memberId, cancel);
}

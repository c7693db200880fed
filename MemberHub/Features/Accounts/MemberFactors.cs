using MemberHub.Data;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>A member with an account, as the office finds them by number.</summary>
internal sealed record MemberAccount(long AccountId, long MemberId, string Name, bool IsStaff);

internal static class MemberFactors
{
    /// <summary>Null for a number that no member with an account has.</summary>
    public static async Task<MemberAccount?> FindAsync(MemberHubDbContext database, string? number, CancellationToken cancel) =>
        !MemberNumber.TryParse(number ?? "", out var wanted) ? null : await (
            from member in database.Members
            join link in database.AccountMembers on member.Id equals link.MemberId
            where member.Number == wanted
            select new MemberAccount(
                link.AccountId, member.Id, member.Person.Name, database.StaffAssignments.Any(staff => staff.AccountId == link.AccountId && staff.DisabledUtc == null)))
            .FirstOrDefaultAsync(cancel);
}

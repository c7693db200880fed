using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>The society an account acts in, and the member it is there (null for staff who are not members).</summary>
internal sealed record AccountHome(Society Society, long? MemberId)
{
    /// <summary>Null for an account that belongs to no member and no office.</summary>
    public static async Task<AccountHome?> OfAsync(MemberHubDbContext database, long accountId, CancellationToken cancel) =>
        await (
            from link in database.AccountMembers.AcrossSocieties()
            join society in database.Societies on link.SocietyId equals society.Id
            where link.AccountId == accountId
            orderby link.SocietyId
            select new AccountHome(society, link.MemberId)).FirstOrDefaultAsync(cancel)
        ?? await (
            from staff in database.StaffAssignments.AcrossSocieties()
            join society in database.Societies on staff.SocietyId equals society.Id
            where staff.AccountId == accountId && staff.DisabledUtc == null
            orderby staff.SocietyId
            select new AccountHome(society, null)).FirstOrDefaultAsync(cancel);
}

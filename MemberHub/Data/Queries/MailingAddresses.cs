using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Reads where paper mail of members goes now, in one statement.</summary>
public static class MailingAddresses
{
    /// <summary>By member; those without an address are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, MailingAddress>> ReadMailingAddressesAsync(
        this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        var members = await (
            from member in database.Members.AsNoTracking().Include(member => member.Affiliations.Where(affiliation => affiliation.Ordinal == 1))
            where memberIds.Contains(member.Id)
            join category in database.MemberCategories on member.CategoryId equals category.Id
            select new { Member = member, category.IsOrganisation }).ToListAsync(cancel);
        return (from row in members
                let address = MailingAddress.Of(row.Member, row.IsOrganisation)
                where address is not null
                select (row.Member.Id, address)).ToDictionary(row => row.Id, row => row.address);
    }
}

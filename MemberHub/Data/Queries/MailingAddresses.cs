using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Reads where paper mail of members goes now, in two statements.</summary>
public static class MailingAddresses
{
    /// <summary>By member; those without an address are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, MailingAddress>> ReadMailingAddressesAsync(
        this MemberHubDbContext database, IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        var bodies = (await database.MemberCategories.Where(category => category.IsOrganisation).Select(category => category.Id).ToListAsync(cancel)).ToHashSet();
        var members = await database.Members.AsNoTracking().Include(member => member.Affiliations.Where(affiliation => affiliation.Ordinal == 1))
            .Where(member => memberIds.Contains(member.Id)).ToListAsync(cancel);
        return (from member in members
                let address = MailingAddress.Of(member, bodies.Contains(member.CategoryId))
                where address is not null
                select (member.Id, address)).ToDictionary(row => row.Id, row => row.address);
    }
}

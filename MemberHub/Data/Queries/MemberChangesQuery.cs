using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Reads what members will be in a year that is still to come.</summary>
public static class MemberChangesQuery
{
    /// <summary>By member: the newest change that holds in the year and is not yet what the member is. Who is missing stays what they are.</summary>
    public static async Task<IReadOnlyDictionary<long, MemberChange>> ReadComingChangesAsync(this MemberHubDbContext database, FiscalYear year, CancellationToken cancel)
    {
        var changes = await database.MemberChanges.AsNoTracking().Where(change => change.AppliedUtc == null && change.From <= year).OrderBy(change => change.From).ToListAsync(cancel);
        return changes.GroupBy(change => change.MemberId).ToDictionary(group => group.Key, group => group.Last());
    }
}

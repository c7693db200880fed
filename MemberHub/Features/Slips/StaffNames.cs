using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>What colleagues are called, by account.</summary>
internal static class StaffNames
{
    public static async Task<IReadOnlyDictionary<long, string>> ReadStaffNamesAsync(this MemberHubDbContext database, IEnumerable<long?> accounts, CancellationToken cancel)
    {
        var ids = accounts.OfType<long>().Distinct().ToList();
        var staff = await database.StaffAssignments.Where(row => ids.Contains(row.AccountId)).Select(row => new { row.AccountId, row.Name }).ToListAsync(cancel);
        return staff.GroupBy(row => row.AccountId).ToDictionary(rows => rows.Key, rows => rows.First().Name);
    }
}

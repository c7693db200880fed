using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>What people of the office are called (事務局員の氏名), those whose access has ended included.</summary>
public static class StaffNames
{
    /// <summary>By account; whoever is missing was never of this society's office. One statement, or none where no account is named.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadStaffNamesAsync(this MemberHubDbContext database, IEnumerable<long?> accounts, CancellationToken cancel)
    {
        var ids = accounts.OfType<long>().Distinct().ToList();
        var staff = ids.Count == 0 ? [] : await database.StaffAssignments.Where(row => ids.Contains(row.AccountId)).OrderBy(row => row.Id)
            .Select(row => new { row.AccountId, row.Name }).ToListAsync(cancel);
        return staff.DistinctBy(row => row.AccountId).ToDictionary(row => row.AccountId, row => row.Name);
    }

    /// <summary>One person's name; null for nobody, and for who was never of this society's office.</summary>
    public static async Task<string?> ReadStaffNameAsync(this MemberHubDbContext database, long? account, CancellationToken cancel) =>
        account is { } id ? (await database.ReadStaffNamesAsync([id], cancel)).GetValueOrDefault(id) : null;
}

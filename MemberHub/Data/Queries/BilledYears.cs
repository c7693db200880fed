using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Which fiscal years are billed (会費の請求).</summary>
public static class BilledYears
{
    /// <summary>The newest year with dues, or with a released run that will make them.</summary>
    public static async Task<FiscalYear?> BilledThroughAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var years = await database.DuesCharges.Where(charge => charge.Item == DuesItem.AnnualDues).Select(charge => charge.FiscalYear)
            .Union(database.BillingRuns.Where(run => run.ReleasedUtc != null && run.DiscardedUtc == null && run.UndoneUtc == null).Select(run => run.FiscalYear))
            .ToListAsync(cancel);
        return years.Count == 0 ? null : years.Max();
    }
}

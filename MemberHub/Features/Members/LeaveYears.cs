using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Which years of a member's rest can still be given back: those that run or come, and in whose billing the member was not left out as resting.</summary>
internal sealed record LeaveYears(FiscalYear Current, FiscalYear? BilledThrough, IReadOnlySet<FiscalYear> Charged)
{
    /// <summary>The first of the years at the leave's end that can be given back; null for none.</summary>
    public FiscalYear? FirstFree(LeaveOfAbsence leave)
    {
        FiscalYear? first = null;
        for (var year = leave.Through; year >= leave.From && IsFree(year); year = new FiscalYear(year.Year - 1))
        {
            first = year;
        }

        return first;
    }

    private bool IsFree(FiscalYear year) => year >= Current && (!(year <= BilledThrough) || Charged.Contains(year));
}

internal static class LeaveYearsReading
{
    public static async Task<LeaveYears> ReadLeaveYearsAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        var charged = await database.DuesCharges.Where(charge => charge.MemberId == memberId && charge.Item == DuesItem.AnnualDues).Select(charge => charge.FiscalYear).ToListAsync(cancel);
        return new LeaveYears(settings.Calendar.YearOf(today), await database.BilledThroughAsync(cancel), charged.ToHashSet());
    }
}

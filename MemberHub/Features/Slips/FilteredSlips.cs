using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Slips;

/// <summary>The slips that a filter lets through.</summary>
internal static class FilteredSlips
{
    public static IQueryable<LiveSlip> SlipsOf(this MemberHubDbContext database, SlipFilter filter, DateOnly today, BusinessDays days)
    {
        var step = SlipStages.StepTo(filter.Stage);
        var slips = database.Slips().Where(slip => slip.Step.Kind == step);
        if (filter.AtLeast <= 0)
        {
            return slips;
        }

        var newest = today;
        while (days.CountFrom(newest, today) < filter.AtLeast)
        {
            newest = newest.AddDays(-1);
        }

        var before = JapanTime.UtcOf(newest.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return slips.Where(slip => slip.Order.CreatedUtc < before);
    }
}

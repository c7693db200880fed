using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Slips;

/// <summary>The slips that a filter lets through, and those that ended in their pile.</summary>
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

    /// <summary>Slips of these piles that were paid, cancelled or rejected after they had been printed and before they were posted: their paper is not to go.</summary>
    public static IQueryable<LiveSlip> EndedSlipsOf(this MemberHubDbContext database, IReadOnlyCollection<string> piles)
    {
        var steps = SlipStages.Steps;
        return from order in database.PaymentOrders
               where order.Method == PaymentMethod.PaymentSlip && !order.Lines.Any(line => line.ClosedUtc == null)
               from step in order.Events
               where step.Kind == PaymentEventKind.SlipPrinted && piles.Contains(step.Detail)
                   && !order.Events.Any(later => later.Sequence > step.Sequence && steps.Contains(later.Kind))
               select new LiveSlip { Order = order, Step = step };
    }
}

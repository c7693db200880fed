using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>A payment slip, as a rule one that may still bring money, with the last step the office took.</summary>
public sealed class LiveSlip
{
    public required PaymentOrder Order { get; init; }

    public required PaymentEvent Step { get; init; }
}

/// <summary>How many slips are at a stage, and since when the oldest of them.</summary>
public sealed record SlipStageCount(SlipStage Stage, int Count, DateTime OldestUtc);

/// <summary>The office's slips.</summary>
public static class LiveSlips
{
    public static IQueryable<LiveSlip> Slips(this MemberHubDbContext database)
    {
        var (steps, marks) = (SlipStages.Steps, SlipStages.StepsAndEnds);
        return from order in database.PaymentOrders
               where order.Method == PaymentMethod.PaymentSlip
               from step in order.Events
               where steps.Contains(step.Kind) && !order.Events.Any(later => later.Sequence > step.Sequence && marks.Contains(later.Kind))
               select new LiveSlip { Order = order, Step = step };
    }

    /// <summary>The stages that have slips; the age counts from the last step.</summary>
    public static async Task<IReadOnlyList<SlipStageCount>> CountSlipsAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var counts = await database.Slips().GroupBy(slip => slip.Step.Kind)
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(slip => slip.Step.OccurredUtc) }).ToListAsync(cancel);
        return counts.ConvertAll(row => new SlipStageCount(SlipStages.StageOf(row.Key), row.Count, row.Oldest));
    }
}

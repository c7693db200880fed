using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Jobs;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>
/// 印刷: puts approved slips into a pile, whose papers are then fetched as often as the printer needs. A slip that is in a pile already can be put
/// into another while it has not been posted.
/// </summary>
public sealed class PrintSlips(MemberHubDatabases databases, SlipSteps steps, TimeProvider clock)
{
    /// <summary>How many slips a pile holds; more make further piles.</summary>
    public const int PileSize = 1000;

    /// <param name="orderIds">Empty for all that are approved and in no pile yet, oldest first.</param>
    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        var (pile, ids, refusal) = await BeginAsync(actor, orderIds, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var name = pile.ToString(CultureInfo.InvariantCulture);
        var printed = new List<long>();
        var handled = await steps.RunAsync(actor, ids, batch =>
        {
            foreach (var order in batch.Orders)
            {
                batch.Take(order, nameof(PrintSlips), PaymentEventKind.SlipPrinted, [OrderState.SlipApproved], name);
            }

            printed.AddRange(batch.Taken.Select(order => order.Id));
            return Task.CompletedTask;
        }, cancel);
        await FinishAsync(actor, pile, printed, cancel);
        return handled with { PileId = printed.Count > 0 ? pile : null };
    }

    private async Task<(long Pile, IReadOnlyList<long> Ids, Refusal? Refusal)> BeginAsync(Actor actor, IReadOnlyCollection<long> orderIds, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        if (!settings.PostalAccount.IsComplete())
        {
            return (0, [], new NoPostalAccount());
        }

        var ids = orderIds.Count > 0 ? [.. orderIds.Take(PileSize)] : await database.Slips().Where(slip => slip.Step.Kind == PaymentEventKind.SlipApproved)
            .OrderBy(slip => slip.Order.CreatedUtc).ThenBy(slip => slip.Order.Id).Take(PileSize).Select(slip => slip.Order.Id).ToListAsync(cancel);
        if (ids.Count == 0)
        {
            return (0, [], new NoSlips());
        }

        var run = new JobRun { Kind = SlipPile.JobKind, Parameters = ReadableJson.Write(new SlipPile(ids)), StartedUtc = clock.UtcNow() };
        database.Add(run);
        await database.SaveChangesAsync(cancel);
        return (run.Id, ids, null);
    }

    // The pile holds what was really put into it: a colleague may have been faster with some.
    private async Task FinishAsync(Actor actor, long pile, IReadOnlyList<long> printed, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var run = await database.JobRuns.SingleAsync(item => item.Id == pile, cancel);
        run.Position = printed.Count;
        run.Result = ReadableJson.Write(new SlipPile(printed));
        run.FinishedUtc = clock.UtcNow();
        database.Record(actor, clock.UtcNow(), nameof(PrintSlips), null, new { Pile = pile, printed.Count });
        await database.SaveChangesAsync(cancel);
    }
}

using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>
/// Records that the slips of a pile are printed, a batch at a time. How far it came stands in the transaction of each batch, so that it goes on there
/// after a restart, two servers do nothing twice, and no batch follows once somebody has stopped it.
/// </summary>
public sealed class FillPile(MemberHubDatabases databases, SlipSteps steps, TimeProvider clock)
{
    public async Task<SlipsHandled> RunAsync(long societyId, long pile, CancellationToken cancel)
    {
        var (count, missed) = (0, new List<MissedSlip>());
        var name = pile.ToString(CultureInfo.InvariantCulture);
        await using var database = databases.Open(societyId);
        while (await database.JobRuns.AsNoTracking().SingleAsync(run => run.Id == pile, cancel) is { FinishedUtc: null } run)
        {
            var asked = ReadableJson.Read<SlipPile>(run.Parameters);
            var ids = asked.OrderIds.Skip((int)run.Position).Take(SlipSteps.BatchSize).ToList();
            var actor = new Actor(asked.AccountId, societyId, null, []);
            if (ids.Count == 0)
            {
                await FinishAsync(database, actor, pile, cancel);
                break;
            }

            var isOurs = true;
            var handled = await steps.RunAsync(actor, ids, async batch =>
            {
                isOurs = await batch.Database.JobRuns.Where(item => item.Id == pile && item.Position == run.Position && item.FinishedUtc == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(item => item.Position, run.Position + ids.Count), cancel) == 1;
                foreach (var order in isOurs ? batch.Orders.Where(order => asked.Again || !IsInPile(order)) : [])
                {
                    batch.Take(order, nameof(PrintSlips), PaymentEventKind.SlipPrinted, [OrderState.SlipApproved], name);
                }
            }, cancel);
            if (!isOurs)
            {
                break;
            }

            count += handled.Count;
            missed.AddRange(handled.Missed);
        }

        return new SlipsHandled(count, missed) { PileId = pile };
    }

    // A colleague was faster: a member is not sent two papers to pay with.
    private static bool IsInPile(PaymentOrder order) =>
        order.Events.Where(item => SlipStages.Steps.Contains(item.Kind)).MaxBy(item => item.Sequence) is { Kind: PaymentEventKind.SlipPrinted };

    private async Task FinishAsync(MemberHubDbContext database, Actor actor, long pile, CancellationToken cancel)
    {
        var printed = await database.CountPrintedAsync(pile, cancel);
        var run = await database.JobRuns.SingleAsync(item => item.Id == pile, cancel);
        run.Result = printed.ToString(CultureInfo.InvariantCulture);
        run.FinishedUtc = clock.UtcNow();
        database.Record(actor, clock.UtcNow(), nameof(PrintSlips), null, new { Pile = pile, Count = printed });
        await database.SaveChangesAsync(cancel);
    }
}

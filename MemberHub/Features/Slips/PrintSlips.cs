using MemberHub.Data;
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
/// into another while it has not been posted. A large pile is made by a job.
/// </summary>
public sealed class PrintSlips(MemberHubDatabases databases, FillPile fill, TimeProvider clock)
{
    /// <summary>How many slips a pile holds; more make further piles.</summary>
    public const int PileSize = 20_000;

    /// <param name="orderIds">Empty for all that are approved and in no pile yet, oldest first.</param>
    /// <param name="again">Those that lie in a pile already are wanted again; else they are left alone, and who printed them is told.</param>
    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, bool again, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.ReadSlipIssuerAsync(cancel) is null)
        {
            return new NoPostalAccount();
        }

        var ids = orderIds.Count > 0 ? [.. orderIds.Take(PileSize)] : await database.Slips().Where(slip => slip.Step.Kind == PaymentEventKind.SlipApproved)
            .OrderBy(slip => slip.Order.CreatedUtc).ThenBy(slip => slip.Order.Id).Take(PileSize).Select(slip => slip.Order.Id).ToListAsync(cancel);
        if (ids.Count == 0)
        {
            return new NoSlips();
        }

        var run = new JobRun { Kind = SlipPile.JobKind, Parameters = ReadableJson.Write(new SlipPile(actor.AccountId, ids, again)), StartedUtc = clock.UtcNow(), Total = ids.Count };
        database.Add(run);
        await database.SaveChangesAsync(cancel);
        return ids.Count <= SlipSteps.BatchSize
            ? await fill.RunAsync(actor.SocietyId, run.Id, cancel)
            : new SlipsHandled(0, []) { PileId = run.Id, Queued = ids.Count };
    }
}

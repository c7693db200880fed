using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>Stops a pile that is being printed (中止). What is printed by then is the pile; the slips that were not reached stay approved.</summary>
public sealed class StopPile(MemberHubDatabases databases, TimeProvider clock)
{
    /// <returns>How many slips the pile has.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, long pile, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);

        // The job takes this row with each batch: from here on it finds it finished, and what it has printed is counted below. Where all slips
        // are printed there is nothing left to stop, though nobody has said yet that the pile is ready.
        if (await database.JobRuns.Where(run => run.Id == pile && run.Kind == SlipPile.JobKind && run.FinishedUtc == null && run.Position < run.Total)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.FinishedUtc, nowUtc).SetProperty(run => run.StoppedBy, actor.AccountId), cancel) == 0)
        {
            return await RefusalAsync(database, pile, cancel);
        }

        var printed = await database.CountPrintedAsync(pile, cancel);
        var result = printed.ToString(CultureInfo.InvariantCulture);
        await database.JobRuns.Where(run => run.Id == pile).ExecuteUpdateAsync(set => set.SetProperty(run => run.Result, result), cancel);
        database.Record(actor, nowUtc, nameof(StopPile), null, new { Pile = pile, Count = printed });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return printed;
    }

    private static async Task<Refusal> RefusalAsync(MemberHubDbContext database, long pile, CancellationToken cancel)
    {
        var run = await database.JobRuns.Where(item => item.Id == pile && item.Kind == SlipPile.JobKind)
            .Select(item => new { item.StoppedBy, item.FinishedUtc }).SingleOrDefaultAsync(cancel);
        return run switch
        {
            null => new PileNotFound(),
            { StoppedBy: { } by, FinishedUtc: { } stopped } =>
                new PileStopped(await database.ReadStaffNameAsync(by, cancel) ?? "", Show.Moment(JapanTime.Local(stopped))),
            _ => new PilePrinted(),
        };
    }
}

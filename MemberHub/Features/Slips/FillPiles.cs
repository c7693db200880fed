using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>Makes the piles that were asked for and are not finished: the large ones, and any that a stopped server left behind.</summary>
public sealed class FillPiles(MemberHubDatabases databases, FillPile fill, TimeProvider clock)
{
    // A small pile is made by the press itself, within moments.
    private static readonly TimeSpan LeftBehind = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var before = clock.UtcNow() - LeftBehind;
        var piles = await database.JobRuns.AcrossSocieties()
            .Where(run => run.Kind == SlipPile.JobKind && run.FinishedUtc == null && (run.Total > SlipSteps.BatchSize || run.StartedUtc < before))
            .OrderBy(run => run.Id).Select(run => new { run.SocietyId, run.Id }).ToListAsync(cancel);
        foreach (var pile in piles)
        {
            await fill.RunAsync(pile.SocietyId, pile.Id, cancel);
        }
    }
}

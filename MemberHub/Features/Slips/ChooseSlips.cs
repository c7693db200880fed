using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>The slips that were found.</summary>
/// <param name="Ended">Of a pile, those that ended after they had been printed; none without a pile.</param>
public sealed record ChosenSlips(IReadOnlyList<long> Ids, IReadOnlyList<long> Ended)
{
    /// <summary>Both, so that whoever takes a step with them is told who ended the others; none where nothing is left for the step.</summary>
    public IReadOnlyList<long> All => Ids.Count > 0 ? [.. Ids, .. Ended] : [];
}

/// <summary>Finds all slips that a filter lets through, beyond the page; or those of a pile that have not been posted.</summary>
public sealed class ChooseSlips(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="pile">Null for all slips at the filter's stage.</param>
    public async Task<Result<ChosenSlips>> RunAsync(Actor actor, SlipFilter filter, long? pile, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var slips = database.SlipsOf(pile is null ? filter : new SlipFilter(SlipStage.Printed, 0, 1), clock.Today(), settings.ToBusinessDays());
        if (pile is not { } number)
        {
            return new ChosenSlips(await IdsAsync(slips, cancel), []);
        }

        var name = number.ToString(CultureInfo.InvariantCulture);
        return new ChosenSlips(await IdsAsync(slips.Where(slip => slip.Step.Detail == name), cancel), await IdsAsync(database.EndedSlipsOf([name]), cancel));
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(IQueryable<LiveSlip> slips, CancellationToken cancel) =>
        await slips.OrderBy(slip => slip.Order.CreatedUtc).ThenBy(slip => slip.Order.Id).Take(PrintSlips.PileSize).Select(slip => slip.Order.Id).ToListAsync(cancel);
}

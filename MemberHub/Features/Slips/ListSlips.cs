using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>Reads one page of the slips at a stage: those longest asked for first, those last sent first.</summary>
public sealed class ListSlips(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    private const int PilesShown = 5;

    public async Task<Result<SlipList>> RunAsync(Actor actor, SlipFilter filter, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var (today, days) = (clock.Today(), settings.ToBusinessDays());
        var counts = (await database.CountSlipsAsync(cancel)).ToDictionary(row => row.Stage, row => row.Count);
        var slips = database.SlipsOf(filter, today, days);
        var total = filter.AtLeast > 0 ? await slips.CountAsync(cancel) : counts.GetValueOrDefault(filter.Stage);
        return new SlipList
        {
            Filter = filter,
            Today = today,
            Counts = counts,
            Rows = await RowsAsync(database, slips, filter, today, days, cancel),
            Total = total,
            Piles = filter.Stage == SlipStage.Printed ? await WithSlipsAsync(database, await PilesAsync(database, cancel), cancel) : await PilesAsync(database, cancel),
            Printing = settings.SlipPrinting,
            MayReview = actor.May(OfficeRight.ReviewSlips),
        };
    }

    private static async Task<IReadOnlyList<SlipRow>> RowsAsync(
        MemberHubDbContext database, IQueryable<LiveSlip> slips, SlipFilter filter, DateOnly today, BusinessDays days, CancellationToken cancel)
    {
        var ordered = filter.Stage == SlipStage.Sent
            ? slips.OrderByDescending(slip => slip.Step.OccurredUtc).ThenByDescending(slip => slip.Order.Id)
            : slips.OrderBy(slip => slip.Order.CreatedUtc).ThenBy(slip => slip.Order.Id);
        var rows = await ordered.Skip((Math.Max(1, filter.Page) - 1) * PageSize).Take(PageSize)
            .Select(slip => new { slip.Order.Id, slip.Order.CreatedUtc, slip.Order.Details, slip.Step.Detail }).ToListAsync(cancel);

        // A statement of its own: the database would put the names of all members beside the page before it takes the fifty.
        var ids = rows.ConvertAll(row => row.Id);
        var lines = (await (
            from line in database.PaymentOrderLines
            where ids.Contains(line.OrderId)
            join charge in database.DuesCharges on line.ChargeId equals charge.Id
            join member in database.Members on charge.MemberId equals member.Id
            orderby charge.FiscalYear
            select new { line.OrderId, line.Amount, charge.FiscalYear, member.Number, member.Person.Name }).ToListAsync(cancel)).ToLookup(line => line.OrderId);
        return rows.ConvertAll(row =>
        {
            var requested = JapanTime.DateOf(row.CreatedUtc);
            return new SlipRow(
                row.Id,
                requested,
                days.CountFrom(requested, today),
                filter.Stage < SlipStage.Sent && row.Details.SlipLatest <= today,
                lines[row.Id].First().Name,
                lines[row.Id].First().Number.Digits,
                row.Details.SlipTo?.Institution ?? "",
                [.. lines[row.Id].Select(line => line.FiscalYear).Distinct()],
                lines[row.Id].Total(line => line.Amount),
                filter.Stage == SlipStage.Sent ? DateOnly.ParseExact(row.Detail, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        });
    }

    private static async Task<IReadOnlyList<PileRow>> PilesAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var piles = await database.JobRuns.Where(run => run.Kind == SlipPile.JobKind && (run.Result != "0" || run.StoppedBy != null)).OrderByDescending(run => run.Id).Take(PilesShown)
            .Select(run => new { run.Id, run.StartedUtc, run.Position, run.Total, run.Result, run.StoppedBy, run.FinishedUtc }).ToListAsync(cancel);
        var names = await database.ReadStaffNamesAsync(piles.Select(run => run.StoppedBy), cancel);
        return piles.ConvertAll(run => new PileRow(
            run.Id,
            run.StartedUtc,
            int.TryParse(run.Result, NumberStyles.None, CultureInfo.InvariantCulture, out var printed) ? printed : null,
            (int)run.Position,
            (int)run.Total,
            run is { StoppedBy: { } by, FinishedUtc: { } at } ? new PileStop(names.GetValueOrDefault(by, ""), at) : null));
    }

    private static async Task<IReadOnlyList<PileRow>> WithSlipsAsync(MemberHubDbContext database, IReadOnlyList<PileRow> piles, CancellationToken cancel)
    {
        List<string> names = [.. piles.Select(NameOf)];
        var toSend = await database.Slips().Where(slip => slip.Step.Kind == PaymentEventKind.SlipPrinted && names.Contains(slip.Step.Detail))
            .GroupBy(slip => slip.Step.Detail).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var places = await database.EndedSlipsOf(names).Select(slip => new { slip.Order.Id, Pile = slip.Step.Detail }).ToDictionaryAsync(row => row.Id, row => row.Pile, cancel);
        var orders = await database.PaymentOrders.AsNoTracking().Include(order => order.Lines).Include(order => order.Events).AsSplitQuery()
            .Where(order => places.Keys.Contains(order.Id)).OrderBy(order => order.CreatedUtc).ThenBy(order => order.Id).ToListAsync(cancel);
        var ended = orders.Select(order => places[order.Id]).Zip(await database.ReadMissedAsync(orders, cancel)).ToLookup(pair => pair.First, pair => pair.Second);
        return [.. piles.Select(pile => pile with { ToSend = toSend.GetValueOrDefault(NameOf(pile)), Ended = [.. ended[NameOf(pile)]] })];
    }

    private static string NameOf(PileRow pile) => pile.Id.ToString(CultureInfo.InvariantCulture);
}

using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>A run as the list shows it.</summary>
public sealed record BillingRow(long Id, FiscalYear Year, BillingState State, int Count, Yen Total, DateOnly AnnounceOn, DateOnly PayableFrom, DateTime DraftedUtc, string DraftedBy, string? ReleasedBy);

/// <summary>The newest runs, and what a new draft would begin with.</summary>
public sealed record Billings(IReadOnlyList<BillingRow> Rows, IReadOnlyList<FiscalYear> Years, DraftBillingForm Suggested, bool MayDraft);

/// <summary>Reads the runs of the society, newest first; three statements.</summary>
public sealed class OpenBillings(MemberHubDatabases databases, TimeProvider clock)
{
    public const int MostRows = 50;

    public async Task<Result<Billings>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var calendar = (await database.SettingsAsync(cancel)).Calendar;
        var runs = await database.BillingRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(MostRows).ToListAsync(cancel);
        var names = await database.ReadStaffNamesAsync(runs.SelectMany(run => new long?[] { run.DraftedBy, run.ReleasedBy }), cancel);
        var today = clock.Today();
        var current = calendar.YearOf(today);
        return new Billings(
            [.. runs.Select(run => ToRow(run, names))],
            [.. Enumerable.Range(current.Year - 1, DraftBilling.YearsAhead + 2).Select(year => new FiscalYear(year))],
            new DraftBillingForm(current.Next().Year, today, Later(today, calendar.PayableFrom(current.Next()))),
            actor.May(OfficeRight.PrepareBilling));
    }

    internal static BillingRow ToRow(BillingRun run, IReadOnlyDictionary<long, string> names) => new(
        run.Id,
        run.FiscalYear,
        run.State,
        run.Count,
        run.Total,
        run.AnnounceOn,
        run.PayableFrom,
        run.DraftedUtc,
        names.GetValueOrDefault(run.DraftedBy, ""),
        run.ReleasedBy is { } releaser ? names.GetValueOrDefault(releaser, "") : null);

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;
}

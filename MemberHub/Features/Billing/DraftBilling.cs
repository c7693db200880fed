using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>What a person says to draft a year.</summary>
public sealed record DraftBillingForm(int Year, DateOnly AnnounceOn, DateOnly PayableFrom);

/// <summary>
/// The dry run of a year (請求の下見): charges nobody, and keeps what would be charged under a digest. It takes the place of an earlier draft, but
/// not of one that somebody has released.
/// </summary>
public sealed class DraftBilling(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How far ahead of today's fiscal year a year may be drafted.</summary>
    public const int YearsAhead = 2;

    public async Task<Result<long>> RunAsync(Actor actor, DraftBillingForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var calendar = (await database.SettingsAsync(cancel)).Calendar;
        var current = calendar.YearOf(clock.Today());
        var year = new FiscalYear(form.Year);
        if (year - current is < -1 or > YearsAhead)
        {
            return new BillingYearOutOfRange(new FiscalYear(current.Year - 1), new FiscalYear(current.Year + YearsAhead));
        }

        if (form.AnnounceOn < clock.Today() || form.PayableFrom < form.AnnounceOn || form.PayableFrom > calendar.LastDay(year))
        {
            return new BillingDatesWrong(clock.Today(), calendar.LastDay(year));
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var earlier = await Unfinished(database, year).ToListAsync(cancel);
        if (earlier.Exists(run => run.State != BillingState.Drafted))
        {
            return await InTheWayAsync(database, earlier, year, cancel);
        }

        var nowUtc = clock.UtcNow();
        earlier.ForEach(run => run.Discard(actor.AccountId, nowUtc));
        var plan = await database.MakePlanAsync(year, calendar, cancel);
        var draft = new BillingRun(plan, form.PayableFrom, form.AnnounceOn, actor.AccountId, nowUtc);
        database.Add(draft);
        database.Record(actor, nowUtc, nameof(DraftBilling), null, new
        {
            Year = year.Year,
            draft.Count,
            Total = draft.Total.Value,
            draft.Digest,
            form.AnnounceOn,
            form.PayableFrom,
            Outcomes = draft.Summary.Outcomes.ToDictionary(count => count.Outcome.ToString(), count => count.Members),
            Discarded = earlier.Select(run => run.Id),
        });
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancel);
            await using var anew = databases.Open(actor.SocietyId);
            return await InTheWayAsync(anew, await Unfinished(anew, year).AsNoTracking().ToListAsync(cancel), year, cancel);
        }

        return draft.Id;
    }

    private static IQueryable<BillingRun> Unfinished(MemberHubDbContext database, FiscalYear year) =>
        database.BillingRuns.Where(run => run.FiscalYear == year && run.DiscardedUtc == null && run.DoneUtc == null && run.UndoneUtc == null);

    private static async Task<Result<long>> InTheWayAsync(MemberHubDbContext database, List<BillingRun> runs, FiscalYear year, CancellationToken cancel) =>
        runs.Find(run => run.State == BillingState.Released) is { ReleasedUtc: { } releasedUtc } released
            ? new BillingReleased(year, await database.StaffNameAsync(released.ReleasedBy, cancel), JapanTime.DateOf(releasedUtc))
            : new BillingUnderWay(year);
}

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

/// <summary>The dry run of a year (請求の下見): charges nobody, and keeps what would be charged under a digest.</summary>
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
        var earlier = (await database.BillingRuns.Where(run => run.FiscalYear == year && run.DiscardedUtc == null && run.DoneUtc == null && run.UndoneUtc == null).ToListAsync(cancel));
        if (earlier.Exists(run => run.State is BillingState.Running or BillingState.Stopped))
        {
            return new BillingUnderWay(year);
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
            return new BillingUnderWay(year);
        }

        return draft.Id;
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Bulk;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Writes the charges of started runs, some thousand in one transaction each, with the position up to which they are written. A process that dies
/// leaves whole parts behind, and the next one goes on after them.
/// </summary>
public sealed partial class RunBilling(MemberHubDatabases databases, BillingNotices notices, TimeProvider clock, ILogger<RunBilling> log)
{
    private const int PartSize = 4_000;

    /// <summary>How many charges were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var (societyId, jobId, runId) in await DueAsync(cancel))
        {
            written += await WriteAsync(societyId, jobId, runId, cancel);
        }

        return written;
    }

    private async Task<List<(long SocietyId, long JobId, long RunId)>> DueAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var due = await database.JobRuns.AcrossSocieties().Where(job => job.Kind == BillingJobs.Billing && job.FinishedUtc == null)
            .OrderBy(job => job.Id).Select(job => new { job.SocietyId, job.Id, job.Parameters }).ToListAsync(cancel);
        return due.ConvertAll(job => (job.SocietyId, job.Id, BillingJobs.RunOf(job.Parameters)));
    }

    private async Task<int> WriteAsync(long societyId, long jobId, long runId, CancellationToken cancel)
    {
        var (written, work) = (0, await OpenAsync(societyId, jobId, runId, cancel));
        while (!work.IsOver)
        {
            cancel.ThrowIfCancellationRequested();
            PartEnd end;
            try
            {
                end = await WritePartAsync(societyId, work, cancel);
            }
            catch (Exception error) when (error.IsUniqueViolation())
            {
                end = PartEnd.ChargedElsewhere;
            }

            if (end != PartEnd.Written)
            {
                await (end == PartEnd.TakenAway ? Task.CompletedTask : StopAsync(societyId, work, end, cancel));
                return written;
            }

            written += work.Part.Count;
            work = work.Next();
        }

        return written;
    }

    private async Task<Work> OpenAsync(long societyId, long jobId, long runId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        var job = await database.JobRuns.AsNoTracking().SingleAsync(item => item.Id == jobId, cancel);
        var released = await database.BillingRuns.Where(run => run.Id == runId).Select(run => new { run.Digest, run.FiscalYear }).SingleAsync(cancel);
        var list = (await database.BillingRunLists.AsNoTracking().SingleAsync(item => item.RunId == runId, cancel)).ToList();
        if (list.Digest != released.Digest)
        {
            throw new InvalidOperationException($"The list of billing run {runId} is not the one that was released.");
        }

        // Lists begun before the days stood in their head take those of the settings, as the charges written of them did.
        var days = list.ToDays() ?? BillingDays.Of(released.FiscalYear, (await database.SettingsAsync(cancel)).Calendar);
        return new Work(jobId, runId, released.FiscalYear, list.ToItems(), job.Position, days);
    }

    // The position moves first: of two workers, and of a worker and the person who stops it, one finds nothing to move.
    private async Task<PartEnd> WritePartAsync(long societyId, Work work, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var (from, to) = (work.Position, work.Position + work.Part.Count);
        if (await database.JobRuns.Where(job => job.Id == work.JobId && job.Position == from && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.Position, to), cancel) == 0)
        {
            return PartEnd.TakenAway;
        }

        if (await database.AnyLeftAsync(work.Year, work.Days.PeriodStart, work.Part.Select(item => item.MemberId).ToHashSet(), cancel))
        {
            return PartEnd.MemberLeft;
        }

        var run = await database.BillingRuns.SingleAsync(item => item.Id == work.RunId, cancel);
        List<DuesCharge> charges = [.. work.Part.Select(item => new DuesCharge(item, run, work.Days))];
        await database.GiveKeysAsync(charges, cancel);
        await database.InsertAllAsync(charges, cancel);
        if (work.Next().IsOver)
        {
            await CompleteAsync(database, run, work, cancel);
        }

        await transaction.CommitAsync(cancel);
        return PartEnd.Written;
    }

    private async Task CompleteAsync(MemberHubDbContext database, BillingRun run, Work work, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var notice = notices.Announce(run);
        database.Add(notice);
        await database.SaveChangesAsync(cancel);
        run.Complete(notice.Id, nowUtc);
        database.Add(new JobRun { Kind = BillingJobs.Announcement, Parameters = BillingJobs.ParametersOf(run.Id), Total = run.Count, StartedUtc = nowUtc });
        database.RecordBySystem(nowUtc, nameof(RunBilling), null, new { Year = run.FiscalYear.Year, run.Count, Total = run.Total.Value, run.Digest });
        await database.SaveChangesAsync(cancel);
        await database.JobRuns.Where(job => job.Id == work.JobId).ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc), cancel);
    }

    // Somebody charged one of the members in the meantime, by an import perhaps, or recorded that one left. What is written stays; a person undoes it.
    private async Task StopAsync(long societyId, Work work, PartEnd why, CancellationToken cancel)
    {
        LogStopped(work.RunId, why);
        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var run = await database.BillingRuns.SingleAsync(item => item.Id == work.RunId, cancel);
        if (run.State != BillingState.Running)
        {
            return;
        }

        run.Stop(null, nowUtc);
        database.RecordBySystem(nowUtc, nameof(RunBilling), null, new { Year = run.FiscalYear.Year, Stopped = why.ToString(), work.Position });
        await database.SaveChangesAsync(cancel);
        await database.JobRuns.Where(job => job.Id == work.JobId).ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc), cancel);
        await transaction.CommitAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Billing run {RunId} stopped before a part of its list: {Why}")]
    private partial void LogStopped(long runId, PartEnd why);

    private enum PartEnd
    {
        Written,
        TakenAway,
        ChargedElsewhere,
        MemberLeft,
    }

    private sealed record Work(long JobId, long RunId, FiscalYear Year, IReadOnlyList<BillingItem> Items, long Position, BillingDays Days)
    {
        public bool IsOver => Position >= Items.Count;

        public IReadOnlyList<BillingItem> Part { get; } = [.. Items.Skip((int)Position).Take(PartSize)];

        public Work Next() => new(JobId, RunId, Year, Items, Position + Part.Count, Days);
    }
}

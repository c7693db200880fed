using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Imports;
using MemberHub.Data.Jobs;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Quartz;

namespace MemberHub.Features.Import;

/// <summary>
/// Checks uploaded files and takes those that are to be taken. Each is one transaction: a process that is killed, or somebody who stops it, leaves nothing
/// half done. What was killed the next process begins again.
/// </summary>
public sealed partial class RunRosterImports(
    MemberHubDatabases databases, RosterImportBoard board, AccountChanges accounts, RefusalTexts texts, IStringLocalizer<StatusText> words, TimeProvider clock, ILogger<RunRosterImports> log)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        await CleanAsync(all, cancel);
        var due = await all.JobRuns.AcrossSocieties().Where(run => run.FinishedUtc == null && (run.Kind == RosterImports.Check || run.Kind == RosterImports.Take))
            .OrderBy(run => run.Id).Select(run => new { run.SocietyId, run.Id }).ToListAsync(cancel);
        foreach (var run in due)
        {
            try
            {
                await RunAsync(run.SocietyId, run.Id, cancel);
            }
            // One that fails is tried again with the next pulse; those behind it do not wait for that.
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                LogFailed(run.Id, error.GetType().Name);
            }
        }
    }

    private async Task RunAsync(long society, long job, CancellationToken cancel)
    {
        await using var database = databases.Open(society);
        var run = await database.JobRuns.AsNoTracking().SingleAsync(row => row.Id == job, cancel);
        var id = long.Parse(run.Parameters, NumberStyles.None, CultureInfo.InvariantCulture);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, board.Begin(id));
        try
        {
            await RunAsync(database, run, id, ending.Token, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            LogStopped(job);
        }
        finally
        {
            board.End(id);
        }
    }

    /// <param name="stop">Somebody stops it; no longer looked at once the row of the job is taken.</param>
    private async Task RunAsync(MemberHubDbContext database, JobRun run, long id, CancellationToken stop, CancellationToken cancel)
    {
        var import = await database.RosterImports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop);
        var files = import is not null && (import.Roster ?? import.Dues) is not null && UploadRoster.DigestOf(import.Roster, import.Dues) == import.Digest
            ? ImportFiles.Read(RequestOf(import, run.SocietyId, run.Kind == RosterImports.Check))
            : null;
        await using var transaction = await database.BeginImportAsync(stop);
        var report = files is not null && await IsStillToDoAsync(database, run.Id, import!, stop) ? await ImportAsync(database, import!, files, stop) : null;
        if (run.Kind == RosterImports.Check)
        {
            // What the check wrote in order to see what would come of it goes; what it found stays.
            await transaction.RollbackAsync(cancel);
            await KeepAsync(run, id, report ?? "", cancel);
            return;
        }

        if (!await TakeRowAsync(database, run.Id, cancel))
        {
            return;
        }

        if (report is not null)
        {
            await database.RosterImports.Where(row => row.Id == id).ExecuteUpdateAsync(
                row => row.SetProperty(item => item.Done, report).SetProperty(item => item.Roster, (byte[]?)null).SetProperty(item => item.Dues, (byte[]?)null), cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    // Who stops the job takes this row before any other, too: of the two one comes too late, on whichever node they are.
    private async Task<bool> TakeRowAsync(MemberHubDbContext database, long job, CancellationToken cancel) =>
        await database.JobRuns.Where(row => row.Id == job && row.FinishedUtc == null).ExecuteUpdateAsync(row => row.SetProperty(item => item.FinishedUtc, clock.UtcNow()), cancel) == 1;

    // The files were read before the transaction: another node may have been faster, and somebody may have thrown them away.
    private static async Task<bool> IsStillToDoAsync(MemberHubDbContext database, long job, RosterImport import, CancellationToken cancel) =>
        await database.JobRuns.AnyAsync(row => row.Id == job && row.FinishedUtc == null, cancel)
        && await database.RosterImports.AnyAsync(row => row.Id == import.Id && row.Digest == import.Digest && (row.Roster != null || row.Dues != null), cancel);

    private static ImportRequest RequestOf(RosterImport import, long society, bool dryRun) => new(
        import.Roster is { } roster ? new ImportSource(import.RosterName, roster) : null,
        import.Dues is { } dues ? new ImportSource(import.DuesName, dues) : null,
        SkipInvalid: true,
        dryRun,
        new Actor(import.TakenBy ?? import.AccountId, society, null, []) { Origin = import.TakenFrom });

    private async Task<string> ImportAsync(MemberHubDbContext database, RosterImport import, ImportFiles files, CancellationToken stop)
    {
        var calendar = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings.Calendar).SingleAsync(stop);
        var report = await database.ImportAsync(files, calendar, words, clock.UtcNow(), Tell, stop);
        if (!files.Request.DryRun)
        {
            await accounts.SettleAsync(database, report.Accounts, clock.UtcNow(), stop);
            database.Record(files.Request.By!, clock.UtcNow(), nameof(ImportRosterAndDues), null, new
            {
                MembersCreated = report.Members.Created,
                MembersUpdated = report.Members.Updated,
                DuesCreated = report.Dues.Created,
                DuesUpdated = report.Dues.Updated,
                Rejected = report.Members.Rejected + report.Dues.Rejected,
                Sha256 = import.Digest,
            });
            await database.SaveChangesAsync(stop);
        }

        return ReadableJson.Write(RosterImportReport.Of(report, texts));

        void Tell(ImportProgress progress)
        {
            stop.ThrowIfCancellationRequested();
            board.Tell(import.Id, progress);
        }
    }

    private async Task KeepAsync(JobRun run, long id, string found, CancellationToken cancel)
    {
        await using var database = databases.Open(run.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await TakeRowAsync(database, run.Id, cancel))
        {
            await database.RosterImports.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(item => item.Found, found), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task CleanAsync(MemberHubDbContext all, CancellationToken cancel)
    {
        var (files, reports) = (clock.UtcNow() - RosterImports.FilesKept, clock.UtcNow() - RosterImports.ReportKept);
        var told = all.RosterImports.AcrossSocieties().Where(import => import.UploadedUtc < reports && (import.OrderedUtc == null || import.Done != ""));
        var left = all.RosterImports.AcrossSocieties().Where(import => import.UploadedUtc < files && import.OrderedUtc == null && (import.Roster != null || import.Dues != null));

        // Looked for first: a statement that may write waits for every other writer.
        if (await told.AnyAsync(cancel) || await left.AnyAsync(cancel))
        {
            await told.ExecuteDeleteAsync(cancel);
            await left.ExecuteUpdateAsync(row => row.SetProperty(import => import.Roster, (byte[]?)null).SetProperty(import => import.Dues, (byte[]?)null), cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of job {Id} failed and is tried again: {Kind}")]
    private partial void LogFailed(long id, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "The import of job {Id} was stopped; nothing of it was done")]
    private partial void LogStopped(long id);
}

[DisallowConcurrentExecution]
internal sealed class RosterImportsJob(RunRosterImports run) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await run.RunAsync(cancellationToken);
}

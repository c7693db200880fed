using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberHub.Features.Import;

/// <summary>What every import does, whoever asks for it; the caller records and commits.</summary>
internal static class ImportSteps
{
    // Any number that no other part of MemberHub locks.
    private const long OneImportAtATime = 0x4D48_494D_504F_5254;

    /// <summary>Begins the transaction in which one import at a time works.</summary>
    public static async Task<IDbContextTransaction> BeginImportAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        // All or nothing: there is no part to go back to, so no savepoint is needed within.
        database.Database.AutoSavepointsEnabled = false;
        var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({OneImportAtATime})", cancel);
        }

        return transaction;
    }

    /// <summary>Reads, checks and writes within the caller's transaction; a dry run's caller rolls it back.</summary>
    public static async Task<ImportReport> ImportAsync(
        this MemberHubDbContext database, ImportRequest request, PaymentCalendar calendar, DateTime nowUtc, Action<ImportProgress> progress, CancellationToken cancel)
    {
        var current = calendar.YearOf(JapanTime.DateOf(nowUtc));
        var roster = ImportTable.Read(request.Roster, RosterValues.Columns);
        var dues = ImportTable.Read(request.Dues, DuesValues.Columns);
        if (!roster.Succeeded || !dues.Succeeded)
        {
            return new ImportReport
            {
                Unreadable = true,
                Refused = true,
                DryRun = request.DryRun,
                Rejected = [.. Whole(request.Roster, roster.Refusal), .. Whole(request.Dues, dues.Refusal)],
                Totals = await OpenDues.OfAsync(database, current, cancel),
            };
        }

        var run = new ImportRun(database, roster.Value, dues.Value, calendar, request.By, nowUtc, progress);
        await run.CheckAsync(cancel);
        var refused = run.HasFaults && !request.SkipInvalid;
        if (!refused)
        {
            await run.WriteAsync(cancel);
        }

        return run.Report(refused, request.DryRun, await OpenDues.OfAsync(database, current, cancel));
    }

    private static IEnumerable<Rejection> Whole(ImportSource? source, Refusal? reason) =>
        reason is null || source is null ? [] : [new Rejection(source.Name, LineOf(reason), "", reason)];

    private static int LineOf(Refusal reason) => reason switch
    {
        UnknownEncoding broken => broken.Line,
        BrokenQuotes broken => broken.Line,
        FileCutOff broken => broken.Line,
        _ => 1,
    };
}

using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Localization;

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

    /// <summary>Checks and writes within the caller's transaction; a dry run's caller rolls it back.</summary>
    public static async Task<ImportReport> ImportAsync(
        this MemberHubDbContext database, ImportFiles files, PaymentCalendar calendar, IStringLocalizer<StatusText> words, DateTime nowUtc, Action<ImportProgress> progress, CancellationToken cancel)
    {
        if (!files.AreReadable)
        {
            return await database.UnreadableAsync(files, calendar, nowUtc, cancel);
        }

        var request = files.Request;
        var run = new ImportRun(database, files.Roster, files.Dues, calendar, new RosterEnds(database, request.By, nowUtc, words), request.By, nowUtc, progress);
        await run.CheckAsync(writes: !request.DryRun, cancel);
        var refused = run.HasFaults && !request.SkipInvalid;
        if (!refused)
        {
            await run.WriteAsync(cancel);
        }

        return run.Report(refused, request.DryRun, await OpenDues.OfAsync(database, calendar.YearOf(JapanTime.DateOf(nowUtc)), cancel));
    }

    /// <summary>What is said of files that cannot be read; it needs no transaction.</summary>
    public static async Task<ImportReport> UnreadableAsync(this MemberHubDbContext database, ImportFiles files, PaymentCalendar calendar, DateTime nowUtc, CancellationToken cancel) => new()
    {
        Unreadable = true,
        Refused = true,
        DryRun = files.Request.DryRun,
        Rejected = files.Faults,
        Totals = await OpenDues.OfAsync(database, calendar.YearOf(JapanTime.DateOf(nowUtc)), cancel),
    };
}

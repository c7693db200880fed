using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberHub.Features.Import;

/// <summary>Takes an office's roster and dues history into the database: everything or nothing, and as often as the office likes.</summary>
public sealed class ImportRosterAndDues(MemberHubDatabases databases, SocietySeed societies, TimeProvider clock)
{
    // Any number that no other part of MemberHub locks.
    private const long OneImportAtATime = 0x4D48_494D_504F_5254;

    public async Task<ImportReport> RunAsync(ImportRequest request, Action<ImportProgress> progress, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        await using var transaction = await BeginAsync(database, cancel);
        var society = await societies.EnsureAsync(database, cancel);
        var calendar = society.Settings.Calendar;
        var current = calendar.YearOf(clock.Today());

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

        var run = new ImportRun(database, roster.Value, dues.Value, calendar, clock.UtcNow(), progress);
        await run.CheckAsync(cancel);
        var refused = run.HasFaults && !request.SkipInvalid;
        if (!refused)
        {
            await run.WriteAsync(cancel);
        }

        var report = run.Report(refused, request.DryRun, await OpenDues.OfAsync(database, current, cancel));
        if (!refused && !request.DryRun)
        {
            await transaction.CommitAsync(cancel);
        }

        return report;
    }

    private static async Task<IDbContextTransaction> BeginAsync(MemberHubDbContext database, CancellationToken cancel)
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

    private static IEnumerable<Rejection> Whole(ImportSource source, Refusal? reason) =>
        reason is null ? [] : [new Rejection(source.Name, LineOf(reason), "", reason)];

    private static int LineOf(Refusal reason) => reason switch
    {
        UnknownEncoding broken => broken.Line,
        BrokenQuotes broken => broken.Line,
        FileCutOff broken => broken.Line,
        _ => 1,
    };
}

using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>Takes an office's roster and dues history into the database: everything or nothing, and as often as the office likes.</summary>
public sealed class ImportRosterAndDues(MemberHubDatabases databases, SocietySeed societies, IStringLocalizer<StatusText> words, TimeProvider clock)
{
    public async Task<ImportReport> RunAsync(ImportRequest request, Action<ImportProgress> progress, CancellationToken cancel)
    {
        var files = ImportFiles.Read(request);
        await using var database = databases.OpenAcrossSocieties();
        if (!files.AreReadable)
        {
            return await database.UnreadableAsync(files, (await SocietySeed.FindAsync(database, cancel))?.Settings.Calendar ?? new PaymentCalendar(), clock.UtcNow(), cancel);
        }

        await using var transaction = await database.BeginImportAsync(cancel);
        var society = await societies.EnsureAsync(database, cancel);
        var report = await database.ImportAsync(files, society.Settings.Calendar, words, clock.UtcNow(), progress, cancel);
        if (report.Wrote)
        {
            database.RecordBySystem(
                clock.UtcNow(), nameof(ImportRosterAndDues), null,
                new { MembersCreated = report.Members.Created, MembersUpdated = report.Members.Updated, DuesCreated = report.Dues.Created, DuesUpdated = report.Dues.Updated },
                AuditTrail.Command);
            await database.SaveChangesAsync(cancel);
        }

        if (report is { Refused: false, DryRun: false })
        {
            await transaction.CommitAsync(cancel);
        }

        return report;
    }
}

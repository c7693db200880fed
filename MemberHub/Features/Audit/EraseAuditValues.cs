using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Audit;

/// <summary>
/// Erases the values of audit lines that are older than their society's retention (記録の保存年数). Who did what to whom and when stays, and so does the digest
/// that stands in the chain, so that it holds. The erasing is recorded itself, and before it begins: one that is interrupted is known all the same.
/// </summary>
public sealed class EraseAuditValues(MemberHubDatabases databases, TimeProvider clock)
{
    private const int Batch = 1_000;

    /// <summary>How many lines were erased.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var erased = 0;
        foreach (var (society, years) in await RetentionsAsync(cancel))
        {
            erased += await EraseAsync(society, years, cancel);
        }

        return erased;
    }

    private async Task<IReadOnlyList<(long Society, int Years)>> RetentionsAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return [.. (await database.Societies.AsNoTracking().TagWith(nameof(EraseAuditValues)).ToListAsync(cancel))
            .Select(society => (society.Id, Math.Max(SocietySettings.LeastAuditYears, society.Settings.AuditYears)))];
    }

    private async Task<int> EraseAsync(long society, int years, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var before = new DateTime(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, DateTimeKind.Utc).AddYears(-years);
        await using var database = databases.Open(society);
        var due = database.AuditEntries.TagWith(nameof(EraseAuditValues)).Where(entry => entry.OccurredUtc < before && entry.Sequence != null && entry.Details != "");
        if (await due.CountAsync(cancel) is not (> 0 and var count))
        {
            return 0;
        }

        database.RecordBySystem(now, nameof(EraseAuditValues), null, new AuditErasure(before, count, years));
        await database.SaveChangesAsync(cancel);
        while (await due.OrderBy(entry => entry.Id).Select(entry => entry.Id).Take(Batch).ToListAsync(cancel) is { Count: > 0 } ids)
        {
            await database.AuditEntries.Where(entry => ids.Contains(entry.Id)).ExecuteUpdateAsync(
                row => row.SetProperty(entry => entry.Details, "").SetProperty(entry => entry.Reason, "").SetProperty(entry => entry.Salt, ""), cancel);
        }

        return count;
    }
}

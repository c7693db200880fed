using MemberHub.Data;
using MemberHub.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Audit;

/// <summary>The erasings that the audit trail itself records, for telling them from those that somebody did past the product.</summary>
internal sealed class AuditErasures
{
    private readonly Dictionary<long, DateTime> before = [];

    private AuditErasures()
    {
    }

    public static async Task<AuditErasures> ReadAsync(MemberHubDbContext all, CancellationToken cancel)
    {
        var erasures = new AuditErasures();
        await foreach (var line in all.AuditEntries.AcrossSocieties().AsNoTracking().Where(entry => entry.Action == AuditErasure.Action && entry.Details != "").AsAsyncEnumerable().WithCancellation(cancel))
        {
            // Later ones reach further, unless the society has decided to keep more; what was erased before that stays erased.
            var erasure = ReadableJson.Read<AuditErasure>(line.Details);
            if (line.Digest == AuditChain.DigestOf(line) && erasure.Before <= line.OccurredUtc.AddYears(-AuditChain.YearsKept) && erasure.Before > erasures.before.GetValueOrDefault(line.SocietyId))
            {
                erasures.before[line.SocietyId] = erasure.Before;
            }
        }

        return erasures;
    }

    /// <summary>Whether the values of this line were erased by the product.</summary>
    public bool Cover(AuditEntry entry) => before.TryGetValue(entry.SocietyId, out var until) && entry.OccurredUtc < until;
}

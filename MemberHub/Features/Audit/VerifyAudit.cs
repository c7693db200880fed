using System.Runtime.CompilerServices;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Audit;

/// <summary>What is wrong with a place in the sealed audit trail.</summary>
public enum AuditFaultKind
{
    /// <summary>One or more lines were taken out before this place.</summary>
    Removed,

    /// <summary>The line, or the one before it, does not say what it said when it was sealed.</summary>
    Changed,

    /// <summary>Values or reason are not those that were written.</summary>
    ValuesChanged,

    /// <summary>Values were erased while they had to be kept.</summary>
    ErasedEarly,

    /// <summary>Values were erased, and not by the product: the trail records no erasing that reaches so far.</summary>
    ErasedUnrecorded,

    /// <summary>The trail does not end where its last seal says.</summary>
    WrongEnd,

    /// <summary>The trail is another one than the noted end belongs to.</summary>
    OtherTrail,
}

/// <param name="Sequence">The place in the chain.</param>
public sealed record AuditFault(AuditFaultKind Kind, long Sequence);

/// <summary>A place in the chain and its hash: who notes it elsewhere can tell later that the trail up to there is still the same.</summary>
public sealed record AuditEnd(long Sequence, string Hash);

/// <param name="Unsealed">Lines of the last seconds, which no chain protects yet.</param>
/// <param name="Erased">Lines whose values were erased when their time was over.</param>
/// <param name="Faults">The first of them; none when the trail is sound.</param>
public sealed record AuditVerdict(long Sealed, int Unsealed, int Erased, AuditEnd End, IReadOnlyList<AuditFault> Faults)
{
    public bool Sound => Faults.Count == 0;
}

/// <summary>Checks the chain of the audit trail from its first line to its end, of all societies.</summary>
public sealed class VerifyAudit(MemberHubDatabases databases, TimeProvider clock)
{
    public const int MaxFaults = 20;

    private const int Batch = 1000;

    /// <param name="noted">An end that was noted earlier, if there is one to compare with.</param>
    public async Task<AuditVerdict> RunAsync(AuditEnd? noted, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        // What is sealed later than this moment is not looked at: up to here nothing changes any more.
        var end = await database.AuditSeals.AsNoTracking().SingleAsync(cancel);
        var kept = clock.UtcNow().AddYears(-AuditChain.YearsKept);
        var erasures = await AuditErasures.ReadAsync(database, cancel);
        var faults = new List<AuditFault>();
        var (at, hash, erased) = (0L, "", 0);
        await foreach (var entry in SealedAsync(database, end.Sequence, cancel))
        {
            var sequence = entry.Sequence!.Value;
            faults.AddRange(FaultsOf(entry, at, hash, kept, erasures));
            erased += AuditChain.IsErased(entry) ? 1 : 0;
            (at, hash) = (sequence, entry.Hash);
            if (noted?.Sequence == sequence && noted.Hash != hash)
            {
                faults.Add(new(AuditFaultKind.OtherTrail, sequence));
            }

            if (faults.Count >= MaxFaults)
            {
                break;
            }
        }

        if (faults.Count < MaxFaults && (at, hash) != (end.Sequence, end.Hash))
        {
            faults.Add(new(AuditFaultKind.WrongEnd, end.Sequence));
        }

        if (noted?.Sequence > end.Sequence)
        {
            faults.Add(new(AuditFaultKind.OtherTrail, noted.Sequence));
        }

        var open = await database.AuditEntries.AcrossSocieties().CountAsync(entry => entry.Sequence == null, cancel);
        return new(end.Sequence, open, erased, new(end.Sequence, end.Hash), faults);
    }

    private static IEnumerable<AuditFault> FaultsOf(AuditEntry entry, long before, string hashBefore, DateTime kept, AuditErasures erasures)
    {
        var sequence = entry.Sequence!.Value;
        if (sequence != before + 1)
        {
            yield return new(AuditFaultKind.Removed, before + 1);
        }
        else if (entry.Hash != AuditChain.HashOf(hashBefore, sequence, entry))
        {
            yield return new(AuditFaultKind.Changed, sequence);
        }

        if (AuditChain.IsErased(entry) && entry.Digest != AuditChain.DigestOf(entry))
        {
            if (entry.OccurredUtc > kept)
            {
                yield return new(AuditFaultKind.ErasedEarly, sequence);
            }
            else if (!erasures.Cover(entry))
            {
                yield return new(AuditFaultKind.ErasedUnrecorded, sequence);
            }
        }
        else if (entry.Digest != AuditChain.DigestOf(entry))
        {
            yield return new(AuditFaultKind.ValuesChanged, sequence);
        }
    }

    private static async IAsyncEnumerable<AuditEntry> SealedAsync(
        MemberHubDbContext database, long last, [EnumeratorCancellation] CancellationToken cancel)
    {
        var at = long.MinValue;
        while (true)
        {
            var entries = await database.AuditEntries.AcrossSocieties().AsNoTracking()
                .Where(entry => entry.Sequence > at && entry.Sequence <= last)
                .OrderBy(entry => entry.Sequence)
                .Take(Batch)
                .ToListAsync(cancel);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            if (entries.Count < Batch)
            {
                yield break;
            }

            at = entries[^1].Sequence!.Value;
        }
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Audit;

/// <summary>
/// Chains the lines of the audit trail that were written since the last time. A chain inside the use cases' own transactions would let one of them
/// through at a time.
/// </summary>
public sealed class SealAudit(MemberHubDatabases databases)
{
    private const int Batch = 500;

    /// <summary>How many lines were sealed.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (total, last) = (0, Batch);
        while (last == Batch)
        {
            last = await SealBatchAsync(cancel);
            total += last;
        }

        return total;
    }

    private async Task<int> SealBatchAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var open = database.AuditEntries.AcrossSocieties().Where(entry => entry.Sequence == null);
        if (!await open.AnyAsync(cancel))
        {
            return 0;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var end = await LockEndAsync(database, cancel);
        var entries = await open.OrderBy(entry => entry.Id).Take(Batch).ToListAsync(cancel);
        foreach (var entry in entries)
        {
            if (entry.Digest.Length == 0)
            {
                entry.Digest = AuditChain.DigestOf(entry);
            }

            end.Sequence++;
            end.Hash = AuditChain.HashOf(end.Hash, end.Sequence, entry);
            (entry.Sequence, entry.Hash) = (end.Sequence, end.Hash);
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return entries.Count;
    }

    // One sealer at a time, on however many nodes; SQLite lets one writer in anyway.
    private static Task<AuditSeal> LockEndAsync(MemberHubDbContext database, CancellationToken cancel) => database.Database.IsNpgsql()
        ? database.AuditSeals.FromSql($"""SELECT * FROM "AuditSeals" FOR UPDATE""").SingleAsync(cancel)
        : database.AuditSeals.SingleAsync(cancel);
}

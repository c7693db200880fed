using MemberHub.Data;
using MemberHub.Data.Limits;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Counts attempts in the database, so that all nodes count together.</summary>
internal sealed class AttemptBook(MemberHubDatabases databases) : IAttemptBook
{
    public async Task<IReadOnlyDictionary<string, AttemptTally>> ReadAsync(IReadOnlyList<string> keys, DateTime nowUtc, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await database.AttemptCounts
            .Where(count => keys.Contains(count.Key) && count.UntilUtc > nowUtc)
            .ToDictionaryAsync(count => count.Key, count => new AttemptTally(count.Count, count.UntilUtc), cancel);
    }

    public async Task<bool> TakeAsync(IReadOnlyList<AttemptClaim> claims, SolvedProof? proof, DateTime nowUtc, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        foreach (var claim in claims)
        {
            if (await database.CountAttemptAsync(claim.Key, claim.Window, nowUtc, cancel) > claim.Most)
            {
                return false;
            }
        }

        if (proof is not null && !await database.SpendProofAsync(proof.Id, proof.UntilUtc, cancel))
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task GiveBackAsync(IReadOnlyList<string> keys, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        foreach (var key in keys)
        {
            await database.AttemptCounts.Where(count => count.Key == key && count.Count > 0).ExecuteUpdateAsync(row => row.SetProperty(count => count.Count, count => count.Count - 1), cancel);
        }
    }

    public async Task ForgetAsync(string key, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        await database.AttemptCounts.Where(count => count.Key == key).ExecuteDeleteAsync(cancel);
    }
}

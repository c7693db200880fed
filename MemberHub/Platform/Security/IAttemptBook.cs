namespace MemberHub.Platform.Security;

/// <summary>Where attempts are counted, so that all nodes count together. The keys say nothing readable.</summary>
public interface IAttemptBook
{
    /// <summary>What was counted under these keys and is still remembered; the others are left out.</summary>
    Task<IReadOnlyDictionary<string, AttemptTally>> ReadAsync(IReadOnlyList<string> keys, DateTime nowUtc, CancellationToken cancel);

    /// <summary>Counts all claims and spends the proof. Where a count would become too great or the proof was spent before, does nothing and answers false.</summary>
    Task<bool> TakeAsync(IReadOnlyList<AttemptClaim> claims, SolvedProof? proof, DateTime nowUtc, CancellationToken cancel);

    /// <summary>Counts one less under each key.</summary>
    Task GiveBackAsync(IReadOnlyList<string> keys, CancellationToken cancel);

    /// <summary>Begins at nothing again under the key.</summary>
    Task ForgetAsync(string key, CancellationToken cancel);
}

/// <summary>How often it was tried under one key, and until when that is remembered.</summary>
public readonly record struct AttemptTally(int Count, DateTime UntilUtc);

/// <summary>One of the counts of an attempt; it may not become greater than <paramref name="Most"/>.</summary>
public readonly record struct AttemptClaim(string Key, TimeSpan Window, int Most);

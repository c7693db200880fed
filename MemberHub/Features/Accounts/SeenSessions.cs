using System.Collections.Concurrent;

namespace MemberHub.Features.Accounts;

/// <summary>When sessions were last used, between two writes to the database: reading a page must wait for no write.</summary>
public sealed class SeenSessions
{
    // Whoever makes up sessions makes up no live ones: only those that were found are noted.
    private ConcurrentDictionary<string, DateTime> seen = new();

    public void Note(string hash, DateTime nowUtc) => seen[hash] = nowUtc;

    /// <summary>What was noted since the last call.</summary>
    public IReadOnlyDictionary<string, DateTime> Take() => Interlocked.Exchange(ref seen, new());
}

using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;

namespace MemberHub.Platform.Security;

/// <summary>
/// Who a session was found to be, kept for three seconds by the hash of its token, so that a page and its circuit ask the database once. Whoever changes
/// what is said of a person forgets them here.
/// </summary>
public sealed class RecentPeople : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(3);

    private readonly MemoryCache people = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Null for somebody who was not asked for just now.</summary>
    public ClaimsPrincipal? Find(string hash) => people.TryGetValue(hash, out ClaimsPrincipal? known) ? known : null;

    public void Keep(string hash, ClaimsPrincipal person) => people.Set(hash, person, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });

    /// <summary>Makes the next request ask the database.</summary>
    public void Forget(string hash) => people.Remove(hash);

    /// <summary>The same for the session of a signed-in person.</summary>
    public void Forget(ClaimsPrincipal person)
    {
        if (person.FindFirst(ActorClaims.Session) is { Value: var hash })
        {
            Forget(hash);
        }
    }

    public void Dispose() => people.Dispose();
}

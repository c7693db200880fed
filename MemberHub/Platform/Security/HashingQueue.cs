using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Security;

/// <summary>
/// Lets few passwords be hashed at once and few more wait: a hash costs a tenth of a second of a core, and whoever sends many forms must not take the cores from everybody.
/// </summary>
public sealed class HashingQueue(IOptions<SignInLimits> limits) : IDisposable
{
    private readonly SemaphoreSlim places = new(PlacesOf(limits.Value));
    private readonly int most = PlacesOf(limits.Value) + limits.Value.HashesWaiting;
    private int inside;

    /// <summary>Waits for a turn; null when too many wait already. Dispose the turn right after hashing.</summary>
    public async ValueTask<HashingTurn?> EnterAsync(CancellationToken cancel)
    {
        if (Interlocked.Increment(ref inside) > most)
        {
            Interlocked.Decrement(ref inside);
            return null;
        }

        try
        {
            await places.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref inside);
            throw;
        }

        return new HashingTurn(this);
    }

    public void Dispose() => places.Dispose();

    internal void Leave()
    {
        places.Release();
        Interlocked.Decrement(ref inside);
    }

    private static int PlacesOf(SignInLimits limits) => limits.HashesAtOnce > 0 ? limits.HashesAtOnce : Environment.ProcessorCount;
}

/// <summary>The right to hash one password.</summary>
public sealed class HashingTurn(HashingQueue queue) : IDisposable
{
    private bool left;

    public void Dispose()
    {
        if (!left)
        {
            left = true;
            queue.Leave();
        }
    }
}

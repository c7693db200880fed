namespace MemberHub.Platform.Circuits;

/// <summary>The calls that one connection may make: a burst, then so many a second. Used by one call after the other.</summary>
/// <param name="nowMilliseconds">A clock that only goes forward.</param>
public sealed class CallBudget(long nowMilliseconds)
{
    private const double PerMillisecond = CircuitLimits.CallsPerSecond / 1_000d;

    private double left = CircuitLimits.Burst;
    private long seen = nowMilliseconds;
    private long? overSince;

    /// <summary>How long this call has to wait; null when it has gone on for too long.</summary>
    public TimeSpan? Take(long nowMilliseconds)
    {
        left = Math.Min(CircuitLimits.Burst, left + (nowMilliseconds - seen) * PerMillisecond) - 1;
        seen = nowMilliseconds;
        if (left >= 0)
        {
            overSince = null;
            return TimeSpan.Zero;
        }

        overSince ??= nowMilliseconds;
        return nowMilliseconds - overSince > CircuitLimits.LongestDelay.TotalMilliseconds ? null : TimeSpan.FromMilliseconds(-left / PerMillisecond);
    }
}

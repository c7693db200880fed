namespace MemberHub.Tests.Support;

/// <summary>A clock that stands still until it is moved. Timers run on real time.</summary>
public sealed class FixedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Advance(TimeSpan time) => now += time;

    public void Set(DateTimeOffset time) => now = time;
}

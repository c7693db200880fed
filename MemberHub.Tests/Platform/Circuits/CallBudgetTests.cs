using MemberHub.Platform.Circuits;

namespace MemberHub.Tests.Platform.Circuits;

[Trait("Runs", "Once")]
public sealed class CallBudgetTests
{
    [Fact]
    public void A_burst_is_free_then_calls_wait_and_who_never_pauses_is_ended()
    {
        var budget = new CallBudget(0);
        Assert.All(Enumerable.Range(0, CircuitLimits.Burst), _ => Assert.Equal(TimeSpan.Zero, budget.Take(0)));
        var now = 0L;
        var calls = 0;
        while (budget.Take(now) is { } delay)
        {
            Assert.True(delay > TimeSpan.Zero);
            now += (long)delay.TotalMilliseconds;
            calls++;
        }

        Assert.InRange(now, 10_000, 10_100);
        Assert.InRange(calls, 490, 510);

        var calm = new CallBudget(0);
        Assert.All(Enumerable.Range(0, 10_000), call => Assert.Equal(TimeSpan.Zero, calm.Take(call * 25L)));
    }
}

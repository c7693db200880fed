using MemberHub.Tests.Features.Payments.Reliability;

namespace MemberHub.Tests.Crash;

/// <summary>R4: the server killed while gateways report and members press, again and again on the same data.</summary>
[Collection(nameof(Crash))]
public sealed class PayCrashTests
{
    private const int Seed = 20261123;
    private const int TriesWithoutGuard = 20;

    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(3);

    [Fact]
    [Asvs("2.3.3", "16.5.3")]
    public async Task A_killed_server_loses_nothing_it_acknowledged()
    {
        var random = new Random(Seed);
        var kills = Length.Of(6, 200);
        await using var scene = await PayScene.PrepareAsync(kills, guarded: true);
        for (var kill = 0; kill < kills; kill++)
        {
            await scene.KillAsync(random);
            Assert.Empty(await scene.FaultsAsync());
        }

        await scene.FinishAsync();
        Assert.Empty(await scene.FaultsAsync());
        Assert.Empty(scene.Complaints);
        Assert.True(scene.Acknowledged >= kills && scene.CutOff >= kills / 2, $"{scene.Acknowledged} acknowledged, {scene.CutOff} cut off");
        var after = scene.AfterKill.Order().ToList();
        Length.Tell(
            $"R4: {kills} kills, {scene.Acknowledged} notifications acknowledged, {scene.CutOff} cut off and sent again, {scene.Presses} presses of members answered; 0 lost, ledger clean after each. "
            + $"Start to ready after a kill: median {after[after.Count / 2].TotalMilliseconds:0} ms, most {after[^1].TotalMilliseconds:0} ms; a clean start {scene.CleanStart.TotalMilliseconds:0} ms. ./test: 6, --long: 200.");

        // A start takes what it takes on this machine; what a kill adds to it is ours.
        Assert.True(after[after.Count / 2] - scene.CleanStart < Healthy, $"{after[after.Count / 2]} after a kill, {scene.CleanStart} otherwise");
    }

    [Fact]
    public async Task Without_the_transaction_a_killed_server_leaves_halves()
    {
        var random = new Random(Seed);
        await using var scene = await PayScene.PrepareAsync(TriesWithoutGuard, guarded: false);
        IReadOnlyList<string> faults = [];
        for (var tries = 0; tries < TriesWithoutGuard && faults.Count == 0; tries++)
        {
            await scene.KillAsync(random);
            faults = await scene.FaultsAsync();
        }

        Assert.NotEmpty(faults);
    }
}

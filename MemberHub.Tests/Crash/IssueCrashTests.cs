namespace MemberHub.Tests.Crash;

/// <summary>The server killed while members issue and cancel invoices, again and again on the same data.</summary>
[Collection(nameof(Crash))]
public sealed class IssueCrashTests
{
    private const int Seed = 20261123;
    private const int TriesWithoutGuard = 20;

    [Fact]
    public async Task A_killed_server_leaves_no_half_invoice_and_no_gap()
    {
        var random = new Random(Seed);
        var tally = new KillTally("Issue");
        await using var scene = await IssueScene.PrepareAsync();

        while (tally.WantsMore)
        {
            tally.Add(await scene.KillAsync(random, unguarded: false));
            Assert.Empty(await scene.FaultsAsync());
            Assert.Empty(scene.Complaints);
        }

        Assert.Empty(await scene.GoOnAsync());
        Assert.Empty(await scene.FaultsAsync());
        Assert.Empty(scene.Complaints);
        tally.AssertEnough();
        Assert.True(scene.Issued >= KillTally.Wanted && scene.Cancelled > 0, $"{scene.Issued} issued, {scene.Cancelled} cancelled");
        TestContext.Current.TestOutputHelper?.WriteLine($"{scene.Issued} invoices issued, {scene.Cancelled} cancelled.");
    }

    [Fact]
    public async Task Without_the_transaction_a_killed_server_leaves_halves()
    {
        var random = new Random(Seed);
        await using var scene = await IssueScene.PrepareAsync();

        IReadOnlyList<string> faults = [];
        for (var tries = 0; tries < TriesWithoutGuard && faults.Count == 0; tries++)
        {
            await scene.KillAsync(random, unguarded: true);
            faults = await scene.FaultsAsync();
        }

        Assert.True(faults.Count > 0, string.Join('\n', scene.Complaints.Take(3)));
    }
}

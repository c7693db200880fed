using System.Text.Json;

namespace MemberHub.Tests.Crash;

/// <summary>The import killed in the middle of its write, again and again.</summary>
[Collection(nameof(Crash))]
public sealed class ImportCrashTests
{
    private const int Seed = 20261122;

    [Fact]
    [Asvs("2.3.3")]
    public async Task A_killed_import_leaves_everything_or_nothing()
    {
        var random = new Random(Seed);
        var tally = new KillTally("Import");
        var committed = new HashSet<string>();
        await using var scene = await ImportScene.PrepareAsync();

        while (tally.WantsMore)
        {
            var kill = await scene.KillAsync(random.NextDouble(), unguarded: false);
            var taken = await scene.TakenAsync();
            Assert.Empty(await scene.FaultsAsync());
            tally.Add(taken == scene.Nothing ? kill : kill with { WriteWasOpen = false, LeftPages = false });
            if (taken != scene.Nothing)
            {
                committed.Add(taken);
                await scene.RenewAsync();
            }
        }

        using var report = JsonDocument.Parse(await scene.ImportAsync());
        var everything = await scene.TakenAsync();
        Assert.Equal(ImportScene.Sample.UnpaidTotal, report.RootElement.GetProperty("unpaidTotal").GetInt64());
        Assert.All(committed, taken => Assert.Equal(everything, taken));
        Assert.Empty(await scene.FaultsAsync());
        tally.AssertEnough();
    }

    [Fact]
    public async Task Without_the_transaction_a_killed_import_leaves_half_of_it()
    {
        var random = new Random(Seed);
        await using var scene = await ImportScene.PrepareAsync();
        await scene.ImportAsync(unguarded: true);
        var everything = await scene.TakenAsync();
        Assert.NotEqual(scene.Nothing, everything);

        var isHalfDone = false;
        for (var tries = 0; tries < 20 && !isHalfDone; tries++)
        {
            await scene.RenewAsync();
            await scene.KillAsync(random.NextDouble(), unguarded: true);
            var taken = await scene.TakenAsync();
            isHalfDone = (taken != scene.Nothing && taken != everything) || (await scene.FaultsAsync()).Count > 0;
        }

        Assert.True(isHalfDone);
    }
}

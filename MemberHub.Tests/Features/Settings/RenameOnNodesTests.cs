using System.Diagnostics;
using MemberHub.Components;
using MemberHub.Domain.Societies;
using MemberHub.Features.Settings;
using MemberHub.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Settings;

/// <summary>Two servers on one database.</summary>
public sealed class RenameOnNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_node_shows_a_new_name_within_five_seconds()
    {
        await using var here = new TestApp();
        var society = await here.SocietyAsync();
        await using var there = new TestApp();
        there.Settings["ConnectionStrings:MemberHub"] = here.Services.GetRequiredService<IConfiguration>().GetConnectionString("MemberHub")!;
        there.StartServer();
        await UntilAsync(() => there.Statements.All.Any(statement => statement.Contains("ReadSocietyNamesJob", StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        var administrator = new Actor(1, society.Id, null, [StaffRole.SystemAdministrator]);
        var values = (await here.Services.GetRequiredService<OpenSettings>().RunAsync(administrator, Cancel)).OrThrow().Values;
        var form = new SettingsForm { Typed = new(values) { ["NameJa"] = "若葉医学会" }, Shown = new(values) };

        Assert.True((await here.Services.GetRequiredService<ChangeSettings>().RunAsync(administrator, "names", form, Cancel)).Succeeded);

        Assert.Equal("若葉医学会", here.Services.GetRequiredService<PortalBrand>().NameJa);
        await UntilAsync(() => there.Services.GetRequiredService<PortalBrand>().NameJa == "若葉医学会", TimeSpan.FromSeconds(5));
    }

    private static async Task UntilAsync(Func<bool> isSo, TimeSpan longest)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(50, Cancel))
        {
            Assert.True(waited.Elapsed < longest, $"Not within {longest}.");
        }
    }
}

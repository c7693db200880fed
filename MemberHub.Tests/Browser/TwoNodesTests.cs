using System.Diagnostics;
using System.Net;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MemberHub.Tests.Browser;

/// <summary>Two nodes on one database (R9): what one of them ends is dead on the other, cookie and open page, within five seconds.</summary>
public sealed class TwoNodesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("disable")]
    [InlineData("role")]
    [InlineData("password")]
    public async Task What_ends_on_one_node_is_dead_on_the_other_within_five_seconds(string change)
    {
        await using var near = new TestApp();
        var society = await near.SocietyAsync();
        var admin = new Actor((await near.AddStaffAsync("kanri", StaffRole.SystemAdministrator)).Id, society.Id, null, [StaffRole.SystemAdministrator]) { ProvedUtc = near.Clock.GetUtcNow().UtcDateTime };
        var person = new Actor((await near.AddStaffAsync("jimu", StaffRole.Secretary)).Id, society.Id, null, [StaffRole.Secretary]);
        await using var portal = await BrowserPortal.StartAsync(near.Beside());
        var far = portal.App;
        var client = await far.ClientOfAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/office", Cancel)).StatusCode);
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(far, page, person);
        await page.RunAndWaitForWebSocketAsync(() => page.GotoAsync("/office/slips"));
        await page.WaitForFunctionAsync("document.querySelector('h1') !== null");
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        Assert.EndsWith("/office/slips", page.Url, StringComparison.Ordinal);

        await ChangeAsync(near, change, admin, person);

        var since = Stopwatch.StartNew();
        var cookie = DeadAsync(client, since);
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/login", new() { Timeout = 30_000, WaitUntil = WaitUntilState.Commit });
        var opened = since.Elapsed;
        TestContext.Current.TestOutputHelper?.WriteLine($"{change}: page {opened.TotalSeconds:0.0} s, cookie {(await cookie).TotalSeconds:0.0} s");
        Assert.InRange(opened, TimeSpan.Zero, Limit);
        Assert.InRange(await cookie, TimeSpan.Zero, Limit);
    }

    private static async Task<TimeSpan> DeadAsync(HttpClient client, Stopwatch since)
    {
        while ((await client.GetAsync("/office", Cancel)).StatusCode == HttpStatusCode.OK)
        {
            await Task.Delay(100, Cancel);
        }

        return since.Elapsed;
    }

    private static async Task ChangeAsync(TestApp near, string change, Actor admin, Actor person) => Assert.True(change switch
    {
        "disable" => (await near.Services.GetRequiredService<DisableStaff>().RunAsync(admin, person.AccountId, Cancel)).Succeeded,
        "role" => (await near.Services.GetRequiredService<ChangeStaffRole>().RunAsync(admin, person.AccountId, StaffRole.Viewer, Cancel)).Succeeded,
        _ => (await near.Services.GetRequiredService<ChangePassword>().RunAsync(
            person, "", new() { Current = AccountsWorld.Password, Password = "tsuki to suppon 88", Repeated = "tsuki to suppon 88" }, Cancel)).Succeeded,
    });
}

using System.Net;
using MemberHub.Data.DemoData;
using MemberHub.Tests.Crash;

namespace MemberHub.Tests.Data.DemoData;

/// <summary>What a newcomer does first: the real server, in Development, where there is no database yet.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task A_first_start_fills_an_empty_database_and_says_who_can_sign_in()
    {
        await using var database = new CrashDatabase();
        await using var server = MemberHubProcess.Start(database, unguarded: false, "--environment", "Development");
        using var browser = new HttpClient { BaseAddress = await server.AddressAsync() };

        var page = await browser.GetAsync("login", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(server.Results, line => line.Contains(DemoSignIns.Password, StringComparison.Ordinal));
        Assert.All(DemoSignIns.Members, member => Assert.Contains(server.Results, line => line.Contains(member.Login, StringComparison.Ordinal)));
        Assert.True(await server.KillAsync());
    }
}

using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Hosting;

/// <summary>Whose word about the visitor's address counts.</summary>
public sealed class TrustedProxiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.7", true)]
    [InlineData("127.0.0.1", "203.0.113.7", true)]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7, 127.0.0.9", true)]
    [InlineData("192.0.2.1", "203.0.113.7", false)]
    [InlineData(null, "203.0.113.7", false)]
    public async Task Only_a_named_proxy_says_where_a_visitor_comes_from(string? trusted, string forwarded, bool isBelieved)
    {
        await using var app = new TestApp();
        if (trusted is not null)
        {
            app.Settings["TrustedProxies:0"] = trusted;
            app.Settings["TrustedProxies:1"] = "127.0.0.9";
        }

        // Three wrong passwords: the third is one too many for its network.
        var pages = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var visitor = new Visitor(app, forwarded: forwarded);
            pages.Add(await Visitor.TextOf(await visitor.SignInAsync($"nobody{i}", "wrong one")));
        }

        Assert.Contains("自動の確認が必要です", pages[2]);
        var elsewhere = await Visitor.TextOf(await new Visitor(app, forwarded: "203.0.113.8").SignInAsync("nobody", "wrong one"));
        Assert.Contains(isBelieved ? "ログインIDまたはパスワードが違います" : "自動の確認が必要です", elsewhere);
    }

    [Fact]
    [Asvs("3.4.1")]
    public async Task Behind_a_named_proxy_https_is_https()
    {
        await using var app = new TestApp { Settings = { ["TrustedProxies:0"] = "127.0.0.1" } };
        var client = app.Connect();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Host = "member.example.jp";

        var answer = await client.GetAsync("/login", Cancel);

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^__Host-.*; path=/; secure; .*httponly", cookie));
    }

    [Fact]
    public async Task A_proxy_that_cannot_be_read_stops_the_start()
    {
        await using var app = new TestApp { Settings = { ["TrustedProxies:0"] = "proxy.example.jp" } };

        Assert.Contains("TrustedProxies", Assert.ThrowsAny<Exception>(app.StartServer).ToString());
    }
}

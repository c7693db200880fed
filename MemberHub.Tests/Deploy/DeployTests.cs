using System.Net;
using System.Text.Json;
using MemberHub.Tests.Architecture;
using MemberHub.Tests.Gateways.StandIns;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Tests.Deploy;

/// <summary>The examples of deploy/ do what they say.</summary>
[Trait("Runs", "Once")]
public sealed class DeployTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Asvs("13.4.1", "13.2.2")]
    public void The_container_starts_what_is_published_as_nobody_in_particular()
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "deploy", "Containerfile")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        string[] steps = [.. lines.Select(line => line.TrimStart().Split(' ')[0]).Where(word => word.All(char.IsAsciiLetterUpper))];

        Assert.Equal(["FROM", "WORKDIR", "COPY", "RUN", "VOLUME", "ENV", "USER", "EXPOSE", "ENTRYPOINT"], steps);
        Assert.Contains("FROM mcr.microsoft.com/dotnet/aspnet:10.0", lines);
        Assert.Contains("COPY app/ ./", lines);
        Assert.Contains("USER $APP_UID", lines);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"MemberHub.dll\"]", lines);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "MemberHub.dll")));
        Assert.Equal(["*", "!app"], File.ReadLines(Path.Combine(Sources.Root, "deploy", ".containerignore")).Take(2));
    }

    [Fact]
    public void The_nodes_of_the_service_are_those_of_the_proxy()
    {
        var service = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "memberhub@.service"));

        Assert.Contains("ASPNETCORE_URLS=http://127.0.0.1:%i", service, StringComparison.Ordinal);
        Assert.All(["5081", "5082"], port =>
        {
            Assert.Contains($"memberhub@{port}", service, StringComparison.Ordinal);
            Assert.Contains($"server 127.0.0.1:{port} ", ProxyExample.Text, StringComparison.Ordinal);
        });
        Assert.Contains("User=memberhub", service, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("4.1.2", "4.1.3", "12.1.1", "12.2.1", "15.3.4")]
    public async Task The_proxy_leads_to_https_and_tells_who_comes()
    {
        Assert.SkipWhen(ProxyExample.Nginx is null, "nginx is not installed.");
        await using var one = new LoopbackServer(EchoAsync);
        await using var two = new LoopbackServer(EchoAsync);
        await one.StartAsync();
        await two.StartAsync();
        await using var proxy = new ProxyExample();
        await proxy.StartAsync(one.Address, two.Address);
        using var open = proxy.Visitor(isSecure: false);
        using var visitor = proxy.Visitor();

        using var led = await open.GetAsync("/login?from=mail", Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, "https://member.example.jp/login?from=mail"), (led.StatusCode, led.Headers.Location?.ToString()));
        using var refused = await open.PostAsync("/gateway/SbPayment/notify", new StringContent("x"), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/login");
        asked.Headers.Add("X-Forwarded-For", "203.0.113.9");
        asked.Headers.Add("X-Forwarded-Host", "evil.example.com");
        asked.Headers.Add("Forwarded", "for=203.0.113.9");
        using var answer = await visitor.SendAsync(asked, Cancel);
        var heard = JsonSerializer.Deserialize<Dictionary<string, string>>(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(("127.0.0.1", "https", "member.example.jp"), (heard["X-Forwarded-For"], heard["X-Forwarded-Proto"], heard["Host"]));
        Assert.False(heard.ContainsKey("X-Forwarded-Host") || heard.ContainsKey("Forwarded"));
        Assert.DoesNotContain(answer.Headers.Server, product => product.Product?.Version is not null);
    }

    [Fact]
    public async Task A_visitor_stays_on_a_node_and_goes_on_with_the_other_when_it_is_gone()
    {
        Assert.SkipWhen(ProxyExample.Nginx is null, "nginx is not installed.");
        await using var one = new LoopbackServer(context => LoopbackServer.WriteAsync(context, 200, "text/plain", "one"));
        await using var two = new LoopbackServer(context => LoopbackServer.WriteAsync(context, 200, "text/plain", "two"));
        await one.StartAsync();
        await two.StartAsync();
        await using var proxy = new ProxyExample();
        await proxy.StartAsync(one.Address, two.Address);
        using var visitor = proxy.Visitor();

        var nodes = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            nodes.Add(await visitor.GetStringAsync("/", Cancel));
        }

        var mine = Assert.Single(nodes.Distinct());
        await (mine == "one" ? one : two).StopAsync();
        Assert.Equal(mine == "one" ? "two" : "one", await visitor.GetStringAsync("/", Cancel));
    }

    [Fact]
    public async Task Circuits_and_the_largest_upload_pass()
    {
        Assert.SkipWhen(ProxyExample.Nginx is null, "nginx is not installed.");
        await using var node = new LoopbackServer(async context =>
        {
            var length = context.Request.Headers.Upgrade.Count > 0 ? 0 : (await LoopbackServer.BodyAsync(context)).Length;
            await LoopbackServer.WriteAsync(context, 200, "text/plain", $"{context.Request.Headers.Upgrade} {context.Request.Headers.Connection} {length}");
        });
        await node.StartAsync();
        await using var proxy = new ProxyExample();
        await proxy.StartAsync(node.Address, node.Address);
        using var visitor = proxy.Visitor();

        using var sent = await visitor.PostAsync("/office/members/import", new ByteArrayContent(new byte[20 << 20]), Cancel);
        using var upgrade = new HttpRequestMessage(HttpMethod.Get, "/_blazor") { Version = HttpVersion.Version11 };
        upgrade.Headers.Add("Upgrade", "websocket");
        upgrade.Headers.Add("Connection", "Upgrade");
        using var upgraded = await visitor.SendAsync(upgrade, Cancel);

        Assert.EndsWith($" {20 << 20}", await sent.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("websocket upgrade 0", (await upgraded.Content.ReadAsStringAsync(Cancel)).ToLowerInvariant());
    }

    private static Task EchoAsync(HttpContext context) =>
        LoopbackServer.WriteAsync(context, 200, "application/json", JsonSerializer.Serialize(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
}

using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Circuits;

/// <summary>R10: what a program can do to circuits that a browser would not, over the wire.</summary>
public sealed class CircuitGuardTests : IAsyncLifetime
{
    private const string Page = "/profile";

    // The slowest of a few is chance; of many it is the flood.
    private static readonly int Percentile = Length.Of(90, 99);

    private readonly TestApp app = new();
    private string hanako = "";
    private string jiro = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var society = await app.SocietyAsync();
        hanako = await app.SignInAsync((await new RosterBuilder(app.Databases, society).AddAsync()).AccountId);
        jiro = await app.SignInAsync((await new RosterBuilder(app.Databases, society).Numbered("0000102").AddAsync()).AccountId);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Pages_of_other_sites_reach_no_circuit(string origin)
    {
        await Assert.ThrowsAsync<WebSocketException>(() => RawCircuit.OpenAsync(app, hanako, origin));

        using var negotiation = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        negotiation.Headers.Add("Origin", origin);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Connect().SendAsync(negotiation, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_is_refused_by_what_the_browser_says_of_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Connect().SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_public_address_counts_where_a_proxy_stands_between()
    {
        await using var proxied = new TestApp { Settings = { ["PublicUrl"] = "https://member.example.jp/my/" } };

        await using var circuit = await RawCircuit.OpenAsync(proxied, null, "https://member.example.jp");

        Assert.True(circuit.IsOpen);
    }

    [Fact]
    public async Task Nothing_is_compressed_that_carries_secrets()
    {
        await using var circuit = await RawCircuit.OpenAsync(app, hanako, compresses: true);

        Assert.False(circuit.Headers.ContainsKey("Sec-WebSocket-Extensions"));
    }

    [Fact]
    public async Task A_circuit_goes_back_to_the_session_that_started_it_and_to_nobody_else()
    {
        string secret;
        await using (var first = await RawCircuit.OpenAsync(app, hanako))
        {
            (secret, var components) = await first.StartAsync(app, hanako, Page);
            await first.TellAsync("UpdateRootComponents", components, "");
            Assert.Equal("JS.RenderBatch", await FirstAsync(first, "JS.RenderBatch"));
        }

        await using var thief = await RawCircuit.OpenAsync(app, jiro);
        Assert.Equal(false, await thief.AskAsync("ConnectCircuit", secret));
        await using var stranger = await RawCircuit.OpenAsync(app, null);
        Assert.Equal(false, await stranger.AskAsync("ConnectCircuit", secret));
        await using var sameAccount = await RawCircuit.OpenAsync(app, hanako);
        Assert.Equal(false, await sameAccount.AskAsync("ConnectCircuit", "made up"));
        Assert.Equal(true, await sameAccount.AskAsync("ConnectCircuit", secret));
    }

    [Theory]
    [InlineData("\"descriptor\":\"", "\"descriptor\":\"")]
    [InlineData("\"descriptor\":\"", "\"descriptor\": \"")]
    [InlineData("\"descriptor\":\"", "\"descriptor\" :\"")]
    [InlineData("\"descriptor\":\"", "\"DESCRIPTOR\":\"")]
    [InlineData("\"descriptor\":\"", "\"\\u0064escriptor\":\"")]
    [InlineData("\"descriptor\":\"C", "\"descriptor\":\"\\u0043")]
    [InlineData("\"descriptor\":\"", "\"descriptor\":\" ")]
    public async Task The_descriptors_of_a_page_start_one_circuit_however_they_are_written(string sent, string replayed)
    {
        await using var first = await RawCircuit.OpenAsync(app, hanako);
        var (_, components) = await first.StartAsync(app, hanako, Page);
        await first.TellAsync("UpdateRootComponents", components, "");
        Assert.Equal("JS.RenderBatch", await FirstAsync(first, "JS.RenderBatch"));

        await using var second = await RawCircuit.OpenAsync(app, jiro);
        await second.StartAsync(app, jiro, Page);
        Assert.Contains(sent, components, StringComparison.Ordinal);
        await second.TellAsync("UpdateRootComponents", components.Replace(sent, replayed, StringComparison.Ordinal), "");

        Assert.Null(await FirstAsync(second, "JS.RenderBatch"));
    }

    [Fact]
    public async Task A_flood_is_slowed_down_and_ended_and_the_others_go_on()
    {
        var alone = await MeasureAsync(Length.Of(30, 300));
        await using var flood = await RawCircuit.OpenAsync(app, hanako);
        await flood.StartAsync(app, hanako, Page);
        var address = new Uri(app.ClientOptions.BaseAddress, Page).ToString();
        var sent = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var flooding = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested && flood.IsOpen)
                {
                    await flood.TellAsync("OnLocationChanged", address, null, false);
                    sent++;
                }
            },
            stop.Token);

        var beside = await MeasureAsync(Length.Of(30, 300));
        await stop.CancelAsync();
        await flooding.ContinueWith(_ => { }, TaskScheduler.Default);

        Length.Tell($"R10: p{Percentile} of others {alone.TotalMilliseconds:0} ms alone, {beside.TotalMilliseconds:0} ms beside a flood of {sent} calls.");
        Assert.True(beside <= 3 * alone + TimeSpan.FromMilliseconds(250), $"{alone.TotalMilliseconds:0} ms became {beside.TotalMilliseconds:0} ms.");
    }

    private async Task<TimeSpan> MeasureAsync(int times)
    {
        var client = app.Connect(keepsCookies: false);
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookies.Name}={jiro}");
        List<TimeSpan> taken = [];
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Page, Cancel)).StatusCode);
            taken.Add(watch.Elapsed);
        }

        return taken.Order().ElementAt(Percentile * (times - 1) / 100);
    }

    private static async Task<string?> FirstAsync(RawCircuit circuit, string wanted)
    {
        while (await circuit.HearAsync() is { } heard)
        {
            if (heard == wanted)
            {
                return heard;
            }
        }

        return null;
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Sandbox;

/// <summary>The sandbox on a server of its own, a portal that listens, and a browser without scripts.</summary>
internal sealed partial class SandboxWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private HttpClient browser;
    private int orders;

    private SandboxWorld(TestApp app, PortalStandIn portal) => (App, Portal, browser) = (app, portal, app.Connect());

    public TestApp App { get; private set; }

    public PortalStandIn Portal { get; }

    public IPaymentGateway Gateway => App.Services.GetServices<IPaymentGateway>().Single(gateway => gateway.Name == "Sandbox");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SandboxWorld> StartAsync(Action<Dictionary<string, string>>? set = null)
    {
        var app = new TestApp();
        app.Settings["Gateways:Sandbox:Enabled"] = "true";
        set?.Invoke(app.Settings);
        app.StartServer();
        return new(app, await PortalStandIn.StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await App.DisposeAsync();
        await Portal.DisposeAsync();
    }

    public async Task RestartAsync()
    {
        browser.Dispose();
        App = await App.RestartAsync();
        browser = App.Connect();
    }

    public GatewayOrder CardOrder(long amount = 12_000) => new()
    {
        Reference = $"ORDER{++orders:000000000000000}",
        Method = PaymentMethod.Card,
        Amount = new Yen(amount),
        ItemName = "年会費（2026年度）",
        CustomerCode = "m0000158",
        Language = "ja",
        CreatedUtc = App.Clock.UtcNow(),
        ReturnUrl = new Uri(Portal.Address, "/return"),
        NotifyUrl = new Uri(Portal.Address, "/notify"),
    };

    public GatewayOrder StoreOrder(ConvenienceStore store = ConvenienceStore.Lawson, long amount = 12_000) => CardOrder(amount) with
    {
        Method = PaymentMethod.ConvenienceStore,
        Store = store,
        DeadlineUtc = App.Clock.UtcNow().AddDays(5),
        Payer = new Payer("青葉 太郎", "アオバ タロウ", "09000000000", "taro@example.jp"),
    };

    /// <summary>Begins a card payment; its number.</summary>
    public async Task<(GatewayOrder Order, string Code)> BeginCardAsync()
    {
        var order = CardOrder();
        return (order, (await Gateway.BeginAsync(order, Cancel)).Transaction);
    }

    /// <summary>Begins a payment at a store; its number.</summary>
    public async Task<(GatewayOrder Order, string Code)> BeginStoreAsync()
    {
        var order = StoreOrder();
        return (order, (await Gateway.BeginAsync(order, Cancel)).Transaction);
    }

    public Task<GatewayReport> InquireAsync(GatewayOrder order) => Gateway.InquireAsync(new(order.Reference, "", order.Amount), Cancel);

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await browser.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var answer = await browser.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    /// <summary>Opens a page and sends its form with these fields; where the browser is sent next, or the status when nowhere.</summary>
    public async Task<string> SubmitAsync(string page, string action, params (string Name, string Value)[] fields) =>
        await SendAsync(await OpenAsync(page), action, fields);

    /// <summary>Opens a page; what its form carries along.</summary>
    public async Task<string> OpenAsync(string page) => Token().Match(await ReadAsync(page)).Groups[1].Value;

    /// <summary>Sends the form of a page that was opened before.</summary>
    public async Task<string> SendAsync(string token, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync(action, form, Cancel);
        return answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location!.ToString() : $"{(int)answer.StatusCode}";
    }

    public Task<string> PayAsync(string code, string outcome, string card = "Visa") => SubmitAsync($"/sandbox/pay/{code}", $"/sandbox/pay/{code}", ("card", card), ("outcome", outcome));

    public Task<string> ActAsync(string code, string action, long? amount = null) => SubmitAsync(
        "/sandbox/console", $"/sandbox/console/payments/{code}", amount is { } yen ? [("action", action), ("amount", $"{yen}")] : [("action", action)]);

    public async Task<string> OnReportAsync(int number, string action, int seconds = 1) =>
        await SubmitAsync("/sandbox/console", $"/sandbox/console/notifications/{(await ReportIdsAsync())[number]}", ("action", action), ("seconds", $"{seconds}"));

    public Task<string> SetModeAsync(string mode, string? code = null, int seconds = 30) =>
        SubmitAsync("/sandbox/console", $"/sandbox/console/mode{(code is null ? "" : "/" + code)}", ("mode", mode), ("seconds", $"{seconds}"));

    /// <summary>Waits for letters to arrive, which the job sends.</summary>
    public async Task UntilAsync(int letters)
    {
        var waited = Stopwatch.StartNew();
        while (Portal.Letters.Count < letters)
        {
            Assert.True(waited.Elapsed < Patience, $"Only {Portal.Letters.Count} letters came.");
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>Waits until the reports stand like this.</summary>
    public async Task UntilAsync(string[] deliveries)
    {
        var waited = Stopwatch.StartNew();
        while (!(await DeliveriesAsync()).SequenceEqual(deliveries))
        {
            Assert.True(waited.Elapsed < Patience, string.Join(", ", await DeliveriesAsync()));
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>How the reports stand, oldest first.</summary>
    public async Task<IReadOnlyList<string>> DeliveriesAsync()
    {
        await using var database = App.Databases.OpenAcrossSocieties();
        return await database.SandboxNotifications.OrderBy(report => report.Id).Select(report => report.Delivery.ToString()).ToListAsync(Cancel);
    }

    private async Task<List<long>> ReportIdsAsync()
    {
        await using var database = App.Databases.OpenAcrossSocieties();
        return await database.SandboxNotifications.OrderBy(report => report.Id).Select(report => report.Id).ToListAsync(Cancel);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}

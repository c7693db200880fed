using System.Net;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Sandbox;

/// <summary>The client as the portal uses it, against the sandbox on a real server.</summary>
public sealed class SandboxGatewayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_is_paid_on_a_page_of_the_sandbox_and_the_same_order_leads_to_the_same_page()
    {
        await using var world = await SandboxWorld.StartAsync();
        var order = world.CardOrder();

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.Gateway.BeginAsync(order, Cancel)));

        var page = Assert.IsType<Handover.ToPage>(begun[0]);
        Assert.Equal(new Uri(world.App.ClientOptions.BaseAddress, $"/sandbox/pay/{page.Transaction}"), page.Page);
        Assert.All(begun, other => Assert.Equal(page, other));
        Assert.Contains("12,000円", await world.ReadAsync(page.Page.AbsolutePath));
    }

    [Theory]
    [InlineData(ConvenienceStore.SevenEleven, 13, 0)]
    [InlineData(ConvenienceStore.Lawson, 12, 6)]
    [InlineData(ConvenienceStore.FamilyMart, 12, 5)]
    [InlineData(ConvenienceStore.Ministop, 12, 6)]
    [InlineData(ConvenienceStore.DailyYamazaki, 11, 0)]
    [InlineData(ConvenienceStore.Seicomart, 11, 6)]
    public async Task Each_chain_has_numbers_of_its_own_shape(ConvenienceStore store, int number, int confirmation)
    {
        await using var world = await SandboxWorld.StartAsync();
        var order = world.StoreOrder(store);

        var issued = Assert.IsType<Handover.Issued>(await world.Gateway.BeginAsync(order, Cancel));

        Assert.Equal((store, order.DeadlineUtc, number, confirmation), (issued.Voucher.Store, issued.Voucher.DeadlineUtc, issued.Voucher.Number.Length, issued.Voucher.Confirmation.Length));
        Assert.True((issued.Voucher.Number + issued.Voucher.Confirmation).All(char.IsAsciiDigit));
        Assert.Equal(issued, await world.Gateway.BeginAsync(order, Cancel));
        Assert.Contains(issued.Voucher.Number, await world.ReadAsync(new Uri(issued.Voucher.Url).AbsolutePath));
        var standing = await world.InquireAsync(order);
        Assert.Equal((GatewayReportKind.Issued, issued.Voucher), (standing.Kind, standing.Voucher));
    }

    [Fact]
    public async Task An_order_that_cannot_be_is_refused_with_its_reason()
    {
        await using var world = await SandboxWorld.StartAsync();
        var order = world.StoreOrder();
        await world.Gateway.BeginAsync(order, Cancel);

        await RefusedAsync("reference_used", order with { Amount = new Yen(11_999) });
        await RefusedAsync("amount", world.StoreOrder(amount: 300_001));
        await RefusedAsync("amount", world.CardOrder(10_000_000));
        await RefusedAsync("amount", world.CardOrder(0));
        await RefusedAsync("amount", world.CardOrder() with { Method = PaymentMethod.BankTransfer });
        await RefusedAsync("voucher", world.StoreOrder() with { Store = null });
        await RefusedAsync("voucher", world.StoreOrder() with { Payer = null });
        await RefusedAsync("reference", world.CardOrder() with { Reference = "a/b" });
        await RefusedAsync("address", world.CardOrder() with { NotifyUrl = new Uri("file:///etc/passwd") });

        async Task RefusedAsync(string code, GatewayOrder wrong) =>
            Assert.Equal(code, (await Assert.ThrowsAsync<GatewayRefusedException>(() => world.Gateway.BeginAsync(wrong, Cancel))).Code);
    }

    [Fact]
    public async Task A_genuine_notification_is_read_and_a_forged_one_is_not()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();
        await world.PayAsync(code, "Approved");
        var (body, signature) = Assert.Single(world.Portal.Letters);

        var report = Assert.IsType<NotificationReading.Report>(Read(body, signature)).Content;
        Assert.Equal((order.Reference, GatewayReportKind.Paid, order.Amount, code), (report.Reference, report.Kind, report.Amount, report.Transaction));

        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("12000", "12001", StringComparison.Ordinal));
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(Read(forged, signature)).Outcome);
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(Read(body, "")).Outcome);
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(Read(body, signature, 301)).Outcome);
        var secret = world.App.Services.GetRequiredService<SandboxConnection>().Secret;
        Assert.Equal(NotificationOutcome.Malformed, Assert.IsType<NotificationReading.Refused>(Read("{}"u8.ToArray(), SandboxSignature.Of("{}"u8, secret, world.App.Clock.UtcNow()))).Outcome);
        Assert.Null(await world.Gateway.FetchAsync("any", Cancel));

        NotificationReading Read(byte[] letter, string header, int secondsLater = 0) =>
            world.Gateway.Read(new(letter, "application/json", header, IPAddress.Loopback, world.App.Clock.UtcNow().AddSeconds(secondsLater)));
    }

    [Theory]
    [InlineData(NotificationOutcome.Applied, 200)]
    [InlineData(NotificationOutcome.Repeated, 200)]
    [InlineData(NotificationOutcome.ForOffice, 200)]
    [InlineData(NotificationOutcome.UnknownOrder, 200)]
    [InlineData(NotificationOutcome.WrongAmount, 200)]
    [InlineData(NotificationOutcome.AlreadySettled, 200)]
    [InlineData(NotificationOutcome.Malformed, 400)]
    [InlineData(NotificationOutcome.NotGenuine, 400)]
    [InlineData(NotificationOutcome.TryAgain, 500)]
    public async Task The_sandbox_is_answered_by_status_alone(NotificationOutcome outcome, int status)
    {
        await using var world = await SandboxWorld.StartAsync();

        var answer = world.Gateway.Answer(outcome);

        Assert.Equal((status, "{}"), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task An_unpaid_payment_is_cancelled_and_a_paid_one_is_not()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (unpaid, _) = await world.BeginCardAsync();
        var (paid, code) = await world.BeginStoreAsync();
        await world.ActAsync(code, "Deposit");

        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(unpaid));
        Assert.Equal(CancelAnswer.Cancelled, await CancelAsync(unpaid));
        Assert.Equal(CancelAnswer.TooLate, await CancelAsync(paid));

        Assert.Equal((GatewayReportKind.Failed, "cancelled"), ((await world.InquireAsync(unpaid)).Kind, (await world.InquireAsync(unpaid)).Code));
        Assert.Equal("unknown", (await Assert.ThrowsAsync<GatewayRefusedException>(() => world.Gateway.CancelAsync(new("NOSUCH", "", Yen.Zero), Cancel))).Code);

        Task<CancelAnswer> CancelAsync(GatewayOrder order) => world.Gateway.CancelAsync(new(order.Reference, "", order.Amount), Cancel);
    }

    [Fact]
    public async Task A_refund_is_made_once_per_request_and_never_beyond_what_came()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();
        await world.PayAsync(code, "Approved");
        var payment = new GatewayPayment(order.Reference, code, order.Amount);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Gateway.RefundAsync(payment, new Yen(5_000), "refund-1", Cancel)));
        await world.Gateway.RefundAsync(payment, new Yen(7_000), "refund-2", Cancel);

        Assert.Single(numbers.Distinct());
        Assert.Equal(["Paid", "Refunded", "Refunded"], world.Portal.Kinds);
        Assert.Equal(numbers[0], world.Portal.Reports[1].EffectKey);
        Assert.Equal("amount", (await Assert.ThrowsAsync<GatewayRefusedException>(() => world.Gateway.RefundAsync(payment, new Yen(1), "refund-3", Cancel))).Code);
        Assert.Equal("amount", (await Assert.ThrowsAsync<GatewayRefusedException>(() => world.Gateway.RefundAsync(payment, new Yen(1), "refund-1", Cancel))).Code);
    }

    [Fact]
    public async Task A_sandbox_on_another_server_serves_a_portal_that_shares_its_secret()
    {
        await using var world = await SandboxWorld.StartAsync(settings => settings["Gateways:Sandbox:Secret"] = "shared secret of two servers");
        await using var portal = PortalOf(world, "shared secret of two servers");
        await using var stranger = PortalOf(world, "some other secret entirely");
        var order = world.CardOrder();

        var page = Assert.IsType<Handover.ToPage>(await GatewayOf(portal).BeginAsync(order, Cancel)).Page;
        var refused = await Assert.ThrowsAsync<GatewayRefusedException>(() => GatewayOf(stranger).BeginAsync(order, Cancel));

        Assert.Equal(world.App.ClientOptions.BaseAddress.Authority, page.Authority);
        Assert.Equal("signature", refused.Code);
        Assert.Equal([world.App.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority)], GatewayOf(portal).Abilities.FormOrigins);
        using var browser = portal.Connect();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/sandbox/console", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_sandbox_that_is_gone_is_unreachable_not_a_refusal()
    {
        await using var portal = new TestApp();
        portal.Settings["Gateways:Sandbox:Url"] = "http://127.0.0.1:9";
        portal.Settings["Gateways:Sandbox:Secret"] = "shared secret of two servers";
        portal.StartServer();

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => GatewayOf(portal).InquireAsync(new("ORDER", "", Yen.Zero), Cancel));
    }

    [Fact]
    [Asvs("13.4.2", "15.2.3")]
    public async Task The_sandbox_is_served_only_where_a_setting_says_so_and_warns_there()
    {
        await using var silent = new TestApp();
        await using var named = new TestApp();
        named.Settings["Payments:Methods:Card"] = "sandbox";
        using var first = silent.Connect();
        using var second = named.Connect();

        Assert.Equal(HttpStatusCode.NotFound, (await first.GetAsync("/sandbox/console", Cancel)).StatusCode);
        Assert.Empty(silent.Services.GetServices<IPaymentGateway>());
        Assert.DoesNotContain(silent.Logs.Lines, line => line.Contains("sandbox", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/sandbox/console", Cancel)).StatusCode);
        Assert.Equal("Sandbox", named.Services.GetRequiredService<PaymentGateways>().For(PaymentMethod.Card)?.Name);
        Assert.Null(named.Services.GetRequiredService<PaymentGateways>().For(PaymentMethod.ConvenienceStore));
        Assert.Contains(named.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("no real money", StringComparison.Ordinal));
        named.Logs.AssertSilentAbout(named.Services.GetRequiredService<SandboxConnection>().Secret);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "0123456789abcdef", 0)]
    [InlineData("https://sandbox.example.jp/", "0123456789abcdef", 0)]
    [InlineData("https://sandbox.example.jp", "", 1)]
    [InlineData("sandbox.example.jp", "0123456789abcdef", 1)]
    [InlineData("", "0123456789abcde", 1)]
    [InlineData("ftp://sandbox.example.jp", "short", 2)]
    public void Settings_that_cannot_work_stop_the_start(string url, string secret, int faults) =>
        Assert.Equal(faults, new SandboxOptions { Url = url, Secret = secret }.Faults().Count());

    private static TestApp PortalOf(SandboxWorld sandbox, string secret)
    {
        var portal = new TestApp();
        portal.Settings["Gateways:Sandbox:Url"] = sandbox.App.ClientOptions.BaseAddress.ToString();
        portal.Settings["Gateways:Sandbox:Secret"] = secret;
        portal.StartServer();
        return portal;
    }

    private static IPaymentGateway GatewayOf(TestApp app) => app.Services.GetServices<IPaymentGateway>().Single(gateway => gateway.Name == "Sandbox");
}

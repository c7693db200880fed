using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The test gateway's pages in a real browser; the shop is another origin.</summary>
public sealed class SandboxWalkTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Features.Sandbox.PortalStandIn shop = null!;
    private int orders;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Gateways:Sandbox:Enabled"] = "true";
        shop = await Features.Sandbox.PortalStandIn.StartAsync();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_card_is_paid_and_the_browser_comes_back_by_itself(int width)
    {
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width, await PageOfAsync(Order(PaymentMethod.Card)));
        await Expect(page.GetByText("テスト用の決済画面です。実際のお金は動きません")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "sandbox-card");

        await page.GetByRole(AriaRole.Radio, new() { Name = "JCB" }).CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "3-Dセキュア" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "12,000円を支払う" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "本人認証（テスト）" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "sandbox-secure");
        await page.GetByRole(AriaRole.Button, new() { Name = "認証に成功" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "おかえりなさい" })).ToBeVisibleAsync();
        Assert.Equal(shop.Address.Authority, new Uri(page.Url).Authority);
        Assert.Equal("reference", Assert.Single(Assert.Single(shop.Returns)).Key);
        Assert.Equal("Paid", Assert.Single(shop.Kinds));
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Without_scripts_a_button_leads_back()
    {
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitWithoutScriptsAsync(390, await PageOfAsync(Order(PaymentMethod.Card)));

        await page.GetByRole(AriaRole.Radio, new() { Name = "拒否" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "12,000円を支払う" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "加盟店のサイトに戻ります" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "加盟店のサイトに戻る" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "おかえりなさい" })).ToBeVisibleAsync();
        Assert.Equal("Failed", Assert.Single(shop.Kinds));
        Assert.Empty(portal.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Every_page_can_be_seen_and_pressed(int width)
    {
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width, "/sandbox/console");
        await portal.CheckAsync(page, "sandbox-console-empty");

        var closed = await PageOfAsync(Order(PaymentMethod.Card));
        await page.LoadAsync(closed);
        await page.GetByRole(AriaRole.Radio, new() { Name = "画面を閉じる" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "12,000円を支払う" }).ClickAsync();
        await Expect(page.GetByText("何も請求されていません")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "sandbox-left");

        await page.LoadAsync(await PageOfAsync(Order(PaymentMethod.ConvenienceStore)));
        await portal.CheckAsync(page, "sandbox-voucher");
        await page.GetByRole(AriaRole.Link, new() { Name = "コンソールを開く" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "速報", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "速報取消" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "確報", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "もう一度送る" })).ToHaveCountAsync(2);

        await page.LoadAsync("/sandbox/console");
        await page.GetByRole(AriaRole.Button, new() { Name = "カードに請求" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "もう一度送る" })).ToHaveCountAsync(3);
        await portal.CheckAsync(page, "sandbox-console");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Test payment console" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "sandbox-console-en");

        await page.LoadAsync($"{closed}?lang=en");
        await portal.CheckAsync(page, "sandbox-ended-en");
        Assert.Equal(["PreliminaryDeposit", "Paid", "Paid"], shop.Kinds);
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<string> PageOfAsync(GatewayOrder order)
    {
        var begun = await app.Services.GetServices<IPaymentGateway>().Single(gateway => gateway.Name == "Sandbox").BeginAsync(order, Cancel);
        return $"/sandbox/pay/{begun.Transaction}";
    }

    private GatewayOrder Order(PaymentMethod method) => new()
    {
        Reference = $"ORDER{++orders:000000000000000}",
        Method = method,
        Amount = new Yen(12_000),
        ItemName = "年会費（2026年度）",
        CustomerCode = "m0000158",
        Language = "ja",
        CreatedUtc = app.Clock.UtcNow(),
        ReturnUrl = new Uri(shop.Address, "/return"),
        NotifyUrl = new Uri(shop.Address, "/notify"),
        Store = method == PaymentMethod.Card ? null : ConvenienceStore.Seicomart,
        DeadlineUtc = method == PaymentMethod.Card ? null : app.Clock.UtcNow().AddDays(5),
        Payer = method == PaymentMethod.Card ? null : new Payer("青葉 太郎", "アオバ タロウ", "09000000000", "taro@example.jp"),
    };
}

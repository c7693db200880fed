using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>Paying in a real browser, with the test gateway on another origin: card, convenience store, slip, changing the method.</summary>
public sealed class PayingWalkTests : IAsyncLifetime
{
    private const string Secret = "a secret of this test alone";

    private readonly TestApp gateway = new();
    private readonly TestApp app = new();
    private BrowserPortal portal = default!;
    private Actor member = default!;

    public async ValueTask InitializeAsync()
    {
        gateway.Settings["Gateways:Sandbox:Enabled"] = "true";
        gateway.Settings["Gateways:Sandbox:Secret"] = Secret;
        gateway.StartServer();
        app.Settings["Payments:Methods:Card"] = "Sandbox";
        app.Settings["Payments:Methods:ConvenienceStore"] = "Sandbox";
        app.Settings["Gateways:Sandbox:Secret"] = Secret;
        app.Settings["Gateways:Sandbox:Url"] = Console.GetLeftPart(UriPartial.Authority);
        portal = await BrowserPortal.StartAsync(app);
        member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Named("青葉　ひかり").PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5")
            .Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
    }

    // Cookies ignore ports, so the other origin has another host name, too.
    private Uri Console => new UriBuilder(gateway.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_card_is_paid_and_the_receipt_is_there(int width)
    {
        var page = await OpenAsync(width);
        await portal.CheckAsync(page, "pay-choose");
        await ChooseAsync(page, "クレジットカード");
        await portal.CheckAsync(page, "pay-card");
        await page.GetByRole(AriaRole.Button, new() { Name = "カード会社の画面へ進む" }).ClickAsync();

        await Expect(page.GetByText("テスト用の決済画面です")).ToBeVisibleAsync();
        Assert.Equal(Console.Authority, new Uri(page.Url).Authority);
        await page.GetByRole(AriaRole.Radio, new() { Name = "VISA" }).CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "承認" }).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "24,000円を支払う" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "お支払いが完了しました" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await portal.CheckAsync(page, "pay-card-paid");
        await page.GetByRole(AriaRole.Link, new() { Name = "領収書" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "領収書" }).First).ToBeVisibleAsync();
        await page.LoadAsync("/payments/history");
        await Expect(page.GetByText("入金済").First).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-history-paid");
        AssertClean();
    }

    [Fact]
    public async Task A_declined_card_costs_nothing_and_another_way_is_open()
    {
        var page = await OpenAsync(390);
        await ChooseAsync(page, "クレジットカード");
        await page.GetByRole(AriaRole.Button, new() { Name = "カード会社の画面へ進む" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "拒否" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "24,000円を支払う" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "決済できませんでした" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await portal.CheckAsync(page, "pay-card-failed");
        await page.GetByRole(AriaRole.Link, new() { Name = "お支払い方法を選ぶ" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "コンビニ" })).ToBeVisibleAsync();
        AssertClean();
    }

    [Fact]
    public async Task Without_scripts_every_step_has_its_button()
    {
        var page = await portal.VisitWithoutScriptsAsync(390, "/login");
        await SignedIn.AsAsync(app, page, member);
        await page.GotoAsync("/payments");
        await ChooseAsync(page, "クレジットカード");
        await page.GetByRole(AriaRole.Button, new() { Name = "カード会社の画面へ進む" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "カード会社の画面へ進む" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "24,000円を支払う" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "加盟店のサイトに戻る" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "お支払いが完了しました" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_voucher_is_issued_reported_and_paid(int width)
    {
        var page = await OpenAsync(width);
        await ChooseAsync(page, "コンビニ");
        await page.GetByRole(AriaRole.Radio, new() { Name = "ローソン" }).CheckAsync();
        await page.GetByLabel("電話番号").FillAsync("12");
        await page.GetByLabel("メールアドレス").FillAsync("hikari@gmial.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "払込番号を発行する" }).ClickAsync();
        await Expect(page.GetByText("10桁または11桁の電話番号").First).ToBeVisibleAsync();
        await Expect(page.GetByText("「hikari@gmail.com」の間違いではありませんか").First).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-store-errors");
        await page.GetByLabel("電話番号").FillAsync("０９０－１２３４－５６７８");
        await page.GetByLabel("メールアドレス").FillAsync("hikari@example.jp");
        await portal.CheckAsync(page, "pay-store");
        await page.GetByRole(AriaRole.Button, new() { Name = "払込番号を発行する" }).ClickAsync();

        await Expect(page.GetByText("受付番号", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "お支払いはまだ終わっていません" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-voucher");
        await InConsoleAsync("速報");
        var address = page.Url;

        // Looked at often enough, the page stands still.
        await page.LoadAsync($"{address}?look=99");
        await Expect(page.GetByText("入金確認中（速報）").First).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-voucher-preliminary");
        await page.LoadAsync(address);
        await InConsoleAsync("確報");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "お支払いが完了しました" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        AssertClean();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_slip_is_asked_for_and_another_method_takes_its_place(int width)
    {
        var page = await OpenAsync(width);
        await ChooseAsync(page, "払込取扱票");
        await portal.CheckAsync(page, "pay-slip");
        await page.GetByRole(AriaRole.Button, new() { Name = "払込取扱票を申請する" }).ClickAsync();
        await Expect(page.GetByText("申請済み（事務局の確認待ち）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-slip-requested");

        await page.LoadAsync("/payments");
        await portal.CheckAsync(page, "pay-replace");
        await ChooseAsync(page, "請求書");
        await Expect(page.GetByText("いまのお手続きは取り消されます")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "発行" }).ClickAsync();
        await page.WaitForURLAsync("**/payments/invoice/I-*");
        await page.LoadAsync("/payments/history");
        await Expect(page.GetByText("請求書発行済（お振込み待ち）")).ToBeVisibleAsync();
        await Expect(page.GetByText("取消（未入金）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "pay-history-replaced");
        AssertClean();
    }

    private static async Task ChooseAsync(IPage page, string method)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = method }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "進む" }).ClickAsync();
    }

    private async Task<IPage> OpenAsync(int width)
    {
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, page, member);
        await page.LoadAsync("/payments");
        return page;
    }

    private async Task InConsoleAsync(string press)
    {
        var console = await portal.VisitAsync(1280, new Uri(Console, "/sandbox/console").ToString());
        await console.GetByRole(AriaRole.Button, new() { Name = press, Exact = true }).ClickAsync();
        await Expect(console.GetByRole(AriaRole.Button, new() { Name = "もう一度送る" }).First).ToBeVisibleAsync();
    }

    private void AssertClean()
    {
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }
}

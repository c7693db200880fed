using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The first day of an administrator, at the width of a desk: link, app, office, a colleague invited, the audit trail read.</summary>
public sealed class StaffWalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task From_the_set_up_link_to_the_audit_trail(int width)
    {
        var app = new TestApp();
        await app.SocietyAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var created = (await app.Services.GetRequiredService<CreateStaff>().RunAsync(
            new() { LoginId = "kanri", Email = "kanri@office.example.jp", Name = "平塚 あかね", Role = StaffRole.SystemAdministrator }, Cancel)).OrThrow();

        var page = await portal.VisitAsync(width, new Uri(created.Link).PathAndQuery);
        await portal.CheckAsync(page, "staff-setup");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(AccountsWorld.Password);
        await page.GetByLabel("パスワード（再入力）").FillAsync(AccountsWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "パスワードを設定して次へ" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "認証アプリの登録" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "staff-authenticator");
        var secret = await page.Locator("code.secret").InnerTextAsync();
        await page.GetByLabel("アプリに表示された6桁の数字").FillAsync("000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "登録する" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("認証コードが違うか");
        Assert.Equal(secret, await page.Locator("code.secret").InnerTextAsync());
        await page.GetByLabel("アプリに表示された6桁の数字").FillAsync(app.Clock.CodeOf(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "登録する" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "リカバリーコード" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "staff-recovery");
        var recovery = await page.Locator(".codes code").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "保管しました" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今日の仕事" })).ToBeVisibleAsync();

        await InviteAsync(portal, page);
        await page.LoadAsync("/office/audit");
        await Expect(page.Locator("[data-row]").First).ToContainTextAsync("役割の変更");
        await portal.CheckAsync(page, "office-audit");

        await SignInAgainAsync(portal, width, recovery);
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private static async Task InviteAsync(BrowserPortal portal, IPage page)
    {
        await page.LoadAsync("/office/staff");
        await page.GetByLabel("氏名").FillAsync("三浦 実");
        await page.GetByLabel("メールアドレス").FillAsync("miura@office.example.jp");
        await page.GetByLabel("ログインID").FillAsync("miura");
        await page.GetByLabel("役割").SelectOptionAsync("Secretary");
        await page.GetByRole(AriaRole.Button, new() { Name = "招待メールを送る" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "招待メールを送りました" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "office-staff");
        await page.GetByRole(AriaRole.Link, new() { Name = "変更 三浦 実" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "三浦 実" })).ToBeVisibleAsync();
        await page.GetByLabel("役割").SelectOptionAsync("Accountant");
        await page.GetByRole(AriaRole.Button, new() { Name = "役割を変更" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "役割を変更しました" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "office-staff-person");
    }

    private static async Task SignInAgainAsync(BrowserPortal portal, int width, string recovery)
    {
        var page = await portal.VisitAsync(width, "/login");
        await page.GetByLabel("ログインID", new() { Exact = true }).FillAsync("kanri");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(AccountsWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "二段階認証" })).ToBeVisibleAsync();
        await page.GetByLabel("認証コード").FillAsync("123456");
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("認証コードが違うか");
        await portal.CheckAsync(page, "staff-code");
        await page.GetByLabel("認証コード").FillAsync(recovery);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "今日の仕事" })).ToBeVisibleAsync();
    }
}

using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>Somebody who mistypes twice lets the browser compute, and hardly notices.</summary>
public sealed class ProofOfWorkWalkTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task After_two_mistakes_the_page_computes_while_the_password_is_typed(int width)
    {
        var app = new TestApp();
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width, "/login");
        await FailAsync(page);
        await Expect(page.Locator("[data-proof]")).ToHaveCountAsync(0);
        await FailAsync(page);

        await Expect(page.GetByText("確認が終わりました")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "login-proof");
        await BrowserPortal.SignInAsync(page, "hanako", AccountsWorld.Password);

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Whoever_is_quicker_than_the_computation_waits_and_is_signed_in()
    {
        var app = new TestApp { Settings = { ["SignIn:ProofBits"] = "19" } };
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(390, "/login");
        await FailAsync(page);
        await FailAsync(page);

        await FillAsync(page, AccountsWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();

        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Without_scripts_the_page_says_what_to_do()
    {
        var app = new TestApp();
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitWithoutScriptsAsync(390, "/login");
        await FailAsync(page);
        await FailAsync(page);

        await Expect(page.GetByText("JavaScriptによる自動の確認が必要です")).ToBeVisibleAsync();
        await FillAsync(page, AccountsWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await Expect(page.GetByText("自動の確認が必要です。入力をご確認のうえ")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "ID・パスワードを忘れた方" }).ClickAsync();
        await page.GetByLabel("メールアドレス").FillAsync("hanako@example.jp");
        await page.Locator("main form button").First.ClickAsync();
        Assert.Contains("/password/reset", Assert.Single(await app.MailsAsync(1)).Link);
    }

    private static async Task FailAsync(IPage page)
    {
        await FillAsync(page, "wrong one");
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await Expect(page.GetByText("ログインIDまたはパスワードが違います")).ToBeVisibleAsync();
    }

    private static async Task FillAsync(IPage page, string password)
    {
        await page.GetByLabel("ログインID", new() { Exact = true }).FillAsync("hanako");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(password);
    }
}

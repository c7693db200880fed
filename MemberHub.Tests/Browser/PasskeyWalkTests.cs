using System.Text.Json;
using System.Web;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>Passkeys in a real Chromium with an authenticator of its own: added, signed in with, renamed, removed; and what an answer is worth that was caught.</summary>
public sealed class PasskeyWalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_member_adds_a_passkey_signs_in_with_it_and_removes_it(int width)
    {
        var app = new TestApp();
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await OpenAsync(portal, width);
        await SignInAsync(page);

        await page.LoadAsync(At(app, "/security"));
        await portal.CheckAsync(page, "security");
        await page.GetByRole(AriaRole.Link, new() { Name = "二段階認証を使う" }).ClickAsync();
        await portal.CheckAsync(page, "security-two-step");
        await page.LoadAsync(At(app, "/reauthenticate?return=/security"));
        await portal.CheckAsync(page, "reauthenticate");
        await page.LoadAsync(At(app, "/security"));
        await page.GetByRole(AriaRole.Link, new() { Name = "パスキーを登録" }).ClickAsync();
        await Expect(page.GetByText("このブラウザーではパスキーを登録できません")).ToBeHiddenAsync();
        await portal.CheckAsync(page, "security-passkey-new");
        await page.GetByLabel("パスキーの名前").FillAsync("診察室の端末");
        await page.GetByRole(AriaRole.Button, new() { Name = "登録する" }).ClickAsync();
        await Expect(page.GetByText("パスキーを登録しました")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "security-passkey-added");

        await SignOutAsync(page, app);
        await portal.CheckAsync(page, "login-passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");

        app.Clock.Advance(Proof.Life);
        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
        await page.LoadAsync(At(app, "/security/passkey/new"));
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーで確認" }).ClickAsync();
        await Expect(page.GetByLabel("パスキーの名前")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "登録する" }).ClickAsync();
        await Expect(page.Locator("[data-passkey-error]")).ToBeVisibleAsync(); // this authenticator has one already

        await page.LoadAsync(At(app, "/security"));
        await page.GetByRole(AriaRole.Link, new() { Name = "診察室の端末を変更" }).ClickAsync();
        await portal.CheckAsync(page, "security-passkey");
        await page.GetByLabel("パスキーの名前").FillAsync("医局の端末");
        await page.GetByRole(AriaRole.Button, new() { Name = "名前を変更" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "医局の端末を変更" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "削除する" }).ClickAsync();
        await Expect(page.GetByText("パスキーを削除しました")).ToBeVisibleAsync();

        await SignOutAsync(page, app);
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "パスキーを確認できませんでした" })).ToBeVisibleAsync();
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task A_passkey_alone_opens_the_office_and_a_caught_answer_is_worth_nothing_twice_or_elsewhere()
    {
        var app = new TestApp();
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await OpenAsync(portal, 1280);
        await page.Context.AddCookiesAsync([new() { Name = SessionCookies.Name, Value = await app.SignInAsync(account.Id), Url = At(app, "/") }]);
        await page.LoadAsync(At(app, "/security/passkey/new"));
        await page.GetByRole(AriaRole.Button, new() { Name = "登録する" }).ClickAsync();
        await Expect(page.GetByText("パスキーを登録しました")).ToBeVisibleAsync();

        await SignOutAsync(page, app);
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/office");

        await SignOutAsync(page, app);
        var caught = await CatchAsync(page);
        var signIn = app.Services.GetRequiredService<SignInWithPasskey>();
        var site = new PasskeySite("localhost", At(app, "").TrimEnd('/'));
        Assert.IsType<PasskeyRefused>((await SendAsync(site with { Origin = "https://evil.example" }, caught)).Refusal);
        Assert.IsType<PasskeyRefused>((await SendAsync(site with { Domain = "member.example.jp" }, caught)).Refusal);
        Assert.IsType<PasskeyRefused>((await SendAsync(site, new() { Credential = caught.Credential, State = caught.State![..^2] + "AA" })).Refusal);
        Assert.IsType<PasskeyRefused>((await SendAsync(site, new() { Credential = caught.Credential!.Replace("\"signature\":\"M", "\"signature\":\"N", StringComparison.Ordinal), State = caught.State })).Refusal);
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(site, caught)));
        Assert.Equal((1, 3), (sent.Count(answer => answer.Succeeded), sent.Count(answer => answer.Refusal is PasskeyRefused)));
        Assert.IsType<PasskeyRefused>((await SendAsync(site, caught)).Refusal);

        Task<MemberHub.Domain.Result<StartedSession>> SendAsync(PasskeySite to, PasskeyForm form) => signIn.RunAsync(form, to, "", "test", "", Cancel);
    }

    [Fact]
    public async Task The_question_names_nobody_and_without_scripts_there_is_none()
    {
        var app = new TestApp();
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var portal = await BrowserPortal.StartAsync(app);

        var page = await portal.VisitWithoutScriptsAsync(390, "/login");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" })).ToBeHiddenAsync();
        using var question = JsonDocument.Parse(await new Visitor(app).ReadAsync("/login/passkey/options"));
        var options = question.RootElement.GetProperty("publicKey");
        Assert.True(!options.TryGetProperty("allowCredentials", out var keys) || keys.ValueKind == JsonValueKind.Null || keys.GetArrayLength() == 0);
        Assert.Equal("required", options.GetProperty("userVerification").GetString());
    }

    // Passkeys belong to a name; the address of loopback has none.
    private static string At(TestApp app, string path) => $"http://localhost:{app.ClientOptions.BaseAddress.Port}{path}";

    private static async Task<IPage> OpenAsync(BrowserPortal portal, int width)
    {
        var page = await portal.VisitAsync(width, At(portal.App, "/login"));
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return page;
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("ログインID", new() { Exact = true }).FillAsync("hanako");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(AccountsWorld.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
    }

    private static async Task SignOutAsync(IPage page, TestApp app)
    {
        // A question is newer than the key's last use.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await page.LoadAsync(At(app, "/logout"));
        await page.GetByRole(AriaRole.Button, new() { Name = "ログアウト" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" })).ToBeVisibleAsync();
    }

    // The browser answers, and the answer is kept from the server.
    private static async Task<PasskeyForm> CatchAsync(IPage page)
    {
        var answer = new TaskCompletionSource<string>();
        await page.RouteAsync("**/login", async route =>
        {
            if (route.Request is { Method: "POST", PostData: { } sent })
            {
                answer.TrySetResult(sent);
                await route.AbortAsync();
                return;
            }

            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "パスキーでログイン" }).ClickAsync();
        var fields = HttpUtility.ParseQueryString(await answer.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        return new() { Credential = fields["Passkey.Credential"], State = fields["Passkey.State"] };
    }
}

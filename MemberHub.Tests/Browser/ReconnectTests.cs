using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The server or the line goes away under an open form and comes back.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task A_lost_connection_is_said_calmly_and_the_page_comes_back_with_what_was_typed()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var actor = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, page, actor);
        await page.LoadAsync("/profile");
        await page.GetByLabel("携帯番号").FillAsync("090-0000-1111");
        await page.GetByLabel("携帯番号").BlurAsync();
        await DraftIsKeptAsync(app, society.Id);

        var start = await portal.StopServerAsync();
        await Expect(page.GetByText("接続が切れています")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("090-0000-1111");
        start();

        await Expect(page.GetByText("接続が切れています")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true })).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("090-0000-1111");
        await Expect(page.GetByText("まだ保存していません")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task A_phone_that_was_away_for_a_moment_goes_on_where_it_was()
    {
        var (portal, page, line) = await OpenProfileAsync(new TestApp());
        await using (portal)
        {
            await page.GetByLabel("携帯番号").FillAsync("090-0000-1111");
            await page.EvaluateAsync("window.same = true");
            await line.CutAsync();
            await Expect(page.GetByText("接続が切れています")).ToBeVisibleAsync();
            line.Restore();

            await Expect(page.GetByText("接続が切れています")).ToBeHiddenAsync(new() { Timeout = 60_000 });
            await page.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true }).ClickAsync();
            await Expect(page.Locator(".diff .d")).ToContainTextAsync("090-0000-1111");
            Assert.True(await page.EvaluateAsync<bool>("window.same === true"), "The page was loaded anew, although its circuit was still there.");
        }
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task A_phone_that_was_away_for_longer_than_its_page_waits_gets_its_input_back()
    {
        var (portal, page, line) = await OpenProfileAsync(new TestApp { CircuitsWait = TimeSpan.FromSeconds(1) });
        await using (portal)
        {
            await page.GetByLabel("携帯番号").FillAsync("090-0000-1111");
            await page.GetByLabel("携帯番号").BlurAsync();
            await DraftIsKeptAsync(portal.App, (await portal.App.SocietyAsync()).Id);
            await line.CutAsync();
            await Expect(page.GetByText("接続が切れています")).ToBeVisibleAsync();
            await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

            // It loads itself anew.
            await page.RunAndWaitForResponseAsync(
                () =>
                {
                    line.Restore();
                    return Task.CompletedTask;
                },
                answer => new Uri(answer.Url).AbsolutePath == "/profile",
                new() { Timeout = 60_000 });
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true })).ToBeEnabledAsync(new() { Timeout = 60_000 });
            await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("090-0000-1111");
            await Expect(page.GetByText("まだ保存していません")).ToBeVisibleAsync();
        }
    }

    private static async Task<(BrowserPortal Portal, IPage Page, PhoneLine Line)> OpenProfileAsync(TestApp app)
    {
        var society = await app.SocietyAsync();
        var actor = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, page, actor);
        var line = await PhoneLine.OfAsync(page);
        await page.LoadAsync("/profile");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true })).ToBeEnabledAsync();
        return (portal, page, line);
    }

    private static async Task DraftIsKeptAsync(TestApp app, long societyId)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await using var database = app.Databases.Open(societyId);
            if (await database.Drafts.AnyAsync(draft => draft.Json.Contains("090-0000-1111"), TestContext.Current.CancellationToken))
            {
                return;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Fail("No draft was kept within 20 seconds.");
    }
}

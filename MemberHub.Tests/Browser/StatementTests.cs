using MemberHub.Domain;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>P11: how many SQL statements a page costs, from the first byte to the live circuit.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("/", "h1")]
    [InlineData("/payments/history", ".years")]
    [InlineData("/profile", "form")]
    [InlineData("/payments", "form")]
    public async Task A_page_opens_with_six_statements_and_repeats_none(string path, string landmark)
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var actor = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000, paid: 3_000).AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, actor);
        await page.GotoAsync(path);

        // The first visit may read keys and the like once for the life of the process; the next shows the price of the page. Who the session is holds for three
        // seconds: where the machine was slower than that, the page is opened once more.
        await Expect(page.Locator(landmark).First).ToBeVisibleAsync();
        IReadOnlyList<string> statements = [];
        for (var attempt = 0; attempt < 3 && statements.Count is 0 or > 6; attempt++)
        {
            await page.WaitForTimeoutAsync(4_000);
            await app.CountStatementsAsync();
            await page.ReloadAsync();
            await Expect(page.Locator(landmark).First).ToBeVisibleAsync();
            await page.WaitForTimeoutAsync(2_000);
            statements = app.Statements.All;
        }

        Assert.InRange(statements.Count, 1, 6);
        Assert.Equal(statements.Distinct(), statements);
    }
}

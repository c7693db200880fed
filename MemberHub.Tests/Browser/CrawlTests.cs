using MemberHub.Data.DemoData;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>
/// Every page of the demo society is opened: in English, where no word of its own may be Japanese, and in Japanese on a tablet in the dark.
/// </summary>
[Trait("Runs", "Once")]
public sealed class CrawlTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private readonly List<string> findings = [];
    private BrowserPortal portal = default!;
    private Society society = default!;
    private long memberAccount;
    private long memberId;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.True(await app.Services.GetRequiredService<DemoSeed>().RunAsync(Cancel));
        society = await app.SocietyAsync();
        portal = await BrowserPortal.StartAsync(app);
        await using var database = app.Databases.Open(society.Id);
        var login = DemoSignIns.Members[0].Login;
        (memberAccount, memberId) = await (
            from link in database.AccountMembers
            join account in database.Users on link.AccountId equals account.Id
            where account.UserName == login
            select new ValueTuple<long, long>(account.Id, link.MemberId)).SingleAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
        else
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task No_page_in_English_says_anything_in_Japanese()
    {
        await using var database = app.Databases.Open(society.Id);
        var stored = await StoredWords.ReadAsync(database, Cancel);
        await CrawlAsync("en", 390, ColorScheme.Light, async (page, address) =>
        {
            foreach (var text in await TextsAsync(page))
            {
                if (stored.Own(text) is { Length: > 0 } own)
                {
                    findings.Add($"{address}: {own}");
                }
            }

            await NothingScrollsSidewaysAsync(page, address);
        });

        Sound();
    }

    [Fact]
    public async Task Every_page_holds_on_a_tablet_in_the_dark_and_when_it_is_doubled()
    {
        await CrawlAsync("ja", 768, ColorScheme.Dark, async (page, address) =>
        {
            await portal.CheckAsync(page, $"crawl{address.Replace('/', '-').Split('?')[0]}");
            await page.SetViewportSizeAsync(640, 450); // 1280 × 900 at 200 %
            await NothingScrollsSidewaysAsync(page, address);
            await page.SetViewportSizeAsync(768, 900);
        });

        Sound();
    }

    /// <summary>The words of the rule itself: what is stored is let through, what a page says is not.</summary>
    [Fact]
    public async Task The_rule_tells_words_from_data()
    {
        await using var database = app.Databases.Open(society.Id);
        var stored = await StoredWords.ReadAsync(database, Cancel);
        var kana = await database.Members.Where(member => member.Id == memberId).Select(member => member.Person.Kana).SingleAsync(Cancel);

        Assert.Equal("", stored.Own($"Kana: {kana}"));
        Assert.Equal("", stored.Own("12,000円"));
        Assert.NotEqual("", stored.Own("お支払い"));
        Assert.NotEqual("", stored.Own($"{kana} さん"));
    }

    private void Sound()
    {
        string[] all = [.. findings, .. portal.Findings, .. portal.Complaints];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private async Task CrawlAsync(string language, int width, ColorScheme scheme, Func<IPage, string, Task> look)
    {
        await using var database = app.Databases.Open(society.Id);
        var pages = await CrawledPages.OfAsync(database, memberId, app.Clock.Today(), Cancel);
        var staff = await database.StaffAssignments.ToDictionaryAsync(item => item.Role, item => item.AccountId, Cancel);
        await database.Users.ExecuteUpdateAsync(set => set.SetProperty(account => account.Language, language), Cancel);
        Assert.True(pages.Count > 60, $"Only {pages.Count} pages were found.");
        foreach (var who in pages.GroupBy(page => page.Who))
        {
            var page = await portal.VisitAsync(width, "/login");
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await (who.Key switch
            {
                Crawler.Member => SignedIn.AsAsync(app, page, new Actor(memberAccount, society.Id, memberId, [])),
                Crawler.Office => SignedIn.AsAsync(app, page, new Actor(staff[StaffRole.SystemAdministrator], society.Id, null, [StaffRole.SystemAdministrator])),
                Crawler.Accountant => SignedIn.AsAsync(app, page, new Actor(staff[StaffRole.Accountant], society.Id, null, [StaffRole.Accountant])),
                _ => page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "English" : "日本語" }).First.ClickAsync(),
            });
            foreach (var address in who.Select(item => item.Address).Distinct())
            {
                if (await page.GotoAsync(address) is { Ok: false } answer)
                {
                    findings.Add($"{address} answers {answer.Status}");
                }

                await Expect(page.Locator("h1").First).ToBeVisibleAsync();
                await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
                await look(page, address);
            }

            await page.Context.CloseAsync();
        }
    }

    private async Task NothingScrollsSidewaysAsync(IPage page, string address)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is not 0 and var over)
        {
            findings.Add($"{address} scrolls sideways by {over} px at {page.ViewportSize!.Width} px");
        }
    }

    // What is written, shown beside or read out; a part that says it is in another language, such as the switch, speaks for itself.
    private static Task<string[]> TextsAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
            const texts = [document.title];
            for (const element of document.body.querySelectorAll('*')) {
                if (element.closest('script, style, [lang]:not(html)')) continue;
                for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'data-label']) if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
                for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) texts.push(node.textContent);
            }
            return texts;
        }
        """);
}

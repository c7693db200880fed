using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>
/// The portal on loopback with a real Chromium before it. Keeps every address that was requested and every complaint of the
/// browser; <see cref="CheckAsync"/> looks at the page as a person would: axe, sideways scrolling, small targets, a picture.
/// </summary>
public sealed class BrowserPortal : IAsyncDisposable
{
    public static readonly string Chromium = Environment.GetEnvironmentVariable("MEMBERHUB_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    // A machine that runs everything at once is slow; a page that never comes is found all the same.
    private const float Patience = 60_000;

    private readonly ConcurrentQueue<string> addresses = [];
    private readonly ConcurrentQueue<string> complaints = [];
    private readonly List<string> findings = [];
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private BrowserPortal(TestApp app, IPlaywright playwright, IBrowser browser) => (App, this.playwright, this.browser) = (app, playwright, browser);

    public static bool HasChromium => File.Exists(Chromium);

    public TestApp App { get; private set; }

    /// <summary>Every address the browser asked for, without the host.</summary>
    public IReadOnlyList<string> Addresses => [.. addresses];

    /// <summary>What the browser wrote to its console as an error: broken content security policy, failed requests, exceptions.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>What <see cref="CheckAsync"/> found wrong on the pages so far; a test ends by asserting that it is empty.</summary>
    public IReadOnlyList<string> Findings => findings;

    private static string Pictures => Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("MEMBERHUB_TEST_PICTURES") ?? Path.Combine(Path.GetTempPath(), "memberhub-pictures")).FullName;

    public static async Task<BrowserPortal> StartAsync(TestApp app)
    {
        Assert.SkipUnless(HasChromium, $"No browser at {Chromium}; MEMBERHUB_TEST_CHROMIUM may name another.");
        app.StartServer();
        SetDefaultExpectTimeout(Patience / 2);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        return new BrowserPortal(app, playwright, browser);
    }

    /// <summary>A new visitor with cookies of its own.</summary>
    public Task<IPage> VisitAsync(int width, string? startAt = null) => VisitAsync(width, startAt, scripts: true);

    /// <summary>The same with scripts switched off.</summary>
    public Task<IPage> VisitWithoutScriptsAsync(int width, string? startAt = null) => VisitAsync(width, startAt, scripts: false);

    private async Task<IPage> VisitAsync(int width, string? startAt, bool scripts)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = App.ClientOptions.BaseAddress.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "ja-JP",
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        context.Request += (_, request) => addresses.Enqueue(new Uri(request.Url).PathAndQuery);
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue(message.Text);
            }
        };
        context.WebError += (_, error) => complaints.Enqueue(error.Error);
        var page = await context.NewPageAsync();
        await page.GotoAsync(startAt ?? "/");
        return page;
    }

    /// <summary>Ends the server under the open pages; the answer starts it again on the same data and port.</summary>
    public async Task<Action> StopServerAsync()
    {
        App = await App.RestartAsync();
        return App.StartServer;
    }

    public static async Task SignInAsync(IPage page, string login, string password)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("ログインID", new() { Exact = true }).FillAsync(login);
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "ログイン", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
    }

    /// <summary>Axe finds nothing, nothing scrolls sideways, nothing that is pressed is too small; keeps a picture under the name.</summary>
    public async Task CheckAsync(IPage page, string name)
    {
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();

        // When the circuit takes the page over, its title is gone for a moment.
        await Expect(page).ToHaveTitleAsync(new Regex("."));
        await Expect(page.Locator("[data-awaits-circuit]")).ToHaveCountAsync(0);
        if (TestApp.PostgresServer is not null)
        {
            return; // How a page looks does not depend on the database; the run on SQLite has looked.
        }

        var width = page.ViewportSize!.Width.ToString(CultureInfo.InvariantCulture);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{width}.png"), FullPage = true });
        findings.AddRange((await page.RunAxe()).Violations.SelectMany(found => found.Nodes.Select(node => $"{name}: {found.Id}: {node.Html}")));
        findings.AddRange((await SmallTargetsAsync(page)).Select(target => $"{name}: too small: {target}"));
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") != 0)
        {
            findings.Add($"{name}: scrolls sideways at {width} px");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The browser goes first: an open circuit would hold the server's shutdown for 30 seconds.
        await browser.DisposeAsync();
        playwright.Dispose();
        await App.DisposeAsync();
    }

    // Links inside a sentence are exempt (WCAG 2.5.8), and so is what a label of sufficient size surrounds.
    private static Task<string[]> SmallTargetsAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
            .filter(e => e.checkVisibility() && !e.closest('.skip, .sr') && e.type !== 'hidden')
            .filter(e => !(e.matches('a') && getComputedStyle(e).display === 'inline' && e.closest('p, li, dd, .note')))
            .map(e => e.closest('label.check, label.pick') ?? e)
            .filter(e => e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 120))
        """);
}

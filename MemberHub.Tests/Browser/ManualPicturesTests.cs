using System.Text.RegularExpressions;
using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;
using MemberHub.Features.Support;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>
/// Takes the pictures of docs/office.md and the README from the demo society, and those of the members' manuals in both languages. They go to folders of the
/// test's own, or with MEMBERHUB_MANUAL_PICTURES and MEMBERHUB_HELP_PICTURES to the ones they name: docs/take-pictures sets them.
/// </summary>
[Trait("Runs", "Once")]
public sealed partial class ManualPicturesTests : IAsyncLifetime
{
    private static readonly (string Name, string Address, StaffRole Role)[] Office =
    [
        ("today", "/office", StaffRole.Accountant),
        ("slips", "/office/slips", StaffRole.Secretary),
        ("money", "/office/money", StaffRole.Accountant),
        ("money-import", "/office/money/import", StaffRole.Accountant),
        ("members", "/office/members", StaffRole.Secretary),
        ("changes", "/office/members/changes", StaffRole.Secretary),
        ("mailing-list", "/office/members/mailing-list", StaffRole.Secretary),
        ("billing", "/office/billing", StaffRole.Accountant),
        ("reminders", "/office/billing/reminders", StaffRole.Secretary),
        ("documents", "/office/documents", StaffRole.Secretary),
        ("income", "/office/income?from=2026-01-01&to=2026-11-22", StaffRole.Accountant),
        ("notices", "/office/notices", StaffRole.Secretary),
        ("support", "/office/support/Q-2026-000004", StaffRole.Secretary),
        ("audit", "/office/audit", StaffRole.SystemAdministrator),
        ("settings", "/office/settings", StaffRole.SystemAdministrator),
        ("staff", "/office/staff", StaffRole.SystemAdministrator),
    ];

    private static readonly (string Name, string Address, int Width)[] Portal = [("portal-phone", "/", 390), ("portal-payments", "/payments", 1280)];

    // Without a sign-in first.
    private static readonly (string Name, string Address)[] Help =
    [
        ("login", "/login"),
        ("forgot-password", "/password/forgot"),
        ("home", "/"),
        ("profile", "/profile"),
        ("account", "/profile/account"),
        ("payments", "/payments"),
        ("history", "/payments/history"),
        ("help", "/help"),
        ("contact", "/help/contact?from=/payments"),
    ];

    private readonly TestApp app = new();
    private BrowserPortal portal = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Mail:Smtp:From"] = "mypage@example.jp";
        Assert.True(await app.Services.GetRequiredService<DemoSeed>().RunAsync(Cancel));
        portal = await BrowserPortal.StartAsync(app);
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
    public async Task Every_picture_of_the_manual_can_be_taken()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("MEMBERHUB_MANUAL_PICTURES") ?? Path.Combine(app.Folder, "pictures")).FullName;
        foreach (var role in Office.GroupBy(picture => picture.Role))
        {
            var page = await StaffAsync(role.Key);
            foreach (var (name, address, _) in role)
            {
                await TakeAsync(page, address, Path.Combine(folder, $"{name}.png"));
            }
        }

        foreach (var (name, address, width) in Portal)
        {
            var page = await MemberAsync(width);
            await TakeAsync(page, address, Path.Combine(folder, $"{name}.png"));
        }

        Assert.Equal(NamesInTexts(), Directory.GetFiles(folder, "*.png").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Every_picture_of_the_members_manuals_can_be_taken_in_both_languages()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("MEMBERHUB_HELP_PICTURES") ?? Path.Combine(app.Folder, "help")).FullName;
        foreach (var language in new[] { "ja", "en" })
        {
            var page = await portal.VisitAsync(390, "/login");
            await page.SetViewportSizeAsync(390, 760);
            if (language == "en")
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
                await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
            }

            foreach (var (name, address) in Help)
            {
                if (name == "home")
                {
                    await SignedIn.AsAsync(app, page, await FirstMemberAsync());
                }

                await TakeAsync(page, address, Path.Combine(folder, $"{language}-{name}.png"));
            }
        }

        Assert.Equal(
            HelpBooks.PicturesIn("ja").Select(name => $"ja-{name}.png").Concat(HelpBooks.PicturesIn("en").Select(name => $"en-{name}.png")).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, "*.png").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(portal.Complaints);
    }

    private async Task<Actor> FirstMemberAsync()
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var login = DemoSignIns.Members[0].Login;
        var link = await database.AccountMembers.SingleAsync(row => database.Users.Any(account => account.Id == row.AccountId && account.UserName == login), Cancel);
        return new Actor(link.AccountId, society.Id, link.MemberId, []);
    }

    private static async Task TakeAsync(IPage page, string address, string file)
    {
        await page.LoadAsync(address);
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.ScreenshotAsync(new() { Path = file });
    }

    private async Task<IPage> StaffAsync(StaffRole role)
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var account = await database.StaffAssignments.Where(staff => staff.Role == role).Select(staff => staff.AccountId).SingleAsync(Cancel);
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, new Actor(account, society.Id, null, [role]));
        return page;
    }

    private async Task<IPage> MemberAsync(int width)
    {
        var page = await portal.VisitAsync(width, "/login");
        await BrowserPortal.SignInAsync(page, DemoSignIns.Members[0].Login, DemoSignIns.Password);
        return page;
    }

    private static IEnumerable<string> NamesInTexts() => new[] { "docs/office.md", "README.md" }
        .SelectMany(text => Picture().Matches(File.ReadAllText(Samples.PathOf($"../../{text}"))))
        .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\]\((?:docs/)?pictures/([a-z-]+\.png)\)")]
    private static partial Regex Picture();
}

using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Commands;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A morning of the accountant: the bank's file comes in, the sure ones are settled by one key, and one of them is undone.</summary>
public sealed class MoneyWalkTests
{
    // The first payer of nyushukkin.txt who names no number.
    private const string Member = "0000859";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_banks_file_is_taken_in_settled_by_one_key_seen_by_the_member_and_undone()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var import = app.Services.GetServices<IVerb>().Single(verb => verb.Name == "import");
        Assert.Equal(0, await import.RunAsync(["--roster", Samples.PathOf("roster.csv"), "--dues", Samples.PathOf("dues.csv")], Cancel));
        await using var portal = await BrowserPortal.StartAsync(app);
        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await AddAccountantAsync(app, society));
        await office.LoadAsync("/office/money");
        await portal.CheckAsync(office, "office-money-empty");

        await office.LoadAsync("/office/money/import");
        await office.GetByLabel("入金ファイル").SetInputFilesAsync(Samples.PathOf("nyushukkin.txt"));
        await office.GetByRole(AriaRole.Button, new() { Name = "取り込む" }).ClickAsync();
        await Expect(office.GetByText("27件・")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-money-import");

        await office.LoadAsync("/office/money");
        await Expect(office.Locator(".dep")).ToHaveCountAsync(27);
        await portal.CheckAsync(office, "office-money");
        var certain = int.Parse((await office.Locator(".filters a", new() { HasText = "確実" }).Locator("b").TextContentAsync())!, null);
        Assert.InRange(certain, 12, 27);
        await office.Keyboard.PressAsync("a");
        await Expect(office.GetByText($"{certain}件・")).ToBeVisibleAsync();
        await Expect(office.Locator(".dep")).ToHaveCountAsync(27 - certain);
        await portal.CheckAsync(office, "office-money-rest");

        var mine = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, mine, await MemberAsync(app, society));
        await mine.LoadAsync("/payments/history");
        await Expect(mine.GetByText("入金済").First).ToBeVisibleAsync();

        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("s");
        await Expect(office.GetByText("経過")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-money-one");
        await office.LoadAsync("/office/money");
        await office.Keyboard.PressAsync("z");
        await Expect(office.GetByText("未消込に戻しました", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(office.Locator(".dep")).ToHaveCountAsync(28 - certain);
        foreach (var page in new[] { "new", "find", "credits", "tasks" })
        {
            await office.LoadAsync($"/office/money/{page}");
            await portal.CheckAsync(office, $"office-money-{page}");
        }

        var narrow = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, narrow, await AddAccountantAsync(app, society, "mori"));
        await narrow.LoadAsync("/office/money");
        await portal.CheckAsync(narrow, "office-money-narrow");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private static async Task<Actor> AddAccountantAsync(TestApp app, Society society, string login = "saeki")
    {
        await using var database = app.Databases.Open(society.Id);
        var account = new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@example.jp",
            NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Accountant, Name = "佐伯　由香" });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, society.Id, null, [StaffRole.Accountant]);
    }

    private static async Task<Actor> MemberAsync(TestApp app, Society society)
    {
        await using var database = app.Databases.Open(society.Id);
        var memberId = await database.Members.Where(member => member.Number == MemberHub.Domain.Members.MemberNumber.Parse(Member)).Select(member => member.Id).SingleAsync(Cancel);
        var accountId = await database.AccountMembers.Where(link => link.MemberId == memberId).Select(link => link.AccountId).SingleAsync(Cancel);
        return new Actor(accountId, society.Id, memberId, []);
    }
}

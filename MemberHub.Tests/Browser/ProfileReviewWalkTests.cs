using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>What members changed is looked at by the office, with the keyboard.</summary>
public sealed class ProfileReviewWalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_are_looked_at_and_marked_one_and_many_with_the_keyboard()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        await ChangeAsync(app, form => (form.Home.PostalCode, form.Home.Address, form.Home.Phone) = ("980-0011", "宮城県仙台市青葉区上杉9-82-5 コーポ上杉201", "022-012-3456"));
        await ChangeAsync(app, form => form.Affiliations[0].Department = "臨床検査部 微生物検査室");
        await ChangeAsync(app, form => form.Name = "髙木　真理子");
        await using var portal = await BrowserPortal.StartAsync(app);
        var narrow = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, narrow, await SecretaryAsync(app, society, "mori"));
        await narrow.LoadAsync("/office/members/changes");
        await portal.CheckAsync(narrow, "office-profile-changes");

        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await SecretaryAsync(app, society, "saeki"));
        await office.LoadAsync("/office");
        await portal.CheckAsync(office, "office-with-profile-changes");
        await office.GetByRole(AriaRole.Link, new() { Name = "会員による変更" }).ClickAsync();
        await Expect(office.Locator("tbody tr")).ToHaveCountAsync(3);
        await office.WaitForTimeoutAsync(1_500); // the keys work once the circuit is there
        await portal.CheckAsync(office, "office-profile-changes");

        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("a");
        await Expect(office.GetByText("1件を確認済みにしました。")).ToBeVisibleAsync();
        await Expect(office.Locator("tbody tr")).ToHaveCountAsync(2);
        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("x");
        await Expect(office.GetByText("1件を選んでいます")).ToBeVisibleAsync();
        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("x");
        await Expect(office.GetByText("2件を選んでいます")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-profile-changes-chosen");
        await office.Keyboard.PressAsync("a");
        await Expect(office.GetByText("確認を待っている変更はありません")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-profile-changes-none");

        await office.GetByRole(AriaRole.Link, new() { Name = "確認済み" }).ClickAsync();
        await Expect(office.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(office.Locator("tbody")).ToContainTextAsync("佐伯 由香");
        await portal.CheckAsync(office, "office-profile-changes-done");
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private static async Task ChangeAsync(TestApp app, Action<ProfileForm> change)
    {
        var member = await app.AddMemberAsync();
        var stored = (await app.LoadProfileAsync(member)).Stored;
        var form = ProfileForm.Of(stored);
        change(form);
        (await app.Services.GetRequiredService<SaveProfile>().RunAsync(member, form, stored.Version, Cancel)).OrThrow();
    }

    private static async Task<Actor> SecretaryAsync(TestApp app, Society society, string login)
    {
        await using var database = app.Databases.Open(society.Id);
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login };
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "佐伯 由香" });
        await database.SaveChangesAsync(Cancel);
        return new Actor(account.Id, society.Id, null, [StaffRole.Secretary]);
    }
}

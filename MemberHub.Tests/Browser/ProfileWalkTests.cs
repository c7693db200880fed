using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static MemberHub.Tests.Features.Profile.ProfileMembers;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>基本情報 in a browser: correct, confirm, save; and what happens to input when the page goes away.</summary>
public sealed class ProfileWalkTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_member_corrects_confirms_and_saves(int width)
    {
        var app = new TestApp();
        var actor = await app.AddMemberAsync(affiliations: [Minato, Minato with { Institution = "二番大学医学部" }]);
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await OpenAsync(portal, actor, width);

        await portal.CheckAsync(page, "03-profile");
        await page.GetByLabel("郵便番号", new() { Exact = true }).First.FillAsync("105-00");
        await Button(page, "確認").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await portal.CheckAsync(page, "03-profile-errors");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("#affiliation-1-postal-code")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("１０６００３２");
        await page.GetByLabel("携帯番号").FillAsync("０８０−０１２３−９９９９");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "病理" }).CheckAsync();
        await Button(page, "所属先2を削除").ClickAsync();
        await Button(page, "確認").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "変更内容の確認" })).ToBeFocusedAsync();
        await Expect(page.Locator(".diff .d")).ToHaveCountAsync(4);
        await portal.CheckAsync(page, "04-profile-confirm");
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
        await Button(page, "保存").ClickAsync();

        await Expect(page.GetByText("保存しました")).ToBeVisibleAsync();
        await Expect(page.Locator("section.note")).ToBeFocusedAsync();
        await portal.CheckAsync(page, "04-profile-saved");
        var member = await app.MemberAsync(actor);
        Assert.Equal("080-0123-9999", member.Person.MobilePhone);
        Assert.Equal("106-0032", Assert.Single(member.Affiliations).Details.Place.PostalCode);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Input_comes_back_after_a_reload_and_goes_when_it_is_discarded()
    {
        var app = new TestApp();
        var actor = await app.AddMemberAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await OpenAsync(portal, actor, 390);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();

        await page.GetByLabel("携帯番号").FillAsync("080-0123-9999");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("下書き 午後0時0分")).ToBeVisibleAsync();
        await page.ReloadAsync();

        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("080-0123-9999");
        await Expect(Button(page, "確認")).ToBeEnabledAsync();
        await portal.CheckAsync(page, "03-profile-draft");
        await Button(page, "下書きを破棄").ClickAsync();
        await portal.CheckAsync(page, "03-profile-discard");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "下書きを破棄" }).ClickAsync();
        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("090-0123-4567");
        await Expect(page.GetByText("まだ保存していません")).Not.ToBeVisibleAsync();
        Assert.Equal(Mariko, (await app.MemberAsync(actor)).Person);
    }

    [Fact]
    public async Task Leaving_with_changes_asks()
    {
        var app = new TestApp();
        var actor = await app.AddMemberAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await OpenAsync(portal, actor, 1280);

        await page.GetByLabel("携帯番号").FillAsync("080-0123-9999");
        await page.GetByRole(AriaRole.Link, new() { Name = "ホーム" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("保存せずにこのページを離れますか");
        await portal.CheckAsync(page, "03-profile-leave");
        await Button(page, "このページに残る").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("080-0123-9999");
        await page.GetByRole(AriaRole.Link, new() { Name = "ホーム" }).First.ClickAsync();
        await Button(page, "保存せずに離れる").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(portal.App.ClientOptions.BaseAddress, "/").ToString(), new() { Timeout = 30_000 });
        await page.LoadAsync("/profile");
        await Expect(page.GetByLabel("携帯番号")).ToHaveValueAsync("080-0123-9999");
    }

    private static async Task<IPage> OpenAsync(BrowserPortal portal, Actor actor, int width)
    {
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(portal.App, page, actor);
        await page.LoadAsync("/profile");
        await Expect(Button(page, "確認")).ToBeEnabledAsync();
        return page;
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Features.Directory;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>One member shows something of themselves, another finds it; rosters; and the office takes a person out.</summary>
public sealed class DirectoryWalkTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task What_one_member_shows_another_finds(int width)
    {
        var app = new TestApp();
        var mariko = await app.AddMemberAsync();
        var reader = await app.AddNamedAsync("佐藤　健", "さとう　けん");
        await MakeCouncillorAsync(app, mariko);
        await using var portal = await BrowserPortal.StartAsync(app);
        var profile = await OpenAsync(portal, mariko, width, "/profile");
        await Expect(Button(profile, "確認")).ToBeEnabledAsync();
        await Group(profile, "施設・大学名").GetByLabel("会員に見せる").CheckAsync();
        await Group(profile, "メールアドレス").GetByLabel("会員に見せる").CheckAsync();
        await portal.CheckAsync(profile, "directory-switches");
        await Button(profile, "確認").ClickAsync();
        await Expect(profile.Locator(".diff .d")).ToHaveCountAsync(2);
        await portal.CheckAsync(profile, "directory-confirm");
        await Button(profile, "保存").ClickAsync();
        await profile.Locator("section.note").GetByRole(AriaRole.Link, new() { Name = "他の会員からの見え方" }).ClickAsync();
        await Expect(profile.GetByRole(AriaRole.Heading, new() { Name = "髙橋　真理子" })).ToBeVisibleAsync();
        await portal.CheckAsync(profile, "directory-me");

        var search = await OpenAsync(portal, reader, width, width > 1000 ? "/" : "/menu");
        await search.GetByRole(AriaRole.Link, new() { Name = "会員検索" }).First.ClickAsync();
        await Expect(Button(search, "検索")).ToBeEnabledAsync();
        await portal.CheckAsync(search, "directory");
        await search.GetByLabel("氏名・ふりがな").FillAsync("t");
        await Button(search, "検索").ClickAsync();
        await Expect(search.GetByText("2文字以上")).ToBeVisibleAsync();
        await portal.CheckAsync(search, "directory-short");
        await search.GetByLabel("氏名・ふりがな").FillAsync("takahashi");
        await search.Keyboard.PressAsync("Enter");
        await Expect(search.GetByText("1人が見つかりました")).ToBeVisibleAsync();
        await Expect(search.GetByText("みなと総合医療センター")).ToBeVisibleAsync();
        await Expect(search.GetByRole(AriaRole.Link, new() { Name = "member101@example.jp" })).ToBeVisibleAsync();
        await Expect(search.GetByText("090-0123-4567")).Not.ToBeVisibleAsync();
        await portal.CheckAsync(search, "directory-found");
        Assert.DoesNotContain(portal.Addresses, address => address.Contains("takahashi", StringComparison.OrdinalIgnoreCase));
        await search.GetByLabel("氏名・ふりがな").FillAsync("例のない名前");
        await Button(search, "検索").ClickAsync();
        await Expect(search.GetByText("見つかりませんでした")).ToBeVisibleAsync();
        await portal.CheckAsync(search, "directory-none");
        await search.GetByRole(AriaRole.Link, new() { Name = "名簿" }).First.ClickAsync();
        await search.GetByRole(AriaRole.Link, new() { Name = "評議員", Exact = true }).ClickAsync();
        await Expect(search.GetByText("みなと総合医療センター")).ToBeVisibleAsync();
        await portal.CheckAsync(search, "directory-rosters");
        await app.SetAsync(new DirectorySettings { PublishesRosters = true, SearchesPerHour = 10 });
        var stranger = await portal.VisitAsync(width, "/rosters?list=councillor");
        await Expect(stranger.GetByText("髙橋　真理子")).ToBeVisibleAsync();
        await portal.CheckAsync(stranger, "directory-public");

        var secretary = await BillingOffice.StaffAsync(app.Databases, await app.SocietyAsync(), "jimu", "今野 桂子", StaffRole.Secretary);
        var office = await OpenAsync(portal, secretary, width, "/office/members/0000101/office");
        await office.Locator("#listing-Reason").FillAsync("ご本人の申し出");
        await portal.CheckAsync(office, "directory-take-out");
        await Button(office, "掲載をやめる").ClickAsync();
        await Expect(office.GetByText("会員検索・名簿への掲載の変更")).ToBeVisibleAsync();
        await stranger.ReloadAsync();
        await Expect(stranger.GetByText("載っている方はいません")).ToBeVisibleAsync();
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private static async Task MakeCouncillorAsync(TestApp app, Actor actor)
    {
        await using var database = app.Databases.Open(actor.SocietyId);
        var rank = await database.Ranks.SingleAsync(item => item.Code == "Councillor");
        var member = await database.Members.SingleAsync(item => item.Id == actor.MemberId);
        member.Classify(member.CategoryId, rank.Id, member.JoinedOn, null);
        await database.SaveChangesAsync();
    }

    private static async Task<IPage> OpenAsync(BrowserPortal portal, Actor actor, int width, string path)
    {
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(portal.App, page, actor);
        await page.LoadAsync(path);
        return page;
    }

    private static ILocator Group(IPage page, string legend) => page.GetByRole(AriaRole.Group, new() { Name = legend, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

using System.Text;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The office looks after a member in a real browser: found by another kanji, changed on behalf, waived, exported; the member sees it.</summary>
public sealed class MembersWalkTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private BrowserPortal portal = default!;
    private Actor secretary = default!;
    private Actor accountant = default!;
    private Actor member = default!;

    public async ValueTask InitializeAsync()
    {
        portal = await BrowserPortal.StartAsync(app);
        var society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);
        accountant = await BillingOffice.StaffAsync(app.Databases, society, "keiri", "菅原 修", StaffRole.Accountant);
        await new RosterBuilder(app.Databases, society).Numbered("0000100").Named("佐藤　健").WithoutAffiliation().Charged(2026, 12_000, paid: 12_000).AddAsync();
        member = await new RosterBuilder(app.Databases, society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_member_is_found_by_another_kanji_changed_waived_and_exported()
    {
        var office = await OpenAsync(secretary, "/office/members");
        await portal.CheckAsync(office, "members");
        await office.Keyboard.PressAsync("/");
        await office.Keyboard.TypeAsync("高橋真理");
        await office.Keyboard.PressAsync("Enter");
        await Expect(office.GetByText("1名", new() { Exact = true })).ToBeVisibleAsync();
        // A row is drawn before the script that hears its keys has come.
        await office.WaitForLoadStateAsync(LoadState.Load);
        await portal.CheckAsync(office, "members-found");
        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("Enter");
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "髙橋　真理子" })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member");

        await office.GetByRole(AriaRole.Link, new() { Name = "会員に代わって変更" }).ClickAsync();
        await Expect(office.GetByLabel("携帯番号")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-edit");
        await office.GetByLabel("携帯番号").FillAsync("０９０－０１２３－４５６７");
        await office.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true }).ClickAsync();
        await Expect(office.GetByText("090-0123-4567")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(office.GetByText("事務局による基本情報の変更")).ToBeVisibleAsync();
        await Expect(office.GetByText("今野 桂子").Last).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-changed");

        var money = await OpenAsync(accountant, "/office/members/0000101");
        await money.GetByRole(AriaRole.Link, new() { Name = "2025年度の会費を免除・訂正" }).ClickAsync();
        await Expect(money.GetByRole(AriaRole.Button, new() { Name = "会費を減らす" })).ToBeVisibleAsync();
        await portal.CheckAsync(money, "member-waive");
        await money.GetByRole(AriaRole.Button, new() { Name = "会費を減らす" }).ClickAsync();
        await Expect(money.GetByText("理由を入れてください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(money, "member-waive-error");
        await money.GetByLabel("理由").FillAsync("海外留学のため");
        await money.GetByRole(AriaRole.Button, new() { Name = "会費を減らす" }).ClickAsync();
        await Expect(money.GetByText("海外留学のため").First).ToBeVisibleAsync();

        var own = await OpenAsync(member, "/payments/history");
        await Expect(own.GetByText("免除").First).ToBeVisibleAsync();
        await Expect(own.GetByText("海外留学のため")).ToBeVisibleAsync();

        await office.LoadAsync("/office/members?q=%E9%AB%98%E6%A9%8B");
        await office.Locator("details.export summary").ClickAsync();
        await office.GetByLabel("書き出す理由").FillAsync("宛名の作成");
        await portal.CheckAsync(office, "members-export");
        var download = await office.RunAndWaitForDownloadAsync(() => office.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8, TestContext.Current.CancellationToken);
        Assert.Contains("0000101,髙橋　真理子", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0000100", text, StringComparison.Ordinal);
        await office.LoadAsync("/office/members/mailing-list");
        await portal.CheckAsync(office, "mailing-list");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task A_member_is_added_put_in_another_category_and_leaves()
    {
        var office = await OpenAsync(secretary, "/office/members");
        await office.GetByRole(AriaRole.Link, new() { Name = "会員を追加" }).ClickAsync();
        await portal.CheckAsync(office, "member-add");
        await office.GetByLabel("氏名").FillAsync("渡邉 紗英");
        await office.GetByLabel("ふりがな").FillAsync("わたなべ さえ");
        await office.GetByLabel("入会日").FillAsync("2026年11月22日");
        await office.GetByRole(AriaRole.Button, new() { Name = "会員を追加" }).ClickAsync();
        await office.WaitForURLAsync("**/office/members/0000102/edit");
        await office.LoadAsync("/office/members/0000102/office");
        await portal.CheckAsync(office, "member-office");
        await office.Locator("#classify-Category").SelectOptionAsync("学生会員");
        await office.Locator("#classify-Reason").FillAsync("大学院に入学");
        await office.GetByRole(AriaRole.Button, new() { Name = "区分を変更" }).ClickAsync();
        await Expect(office.GetByText("大学院に入学")).ToBeVisibleAsync();
        await office.LoadAsync("/office/members/0000102/office");
        await office.Locator("#end-Day").FillAsync("2026-11-30");
        await office.Locator("#end-Reason").FillAsync("本人の申出");
        await office.GetByRole(AriaRole.Button, new() { Name = "在籍を終える" }).ClickAsync();
        await Expect(office.GetByText("本人の申出")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-leaving");

        await office.LoadAsync("/office/members/0000101/office");
        await Expect(office.GetByRole(AriaRole.Button, new() { Name = "在籍に戻す" })).ToHaveCountAsync(0);
        await office.GetByRole(AriaRole.Radio, new() { Name = "逝去" }).CheckAsync();
        await office.Locator("#end-Day").FillAsync("2025-12-20");
        await office.Locator("#end-Reason").FillAsync("ご家族から");
        await office.GetByRole(AriaRole.Button, new() { Name = "在籍を終える" }).ClickAsync();
        await Expect(office.GetByText("請求を取り消した年会費：2026年度")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-ended");
        await office.SetViewportSizeAsync(390, 844);
        await office.LoadAsync("/office/members/0000101/office");
        await office.GetByRole(AriaRole.Button, new() { Name = "在籍に戻す" }).ClickAsync();
        await Expect(office.Locator("#restore-Reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await portal.CheckAsync(office, "member-restore");
        await office.Locator("#restore-Reason").FillAsync("別の会員の逝去でした");
        await office.GetByRole(AriaRole.Button, new() { Name = "在籍に戻す" }).ClickAsync();
        await Expect(office.GetByText("もう一度請求する年会費：2026年度")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-restored");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<IPage> OpenAsync(Actor actor, string address)
    {
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, actor);
        await page.LoadAsync(address);
        return page;
    }
}

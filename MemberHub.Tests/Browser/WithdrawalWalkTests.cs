using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A member reads the notices and leaves, the office confirms; then a charge by hand and its correction.</summary>
public sealed class WithdrawalWalkTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private BrowserPortal portal = default!;

    public async ValueTask InitializeAsync()
    {
        app.Settings["SystemNotices:Notices:0:TitleJa"] = "メンテナンスのお知らせ";
        app.Settings["SystemNotices:Notices:0:BodyJa"] = "日曜日の午前3時から30分ほど、つながりにくくなることがあります。";
        society = await app.SocietyAsync();
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

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_member_reads_what_is_new_hands_a_notice_in_and_takes_it_back(int width)
    {
        var member = await Member("0000101").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await AddNoticesAsync();
        var page = await portal.VisitAsync(width, "/login");
        await Expect(page.GetByText("システムからのお知らせ")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "notices-login");
        await SignedIn.AsAsync(app, page, member);
        await page.LoadAsync("/");
        await Expect(page.GetByText("未読 3件").First).ToBeAttachedAsync();
        await portal.CheckAsync(page, "notices-dashboard");
        await page.LoadAsync("/menu");
        await portal.CheckAsync(page, "notices-menu");
        await page.LoadAsync("/notices");
        await portal.CheckAsync(page, "notices");
        await page.GetByRole(AriaRole.Link, new() { Name = "払込取扱票の発送について" }).ClickAsync();
        await Expect(page.GetByText("3〜5営業日で発送しています")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "notice");
        await page.GetByRole(AriaRole.Link, new() { Name = "お知らせの一覧" }).ClickAsync();
        await Expect(page.GetByText("未読が2件あります。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "すべて既読にする" }).ClickAsync();
        await Expect(page.GetByText("未読が2件あります。")).ToBeHiddenAsync();
        await Expect(page.GetByText("未読")).ToHaveCountAsync(0);

        await page.LoadAsync("/menu");
        await page.GetByRole(AriaRole.Link, new() { Name = "退会の手続き" }).ClickAsync();
        await Expect(page.GetByText("会費を支払わないことは、退会にはなりません。")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "withdrawal");
        await page.GetByRole(AriaRole.Button, new() { Name = "退会届を出す" }).ClickAsync();
        await Expect(page.GetByText("チェックを入れてください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(page, "withdrawal-error");
        await page.GetByLabel("退会の理由").FillAsync("定年退職のため");
        await page.GetByLabel("上の内容を確かめました").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退会届を出す" }).ClickAsync();
        await Expect(page.GetByText("提出済み（事務局の確認待ち）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "withdrawal-handed-in");

        var office = await OfficeAsync(StaffRole.Secretary, "/office/withdrawals");
        await portal.CheckAsync(office, "office-withdrawals");
        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("Enter");
        await Expect(office.GetByText("定年退職のため")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-withdrawal");
        await office.GetByRole(AriaRole.Button, new() { Name = "退会届を受理する" }).ClickAsync();
        await Expect(office.GetByText("会員にメールでお知らせしました")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-withdrawals-confirmed");

        await page.ReloadAsync();
        await Expect(page.GetByText("受理（お支払い待ち）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "withdrawal-confirmed");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "お支払いへ進む" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退会届を取り下げる" }).ClickAsync();
        await Expect(page.GetByText("退会届を取り下げました")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "withdrawal-undone");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task A_charge_is_raised_by_hand_and_increased_and_the_member_sees_both()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var office = await OfficeAsync(StaffRole.Accountant, "/office/members/0000101");
        await office.GetByRole(AriaRole.Link, new() { Name = "請求を作る" }).ClickAsync();
        await Expect(office.GetByLabel("納入期限")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-charge");
        await office.GetByRole(AriaRole.Button, new() { Name = "請求する" }).ClickAsync();
        await Expect(office.GetByText("内容を入れてください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-charge-error");
        await office.GetByLabel("内容").FillAsync("講習会テキスト代");
        await office.GetByLabel("金額").FillAsync("２，５００");
        await office.GetByLabel("納入期限").FillAsync("2026-12-20");
        await office.GetByLabel("請求の理由").FillAsync("申込み");
        await office.GetByRole(AriaRole.Button, new() { Name = "請求する" }).ClickAsync();
        await Expect(office.GetByText("個別請求（講習会テキスト代）")).ToBeVisibleAsync();

        await office.GetByRole(AriaRole.Link, new() { Name = "2026年度の請求を増額" }).Last.ClickAsync();
        await office.GetByLabel("増やす額").FillAsync("3000");
        await office.GetByLabel("理由").FillAsync("口数の誤り");
        await portal.CheckAsync(office, "member-increase");
        await office.GetByRole(AriaRole.Button, new() { Name = "増額する" }).ClickAsync();
        await Expect(office.GetByText("訂正 +3,000円（請求時 12,000円）")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "member-corrected");

        var own = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, own, member);
        await own.LoadAsync("/payments");
        await Expect(own.GetByText("講習会テキスト代").First).ToBeVisibleAsync();
        await Expect(own.GetByText("訂正 +3,000円（請求時 12,000円）").First).ToBeVisibleAsync();
        await Expect(own.GetByText("17,500円").First).ToBeVisibleAsync();
        await portal.CheckAsync(own, "payments-corrected");
        await own.LoadAsync("/payments/history");
        await Expect(own.GetByText("訂正 +3,000円（請求時 12,000円）").First).ToBeVisibleAsync();
        await portal.CheckAsync(own, "history-corrected");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private async Task AddNoticesAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        var day = new DateOnly(2026, 11, 20);
        database.AddRange(
            new Notice(NoticeAudience.Everyone, "年末年始の事務局休業について", "The office is closed over the New Year", "12月29日から1月4日まで事務局をお休みします。", "The office is closed.", day),
            new Notice(NoticeAudience.Members, "払込取扱票の発送について", "When slips are sent", "払込取扱票は、お申し込みから3〜5営業日で発送しています。", "In three to five days.", day.AddDays(-4)),
            new Notice(NoticeAudience.Members, "機関誌の送付先をご確認ください", "Please check your address", "異動された方は、所属先1の変更をお願いします。", "If you have moved, tell us.", day.AddDays(-20)));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IPage> OfficeAsync(StaffRole role, string path)
    {
        var staff = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", role);
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, staff);
        await page.LoadAsync(path);
        return page;
    }
}

using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A year billed in a real browser: drafted by the secretary, released and run by the accountant, seen by a member.</summary>
public sealed class BillingWalkTests : IAsyncLifetime
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
        member = await Member("0000101").Named("青葉　ひかり").Charged(2026, 12_000, paid: 12_000).AddAsync();
        await Member("0000102").AddAsync();
        await Member("0000103").Of("名誉会員").AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000104").Named("住所　なし").AddAsync();

        RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5");
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_year_is_drafted_released_run_and_seen()
    {
        var office = await OpenAsync(secretary, "/office/billing");
        await portal.CheckAsync(office, "billing-none");
        await office.GetByRole(AriaRole.Button, new() { Name = "下見をする" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "2027年度の請求" })).ToBeVisibleAsync();
        await Expect(office.GetByText("承認できるのは経理の方です。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-draft");
        await office.GetByRole(AriaRole.Link, new() { Name = "住所なし" }).ClickAsync();
        await Expect(office.GetByText("住所　なし")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-left-out");
        var address = new Uri(office.Url).AbsolutePath;

        var money = await OpenAsync(accountant, address);
        await money.GetByRole(AriaRole.Button, new() { Name = "2件を承認する" }).ClickAsync();
        await Expect(money.GetByText("承認済み（実行待ち）")).ToBeVisibleAsync();
        await portal.CheckAsync(money, "billing-released");

        // Neither another draft nor one key throws the release away.
        await office.LoadAsync("/office/billing");
        await office.GetByRole(AriaRole.Button, new() { Name = "下見をする" }).ClickAsync();
        await Expect(office.GetByText("菅原 修さんが承認し、実行を待っています。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-draft-refused");
        await office.LoadAsync(address);
        await office.GetByRole(AriaRole.Button, new() { Name = "承認済みの下見を破棄する" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Dialog).GetByText("菅原 修さんの承認も取り消されます。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-discard");
        await office.GetByRole(AriaRole.Button, new() { Name = "承認を残す" }).ClickAsync();
        await Expect(office.GetByText("承認済み（実行待ち）")).ToBeVisibleAsync();
        await money.GetByRole(AriaRole.Button, new() { Name = "2件の請求を実行する" }).ClickAsync();
        await Expect(money.GetByText("会員の画面に請求が出ています。")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await portal.CheckAsync(money, "billing-done");
        await money.LoadAsync("/office/billing");
        await Expect(money.GetByText("24,000円")).ToBeVisibleAsync();
        await portal.CheckAsync(money, "billing-list");

        var page = await OpenAsync(member, "/payments/history");
        await Expect(page.GetByText("2027年度").First).ToBeVisibleAsync();
        await Expect(page.GetByText("お支払い開始前").First).ToBeVisibleAsync();

        // The members hear of it today: an hour is in the past, so the job writes their mails at its next pulse.
        await page.LoadAsync("/");
        await Expect(page.GetByText("2027年度の年会費について")).ToBeVisibleAsync();

        await money.LoadAsync(address);
        await money.GetByLabel("取り消す理由").FillAsync("金額の誤り");
        await money.GetByRole(AriaRole.Button, new() { Name = "請求を取り消す" }).ClickAsync();
        await Expect(money.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await money.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "請求を取り消す" }).ClickAsync();
        await Expect(money.GetByText("請求を取り消しました。")).ToBeVisibleAsync();
        await portal.CheckAsync(money, "billing-undone");
        await page.LoadAsync("/payments/history");
        await Expect(page.GetByText("2026年度").First).ToBeVisibleAsync();
        await Expect(page.GetByText("2027年度")).ToHaveCountAsync(0);
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Theory]
    [InlineData("/office/billing", "h1", 10)]
    [InlineData("/office/billing/schedule", "table", 10)]
    [InlineData("/office/billing/reminders", "h1", 10)]
    public async Task A_page_of_billing_opens_with_ten_statements_and_repeats_none(string path, string landmark, int most)
    {
        var page = await OpenAsync(secretary, path);
        await Expect(page.Locator(landmark).First).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(4_000);
        await app.CountStatementsAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(landmark).First).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(2_000);

        var statements = app.Statements.All;
        Assert.InRange(statements.Count, 1, most);
        Assert.Equal(statements.Distinct(), statements);
    }

    [Fact]
    public async Task The_schedule_is_changed_for_a_year_that_is_not_billed()
    {
        var office = await OpenAsync(secretary, "/office/billing/schedule");
        await office.GetByLabel("正会員 1口の金額", new() { Exact = false }).First.FillAsync("１３，０００");
        await portal.CheckAsync(office, "billing-schedule");
        await office.GetByRole(AriaRole.Button, new() { Name = "2027年度からこの金額にする" }).ClickAsync();
        await Expect(office.GetByText("1か所を変えました。")).ToBeVisibleAsync();
        await Expect(office.GetByText("2027年度から").First).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "2026年度", Exact = true }).ClickAsync();
        await Expect(office.GetByText("2026年度まで請求済みです")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-schedule-locked");
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_named_month_holds_the_reminder_back_and_the_others_are_reminded(int width)
    {
        var society = await app.SocietyAsync();
        var waiting = await new RosterBuilder(app.Databases, society).Numbered("0000111").Named("待田　月子").Charged(2025, 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000112").Named("未納　太郎").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        var page = await OpenAsync(waiting, "/payments/month", width);
        await page.GetByLabel("2025年度（12,000円）の予定月").SelectOptionAsync("2027-03-01");
        await portal.CheckAsync(page, "payment-month");
        await page.GetByRole(AriaRole.Button, new() { Name = "予定月を知らせる" }).ClickAsync();
        await Expect(page.GetByText("お支払い予定月を承りました。")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("2025年度（12,000円）の予定月")).ToHaveValueAsync("2027-03-01");

        var office = await OpenAsync(secretary, "/office/billing/reminders", width);
        await Expect(office.GetByText("未納　太郎").First).ToBeVisibleAsync();
        await Expect(office.GetByText("待田　月子")).ToHaveCountAsync(0);
        await portal.CheckAsync(office, "billing-reminders");
        await office.GetByRole(AriaRole.Link, new() { Name = "予定月待ち" }).ClickAsync();
        await Expect(office.GetByText("2027年3月の予定")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "1人に督促を送る" }).ClickAsync();
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "督促を送る" }).ClickAsync();
        await Expect(office.GetByText("1人への督促を送信待ちに入れました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "billing-reminders-sent");
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<IPage> OpenAsync(Actor actor, string path, int width = 1280)
    {
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, page, actor);
        await page.LoadAsync(path);
        return page;
    }
}

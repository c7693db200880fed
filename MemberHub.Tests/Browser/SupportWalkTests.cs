using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>From a question to its answer, in a real browser: the member finds, asks, is answered; somebody who cannot sign in reaches the office.</summary>
public sealed class SupportWalkTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private BrowserPortal portal = default!;
    private Society society = default!;
    private Actor secretary = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await BrowserPortal.StartAsync(app);
        society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_member_finds_an_answer_asks_and_is_answered_by_mail()
    {
        var member = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        var plain = await portal.VisitWithoutScriptsAsync(390, "/help");
        await plain.GetByRole(AriaRole.Searchbox).FillAsync("ﾊﾟｽﾜｰﾄﾞ");
        await plain.GetByRole(AriaRole.Button, new() { Name = "検索" }).ClickAsync();
        await Expect(plain.Locator("#forgot-password mark").First).ToHaveTextAsync("パスワード");
        var reader = await portal.VisitAsync(390, "/help");
        await portal.CheckAsync(reader, "help");
        await reader.LoadAsync("/help?q=ﾊﾟｽﾜｰﾄﾞ");
        await portal.CheckAsync(reader, "help-found");

        var phone = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, phone, member);
        await phone.LoadAsync("/payments");
        await phone.GetByRole(AriaRole.Link, new() { Name = "年度を分けたいとき" }).ClickAsync();
        await Expect(phone.GetByText("2025年度・2026年度 合計24,000円")).ToBeVisibleAsync();
        await Expect(phone.GetByLabel("種類")).ToHaveValueAsync("PayByYear");
        await portal.CheckAsync(phone, "contact");
        await phone.GetByLabel("内容").FillAsync("病院の経費で今年度の分だけ払いたいです。");
        await phone.GetByRole(AriaRole.Button, new() { Name = "送信する" }).ClickAsync();
        await Expect(phone.GetByText("Q-2026-000001")).ToBeVisibleAsync();
        await portal.CheckAsync(phone, "contact-sent");

        var office = await OfficeAsync(1280);
        await office.LoadAsync("/office");
        await office.GetByRole(AriaRole.Link, new() { Name = "お問い合わせ" }).First.ClickAsync();
        await office.WaitForURLAsync("**/office/support*");
        await portal.CheckAsync(office, "office-support");
        await office.GetByRole(AriaRole.Link, new() { Name = "Q-2026-000001" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "年度ごとに分けて請求する" })).ToHaveAttributeAsync("href", "/office/members/0000101/split");
        await portal.CheckAsync(office, "office-ticket");
        await office.GetByLabel("回答", new() { Exact = true }).FillAsync("年度ごとの請求書を2通お作りしました。");
        await office.GetByRole(AriaRole.Button, new() { Name = "回答を送る" }).ClickAsync();
        await Expect(office.GetByText("回答をメールで送りました。")).ToBeVisibleAsync();
        var narrow = await OfficeAsync(390);
        await narrow.LoadAsync("/office/support/Q-2026-000001");
        await portal.CheckAsync(narrow, "office-ticket");

        Assert.Equal("/help/tickets/Q-2026-000001", await MailFolder.LinkToAsync(Path.Combine(app.Folder, "mail"), "member0000101@example.jp"));
        await phone.LoadAsync("/help/tickets/Q-2026-000001");
        await Expect(phone.GetByText("年度ごとの請求書を2通お作りしました。")).ToBeVisibleAsync();
        await portal.CheckAsync(phone, "my-ticket");
        var wide = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, wide, member);
        await wide.LoadAsync("/help?from=/payments");
        await portal.CheckAsync(wide, "help");
        await wide.LoadAsync("/help/contact");
        await portal.CheckAsync(wide, "contact");
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Who_cannot_sign_in_reaches_the_office_and_gets_an_address_registered()
    {
        var member = await new RosterBuilder(app.Databases, society).AddAsync();
        var phone = await portal.VisitAsync(390, "/login");
        await portal.CheckAsync(phone, "login-with-help");
        await phone.GetByRole(AriaRole.Link, new() { Name = "初めてログインする方" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "受付に送る" }).ClickAsync();
        await Expect(phone.GetByText("「氏名」を入れてください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(phone, "first-login-missing");
        await phone.GetByLabel("氏名").FillAsync("高橋 真理子");
        await phone.GetByLabel("所属").FillAsync("みなと総合医療センター");
        await phone.GetByLabel("登録したいメールアドレス").FillAsync("mariko@example.jp");
        await phone.GetByRole(AriaRole.Button, new() { Name = "受付に送る" }).ClickAsync();
        await Expect(phone.GetByText("Q-2026-000001")).ToBeVisibleAsync();

        var office = await OfficeAsync(1280);
        await office.LoadAsync("/office/support/Q-2026-000001");
        await Expect(office.GetByText("✓ 氏名が一致")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-first-login");
        await office.GetByRole(AriaRole.Button, new() { Name = "0000101の会員からと決める" }).ClickAsync();
        await Expect(office.GetByText("会員を決めました。")).ToBeVisibleAsync();
        await office.GetByLabel("確認の記録").FillAsync("勤務先の代表番号へ電話");
        await office.GetByRole(AriaRole.Button, new() { Name = "確認したので登録する" }).ClickAsync();
        await Expect(office.GetByText("メールだけでの確認では登録できません")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Combobox, new() { Name = "本人確認" }).SelectOptionAsync("CalledRegisteredPhone");
        await office.GetByRole(AriaRole.Button, new() { Name = "確認したので登録する" }).ClickAsync();
        await Expect(office.GetByText("新旧のアドレスへお知らせしました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-email-set");
        Assert.Equal("/password/forgot", await MailFolder.LinkToAsync(Path.Combine(app.Folder, "mail"), "mariko@example.jp"));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal("mariko@example.jp", await database.Users.Where(account => account.Id == member.AccountId).Select(account => account.Email).SingleAsync(Cancel));
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<IPage> OfficeAsync(int width)
    {
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, page, secretary);
        return page;
    }
}

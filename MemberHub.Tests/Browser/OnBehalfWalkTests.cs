using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A clerk does at a member's request what the member could do: a slip, an invoice in its place, the certificate, a notice of leaving, the choice of news; and shortens a leave.</summary>
public sealed class OnBehalfWalkTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private BrowserPortal portal = default!;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        await new RosterBuilder(app.Databases, society).PostedTo("980-0001", "宮城県仙台市青葉区青葉1-2-3").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
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
    public async Task A_clerk_acts_on_the_members_behalf_from_the_members_page(int width)
    {
        var staff = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);
        var office = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, office, staff);
        await office.LoadAsync("/office/members/0000101");
        await office.GetByRole(AriaRole.Link, new() { Name = "払込取扱票を申請" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "会員に代わって払込取扱票を申請", Level = 1 })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-slip");
        await office.GetByRole(AriaRole.Button, new() { Name = "24,000円の払込取扱票を申請" }).ClickAsync();
        await Expect(office.GetByText("保存しました").First).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "請求書を発行", Exact = true }).ClickAsync();
        await Expect(office.GetByText("いまのお支払い手続きを取り消して")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-invoice");
        await office.GetByRole(AriaRole.Button, new() { Name = "24,000円の請求書を発行" }).ClickAsync();
        await Expect(office.GetByText("I-2026-000001").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-member");

        await office.GetByRole(AriaRole.Link, new() { Name = "お知らせメールの設定" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "お知らせメール", Level = 1 })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-news");
        await office.GetByLabel("お知らせメールを受け取る").UncheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByText("お知らせメールの受け取りの変更")).ToBeVisibleAsync();

        await office.GetByRole(AriaRole.Link, new() { Name = "会員証", Exact = true }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "会員証を発行する" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "印刷用のPDFを開く" })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-certificate");
        await office.GetByRole(AriaRole.Button, new() { Name = "QRコードを新しくする" }).ClickAsync();
        await Expect(office.GetByText("以前のQRコードは無効です。")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "会員 0000101 へ戻る" }).ClickAsync();

        await office.GetByRole(AriaRole.Link, new() { Name = "会員資格・在籍の変更" }).ClickAsync();
        await office.GetByLabel("理由").Nth(1).FillAsync("留学のため");
        await office.GetByRole(AriaRole.Button, new() { Name = "休会にする" }).ClickAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "会員資格・在籍の変更" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "休会を変更する" }).ClickAsync();
        await Expect(office.GetByText("どの休会をどうするかを選んでください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-leave");

        await office.LoadAsync("/office/members/0000101");
        await office.GetByRole(AriaRole.Link, new() { Name = "届いた退会届を登録" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "会員に代わって退会届を出す", Level = 1 })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "behalf-withdrawal");
        await office.GetByLabel("届いた退会届に").CheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "退会届を登録する" }).ClickAsync();
        await Expect(office.GetByText("退会届の提出")).ToBeVisibleAsync();
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }
}

using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The office invoices a hospital for three members and one member year by year; the members see it.</summary>
public sealed class InvoicingWalkTests
{
    [Fact]
    public async Task A_hospital_is_invoiced_for_its_members_and_a_member_year_by_year()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);
        var member = await new RosterBuilder(app.Databases, society).Numbered("0000101").Named("佐藤　健").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000102").Named("渡邉　修").Charged(2026, 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000103").Named("伊藤　花子").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var alone = await new RosterBuilder(app.Databases, society).Numbered("0000104").Named("小林　誠").WithoutAffiliation().Charged(2025, 12_000).Charged(2026, 14_000).AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, secretary);

        await office.LoadAsync("/office/documents");
        await office.GetByRole(AriaRole.Link, new() { Name = "勤務先への一括請求" }).ClickAsync();
        await office.GetByRole(AriaRole.Textbox, new() { Name = "勤務先" }).FillAsync("みなと総合");
        await office.GetByRole(AriaRole.Textbox, new() { Name = "会員番号" }).FillAsync("9999999");
        await office.GetByRole(AriaRole.Button, new() { Name = "さがす" }).ClickAsync();
        await Expect(office.GetByText("会員が見つからない入力：9999999")).ToBeVisibleAsync();
        await Expect(office.GetByText("請求に含めない会員（1名）")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "joint-found");
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "佐藤　健さんの2025年度を選ぶ" }).UncheckAsync();
        await office.GetByLabel("部署名").FillAsync("総務課");
        await office.GetByRole(AriaRole.Button, new() { Name = "内容を確認する" }).ClickAsync();
        await Expect(office.GetByText("会員2名・2件")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "joint-confirm");
        await office.GetByRole(AriaRole.Button, new() { Name = "発行する" }).ClickAsync();
        await Expect(office.GetByText("請求書を発行しました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "joint-invoice");
        var pdf = await office.APIRequest.GetAsync("/documents/I-2026-000001.pdf");
        Assert.Contains("会員一覧", PdfTools.Text(await pdf.BodyAsync()), StringComparison.Ordinal);

        var mine = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, mine, member);
        await mine.LoadAsync("/payments/history");
        await Expect(mine.GetByText("請求書発行済（お振込み待ち・勤務先一括）")).ToBeVisibleAsync();
        await portal.CheckAsync(mine, "joint-history");
        await mine.LoadAsync("/payments");
        await Expect(mine.GetByText("お手続きは不要です").First).ToBeVisibleAsync();
        await portal.CheckAsync(mine, "joint-payments");
        Assert.Equal(404, (await mine.APIRequest.GetAsync("/documents/I-2026-000001.pdf")).Status);

        await office.GetByLabel("部署名").FillAsync("経理課");
        await office.GetByLabel("理由").First.FillAsync("部署名の変更");
        await office.GetByRole(AriaRole.Button, new() { Name = "取り消して発行し直す" }).ClickAsync();
        await Expect(office.GetByText("新しい番号で発行しました。")).ToBeVisibleAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "I-2026-000001" })).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "取り消す", Exact = true }).ClickAsync();
        await Expect(office.GetByText("理由を200文字以内で入れてください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "invoice-error");
        await office.GetByLabel("理由").Last.FillAsync("病院からの申し出");
        await office.GetByRole(AriaRole.Button, new() { Name = "取り消す", Exact = true }).ClickAsync();
        await Expect(office.GetByText("請求書を取り消しました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "invoice-void");

        await office.LoadAsync("/office/members/0000104");
        await office.GetByRole(AriaRole.Link, new() { Name = "年度を分けて請求" }).ClickAsync();
        await portal.CheckAsync(office, "split");
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "2025年度を選ぶ" }).CheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "年度ごとに発行する" }).ClickAsync();
        await Expect(office.GetByText("理由を200文字以内で入れてください。").First).ToBeVisibleAsync();
        await office.GetByLabel("理由").FillAsync("2025年度分のみ勤務先が負担するため");
        await office.GetByRole(AriaRole.Button, new() { Name = "年度ごとに発行する" }).ClickAsync();
        await Expect(office.GetByText("請求書を1通発行しました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "split-done");
        await office.LoadAsync("/office/documents");
        await portal.CheckAsync(office, "register-joint");

        var other = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, other, alone);
        await other.LoadAsync("/payments");
        await Expect(other.GetByText("14,000円").First).ToBeVisibleAsync();
        await portal.CheckAsync(other, "split-payments");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }
}

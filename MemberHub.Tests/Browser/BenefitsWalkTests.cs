using MemberHub.Domain.Societies;
using MemberHub.Features.Certificate;
using MemberHub.Tests.Features.Benefits;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A benefit from the office's hands to the member's clipboard, and the membership card, in a real browser.</summary>
public sealed class BenefitsWalkTests
{
    [Fact]
    public async Task A_benefit_appears_with_the_payment_and_a_card_is_issued_and_checked()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        await AddBenefitAsync(portal, app, society);

        foreach (var width in new[] { 390, 1280 })
        {
            var page = await portal.VisitAsync(width, "/login");
            await SignedIn.AsAsync(app, page, member);
            await page.LoadAsync("/");
            await portal.CheckAsync(page, width == 390 ? "benefits-dashboard-closed" : "benefits-dashboard-open");
            await page.LoadAsync("/benefits");
            if (width == 390)
            {
                await Expect(page.GetByText("2026年度までの会費（12,000円）の入金後に使えます")).ToBeVisibleAsync();
                await Expect(page.GetByText("aoba-member")).ToHaveCountAsync(0);
                await portal.CheckAsync(page, "benefits-closed");
                await page.EvaluateAsync("window.stays = true");
                await app.PayAsync(member);
            }

            await Expect(page.GetByText("aoba-member")).ToBeVisibleAsync();
            Assert.Equal(width == 390, await page.EvaluateAsync<bool>("window.stays === true"));
            await portal.CheckAsync(page, "benefits-open");
            await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await page.GetByRole(AriaRole.Button, new() { Name = "機関誌閲覧サービスのパスワードをコピー" }).ClickAsync();
            await Expect(page.GetByText("パスワードをコピーしました")).ToBeVisibleAsync();
            Assert.Equal("wakaba-2026", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
            await CardAsync(portal, page, isNew: width == 390);
        }

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private static async Task AddBenefitAsync(BrowserPortal portal, TestApp app, Society society)
    {
        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await BillingOffice.StaffAsync(app.Databases, society, "kanri", "平塚 あかね", StaffRole.SystemAdministrator));
        await office.LoadAsync("/office/benefits/new");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(office.GetByText("名称を入力してください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-benefit-errors");
        await office.GetByLabel("名称", new() { Exact = false }).First.FillAsync("機関誌閲覧サービス");
        await office.GetByLabel("リンク先").FillAsync("https://journal.example.jp/aoba");
        await office.GetByLabel("ID", new() { Exact = true }).FillAsync("aoba-member");
        await office.GetByLabel("パスワード", new() { Exact = true }).FillAsync("wakaba-2026");
        await office.Locator("#CautionJa").FillAsync("大量のダウンロードは禁じられています。サービス全体が止まることがあります。");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(office.GetByText("会員特典を保存しました")).ToBeVisibleAsync();
        foreach (var width in new[] { 1280, 390 })
        {
            await office.SetViewportSizeAsync(width, 900);
            foreach (var (path, name) in new[] { ("/office/benefits", "office-benefits"), ("/office/settings", "office-settings"), ("/office/settings/classes", "office-classes"), ("/office/settings/categories/new", "office-category"), ("/office/settings/ranks/new", "office-rank") })
            {
                await office.LoadAsync(path);
                await portal.CheckAsync(office, name);
            }
        }

        await office.GetByLabel("名称", new() { Exact = false }).First.FillAsync("理事");
        await office.GetByLabel("コード", new() { Exact = false }).FillAsync("Director");
        await office.GetByLabel("加算額（円）").FillAsync("5000");
        await office.GetByLabel("正会員").CheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByText("正会員 17,000円（＋5,000円）")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "「理事」を終了" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Button, new() { Name = "「理事」を再開" })).ToBeVisibleAsync();
    }

    private static async Task CardAsync(BrowserPortal portal, IPage page, bool isNew)
    {
        await page.LoadAsync("/certificate");
        if (isNew)
        {
            await portal.CheckAsync(page, "certificate-before");
            await page.GetByRole(AriaRole.Button, new() { Name = "会員証を発行する" }).ClickAsync();
        }

        await Expect(page.GetByText("2026年12月31日")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "certificate");
        var paper = await page.APIRequest.GetAsync(PrintCertificate.Address);
        Assert.Contains("有効期限", PdfTools.Text(await paper.BodyAsync()), StringComparison.Ordinal);
        var check = await page.GetByRole(AriaRole.Link, new() { Name = "表示される内容を確かめる" }).GetAttributeAsync("href");
        var stranger = await portal.VisitAsync(page.ViewportSize!.Width, new Uri(check!).AbsolutePath);
        await Expect(stranger.GetByText("この会員証は有効です")).ToBeVisibleAsync();
        await portal.CheckAsync(stranger, "certificate-valid");
        await stranger.LoadAsync(CertificateTokens.Path + new string('x', 43));
        await Expect(stranger.GetByText("この会員証は有効ではありません")).ToBeVisibleAsync();
        await portal.CheckAsync(stranger, "certificate-invalid");
    }
}

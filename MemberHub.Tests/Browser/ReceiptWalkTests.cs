using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>Receipt, copy, changed addressee, quotation and delivery note, as a member asks for them.</summary>
public sealed class ReceiptWalkTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_member_gets_receipt_copy_and_papers(int width)
    {
        var app = new TestApp();
        var actor = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2025, 12_000, paid: 12_000).Charged(2026, 12_000).AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, page, actor);

        await page.LoadAsync("/payments/history");
        await page.GetByRole(AriaRole.Link, new() { Name = "領収書 2025" }).ClickAsync();
        await page.WaitForURLAsync("**/documents/receipt/*");
        await portal.CheckAsync(page, "receipt");
        await page.GetByLabel("但し書き").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "領収書を発行" }).ClickAsync();
        await Expect(page.GetByText("但し書きを入力してください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(page, "receipt-refused");
        await page.GetByLabel("但し書き").FillAsync("2025年度 年会費として");
        await page.GetByRole(AriaRole.Radio, new() { Name = "所属先と氏名" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "領収書を発行" }).ClickAsync();
        await Expect(page.GetByText("R-2026-000001")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "receipt-issued");

        await page.GetByRole(AriaRole.Button, new() { Name = "領収書を再発行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "再発行 1通目を開く（PDF）" })).ToBeVisibleAsync();
        await portal.CheckAsync(page, "receipt-copied");
        Assert.Equal("application/pdf", (await page.APIRequest.GetAsync("/documents/R-2026-000001.pdf?copy=1")).Headers["content-type"]);

        await page.GetByRole(AriaRole.Link, new() { Name = "宛名を変更" }).ClickAsync();
        await page.WaitForURLAsync("**/addressee");
        await portal.CheckAsync(page, "receipt-change");
        await page.GetByRole(AriaRole.Radio, new() { Name = "所属先", Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "取り消して新しく発行" }).ClickAsync();
        await Expect(page.GetByText("R-2026-000002")).ToBeVisibleAsync();

        await page.LoadAsync("/documents/papers");
        await portal.CheckAsync(page, "papers");
        await page.GetByRole(AriaRole.Radio, new() { Name = "納品書" }).CheckAsync();
        await page.GetByLabel("日付を空欄にする").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "書類を発行" }).ClickAsync();
        await Expect(page.GetByText("D-2026-000001")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "papers-issued");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task A_page_of_a_receipt_exists_for_its_owner_alone()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var owner = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000, paid: 12_000).AddAsync();
        var other = await new RosterBuilder(app.Databases, society).Numbered("0000102").AddAsync();
        using var own = await app.ClientOfAsync(owner);
        using var foreign = await app.ClientOfAsync(other);
        var cancel = TestContext.Current.CancellationToken;

        Assert.Equal(System.Net.HttpStatusCode.OK, (await own.GetAsync("/documents/receipt/1", cancel)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await foreign.GetAsync("/documents/receipt/1", cancel)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await own.GetAsync("/documents/receipt/1/addressee", cancel)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await own.GetAsync("/documents/receipt/2", cancel)).StatusCode);
    }
}

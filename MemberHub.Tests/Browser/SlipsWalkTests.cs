using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>A payment slip, as the member and the secretary live it.</summary>
public sealed class SlipsWalkTests
{
    [Fact]
    public async Task A_slip_is_asked_for_approved_printed_and_sent_by_keyboard()
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000102").Named("渡邉　修").AddAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var mine = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, mine, member);
        await mine.LoadAsync("/payments");
        await mine.GetByRole(AriaRole.Radio, new() { Name = "払込取扱票" }).CheckAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "進む" }).ClickAsync();
        await mine.GetByRole(AriaRole.Button, new() { Name = "払込取扱票を申請する" }).ClickAsync();
        await Expect(mine.GetByText("申請済み（事務局の確認待ち）")).ToBeVisibleAsync();

        var office = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, office, await AddSecretaryAsync(app, society, "saeki"));
        await OpenAsync(office, "requested");
        await Expect(office.Locator("aside.det")).ToContainTextAsync("宮城県仙台市青葉区上杉 9-82-5");
        await portal.CheckAsync(office, "office-slips-requested");
        var narrow = await portal.VisitAsync(390, "/login");
        await SignedIn.AsAsync(app, narrow, await AddSecretaryAsync(app, society, "mori"));
        await OpenAsync(narrow, "requested");
        await portal.CheckAsync(narrow, "office-slips-requested");
        await office.Keyboard.PressAsync("a");
        await Expect(office.GetByText("1件を承認しました。")).ToBeVisibleAsync();

        await OpenAsync(office, "approved");
        await portal.CheckAsync(office, "office-slips-approved");
        await office.Keyboard.PressAsync("p");
        await Expect(office.GetByText("1件を印刷の束にしました。")).ToBeVisibleAsync();
        foreach (var (link, words) in new[] { ("払込取扱票", "2025・2026年度"), ("宛名ラベル", "〒980-0011"), ("送付状", "24,000円") })
        {
            var address = await office.Locator(".piles").GetByRole(AriaRole.Link, new() { Name = link }).First.GetAttributeAsync("href");
            var answer = await office.APIRequest.GetAsync(address!);
            Assert.Equal("application/pdf", answer.Headers["content-type"]);
            Assert.Contains(words, PdfTools.Text(await answer.BodyAsync()), StringComparison.Ordinal);
            Assert.InRange((await mine.APIRequest.GetAsync(address!, new() { MaxRedirects = 0 })).Status, 302, 404);
        }

        await OpenAsync(office, "printed");
        await office.Keyboard.PressAsync("j");
        await office.Keyboard.PressAsync("x");
        await Expect(office.GetByText("1件を選択中")).ToBeVisibleAsync();
        await Expect(office.GetByRole(AriaRole.Button, new() { Name = "束 1 を発送済みにする" })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-slips-printed");
        await office.Keyboard.PressAsync("s");
        await office.GetByLabel("送付日").FillAsync("2026-11-20");
        await portal.CheckAsync(office, "office-slips-sent-on");
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "発送済みにする" }).ClickAsync();
        await Expect(office.GetByText("1件を発送済みにしました。")).ToBeVisibleAsync();

        await mine.LoadAsync("/payments/history");
        await Expect(mine.GetByText("発送（お振込み待ち）")).ToBeVisibleAsync();
        await Expect(mine.GetByText("振込用紙送付日 2026年11月20日")).ToBeVisibleAsync();
        Assert.StartsWith("/payments/order/", await MailFolder.LinkToAsync(Path.Combine(app.Folder, "mail"), "member0000101@example.jp"), StringComparison.Ordinal);

        await OpenAsync(office, "sent");
        await office.Keyboard.PressAsync("b");
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "返送を記録する" }).ClickAsync();
        await Expect(office.GetByText("返送を記録しました。")).ToBeVisibleAsync();
        await OpenAsync(office, "returned");
        await portal.CheckAsync(office, "office-slips-returned");
        await mine.ReloadAsync();
        await Expect(mine.GetByText("宛先不明で戻りました。")).ToBeVisibleAsync();
        await portal.CheckAsync(mine, "slip-returned-history");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    // The keys work once the circuit is there.
    private static async Task OpenAsync(IPage page, string stage)
    {
        await page.LoadAsync($"/office/slips?stage={stage}");
        await Expect(page.Locator("aside.det button").First).ToBeEnabledAsync();
        await page.WaitForTimeoutAsync(1_500);
    }

    private static async Task<Actor> AddSecretaryAsync(TestApp app, Society society, string login)
    {
        await using var database = app.Databases.Open(society.Id);
        var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login };
        database.Add(account);
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "佐伯 由香" });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new Actor(account.Id, society.Id, null, [StaffRole.Secretary]);
    }
}

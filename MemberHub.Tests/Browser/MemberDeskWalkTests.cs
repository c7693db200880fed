using System.Text.RegularExpressions;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Features.Import;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>What the office does with many members at once, in a real browser: a roster taken in, labels, letters with codes.</summary>
public sealed partial class MemberDeskWalkTests : IAsyncLifetime
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
    public async Task A_roster_is_checked_and_taken()
    {
        var office = await OpenAsync("/office/members/import");
        await portal.CheckAsync(office, "import");
        await office.GetByRole(AriaRole.Button, new() { Name = "中身を確認する" }).ClickAsync();
        await Expect(office.GetByText("ファイルを選んでください。").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "import-missing");

        var bad = Path.Combine(app.Folder, "roster.csv");
        var lines = (await File.ReadAllTextAsync(Path.Combine(ImportRunner.Samples, "roster.csv"), Cancel)).Split("\r\n").Take(6).ToArray();
        lines[3] = lines[3].Replace("正会員", "正式会員", StringComparison.Ordinal);
        await File.WriteAllTextAsync(bad, string.Join("\r\n", lines) + "\r\n", Cancel);
        await office.Locator("input[name=Roster]").SetInputFilesAsync(bad);
        await office.GetByRole(AriaRole.Button, new() { Name = "中身を確認する" }).ClickAsync();
        await Expect(office.GetByText("取り込めない行があります。")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await portal.CheckAsync(office, "import-faults");
        await office.GetByRole(AriaRole.Button, new() { Name = "取り込まずにファイルを消す" }).ClickAsync();
        await Expect(office.GetByText("ファイルはもうありません。")).ToBeVisibleAsync();

        await office.LoadAsync("/office/members/import");
        await office.Locator("input[name=Roster]").SetInputFilesAsync(Path.Combine(ImportRunner.Samples, "roster_cp932.csv"));
        await office.GetByRole(AriaRole.Button, new() { Name = "中身を確認する" }).ClickAsync();
        await Expect(office.GetByText("すべての行を取り込めます。")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await portal.CheckAsync(office, "import-checked");
        await office.GetByRole(AriaRole.Button, new() { Name = "200件を取り込む" }).ClickAsync();
        await Expect(office.GetByText("取り込みました。")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await portal.CheckAsync(office, "import-taken");

        var accountant = await BillingOffice.StaffAsync(app.Databases, society, "keiri", "菅原 修", StaffRole.Accountant);
        var money = await OpenAsync("/office/members/import", accountant);
        await Expect(money.Locator("input[name=Roster]")).ToHaveCountAsync(0);
        await portal.CheckAsync(money, "import-dues");
        await money.Locator("input[name=Dues]").SetInputFilesAsync(Path.Combine(ImportRunner.Samples, "dues_cp932.csv"));
        await money.GetByRole(AriaRole.Button, new() { Name = "中身を確認する" }).ClickAsync();
        await money.GetByRole(AriaRole.Button, new() { Name = "1,638件を取り込む" }).ClickAsync(new() { Timeout = 60_000 });
        await Expect(money.GetByText("取り込みました。")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(200, await database.Members.CountAsync(Cancel));
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task A_letters_code_becomes_a_password_on_the_phone()
    {
        await app.AddMemberAsync("0000101", "hanako", null);
        await using (var database = app.Databases.Open(society.Id))
        {
            var member = await database.Members.SingleAsync(Cancel);
            member.Change(member.Person with { Home = new() { PostalCode = "980-0011", Address = "仙台市青葉区上杉9-1" } });
            await database.SaveChangesAsync(Cancel);
        }

        var office = await OpenAsync("/office/members/0000101");
        await office.GetByRole(AriaRole.Link, new() { Name = "初回パスワードの手紙" }).ClickAsync();
        await Expect(office.GetByText("髙橋　花子さんへの手紙を作ります。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "first-passwords");
        var download = await office.RunAndWaitForDownloadAsync(() => office.GetByRole(AriaRole.Button, new() { Name = "1通の手紙を作る（PDF）" }).ClickAsync());
        var code = Code().Match(PdfTools.Text(await File.ReadAllBytesAsync(await download.PathAsync(), Cancel))).Value;
        await office.LoadAsync("/office/members/0000101");
        await Expect(office.GetByText("初回パスワードの手紙の発行")).ToBeVisibleAsync();
        await office.LoadAsync("/office/members/first-passwords");
        await portal.CheckAsync(office, "first-passwords-many");

        var phone = await portal.VisitAsync(390, "/login");
        await phone.GetByRole(AriaRole.Link, new() { Name = "手紙のコードでパスワードを設定" }).ClickAsync();
        await portal.CheckAsync(phone, "first-password");
        await phone.GetByLabel("会員番号").FillAsync("０００００１０１"[1..]);
        await phone.GetByLabel("手紙のコード").FillAsync("ABCD-EFGH-2345-6777");
        await phone.GetByLabel("パスワード", new() { Exact = true }).FillAsync("ひろい海 budou 7kg");
        await phone.GetByLabel("パスワード（再入力）", new() { Exact = true }).FillAsync("ひろい海 budou 7kg");
        await phone.GetByRole(AriaRole.Button, new() { Name = "パスワードを設定" }).ClickAsync();
        await Expect(phone.GetByText("会員番号とコードの組み合わせが違うか").First).ToBeVisibleAsync();
        await portal.CheckAsync(phone, "first-password-wrong");
        await phone.GetByLabel("手紙のコード").FillAsync(code.ToLowerInvariant());
        await phone.GetByLabel("パスワード", new() { Exact = true }).FillAsync("ひろい海 budou 7kg");
        await phone.GetByLabel("パスワード（再入力）", new() { Exact = true }).FillAsync("ひろい海 budou 7kg");
        await phone.GetByRole(AriaRole.Button, new() { Name = "パスワードを設定" }).ClickAsync();
        await phone.WaitForURLAsync("**/password/reset/done");
        await portal.CheckAsync(phone, "first-password-done");
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Fact]
    public async Task Two_who_are_one_are_compared_and_merged()
    {
        await new RosterBuilder(app.Databases, society).Numbered("0000101").Charged(2025, 12_000, paid: 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000102").Named("高橋 真理子").PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").Charged(2026, 12_000).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000103").Named("髙橋　眞理子").AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            await foreach (var member in database.Members.AsAsyncEnumerable())
            {
                member.Change(member.Person with { BirthDate = new DateOnly(1975, 6, 2) });
            }

            await database.SaveChangesAsync(Cancel);
        }

        var office = await OpenAsync("/office/members");
        await office.GetByRole(AriaRole.Link, new() { Name = "重複の確認" }).ClickAsync();
        await Expect(office.GetByText("氏名と生年月日").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "duplicates");
        await office.GetByRole(AriaRole.Button, new() { Name = "0000102と0000103は別人" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Button, new() { Name = "0000102と0000103は別人" })).ToHaveCountAsync(0);
        await office.LoadAsync("/office/members/duplicates/0000101/0000102");
        await Expect(office.GetByText("会費の請求：1件")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "merge");
        await office.GetByRole(AriaRole.Button, new() { Name = "0000102を0000101に統合する" }).ClickAsync();
        await Expect(office.GetByText("理由を1〜400文字で入れてください。").First).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "みなと総合医療センター" }).CheckAsync();
        await office.GetByLabel("理由").FillAsync("本人に電話で確認");
        await office.GetByRole(AriaRole.Button, new() { Name = "0000102を0000101に統合する" }).ClickAsync();
        await office.WaitForURLAsync("**/office/members/0000101?saved=1");
        await Expect(office.GetByText("会員の統合").First).ToBeVisibleAsync();
        await Expect(office.GetByText("宮城県仙台市青葉区上杉 9-82-5").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "merged");
        await office.LoadAsync("/office/members/0000102");
        await Expect(office).ToHaveURLAsync(new Regex("/office/members/0000101$"));
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<IPage> OpenAsync(string address, Actor? staff = null)
    {
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, staff ?? secretary);
        await page.LoadAsync(address);
        return page;
    }

    [GeneratedRegex("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}")]
    private static partial Regex Code();
}

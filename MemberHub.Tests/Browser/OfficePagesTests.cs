using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The office's pages of documents, income, notices and settings, as their users see them.</summary>
public sealed class OfficePagesTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private Actor member = default!;
    private BrowserPortal portal = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        member = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000, paid: 12_000).AddAsync();
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
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Documents_are_found_checked_and_taken_out_and_income_adds_up(int width)
    {
        var pdf = await IssueReceiptAsync();
        var office = await OfficeAsync(width, StaffRole.Secretary);
        await office.LoadAsync("/office");
        await portal.CheckAsync(office, "office");
        await office.LoadAsync("/office/numbers");
        await portal.CheckAsync(office, "office-numbers");

        await office.LoadAsync("/office/documents");
        await office.GetByLabel("取引先（宛名）").FillAsync("髙橋");
        await office.GetByRole(AriaRole.Button, new() { Name = "さがす", Exact = true }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "R-2026-000001" })).ToBeVisibleAsync();
        await Expect(office.GetByText("書き出す理由を1〜400文字で入れてください。")).ToBeHiddenAsync();
        await portal.CheckAsync(office, "office-documents");
        await office.GetByRole(AriaRole.Button, new() { Name = "ZIPで書き出す" }).ClickAsync();
        await Expect(office.GetByText("書き出す理由を1〜400文字で入れてください。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-documents-no-reason");
        await office.GetByLabel("書き出す理由").FillAsync("税務調査");
        var download = await office.RunAndWaitForDownloadAsync(() => office.GetByRole(AriaRole.Button, new() { Name = "ZIPで書き出す" }).ClickAsync());
        Assert.Equal("documents-20261122.zip", download.SuggestedFilename);

        await office.LoadAsync("/office/documents/check");
        await office.GetByLabel("調べるPDF").SetInputFilesAsync(new FilePayload { Name = "sent-back.pdf", MimeType = "application/pdf", Buffer = pdf });
        await office.GetByRole(AriaRole.Button, new() { Name = "調べる", Exact = true }).ClickAsync();
        await Expect(office.GetByText("R-2026-000001 は、ここで発行したものと一致しました")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-documents-check");

        await office.LoadAsync("/office/income?from=2026-03-01&to=2026-03-31");
        await Expect(office.Locator("tfoot")).ToContainTextAsync("12,000円");
        await portal.CheckAsync(office, "office-income");
        Sound();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_notice_reaches_the_members_and_a_mail_is_seen_before_it_is_sent(int width)
    {
        var office = await OfficeAsync(width, StaffRole.Secretary);
        await office.LoadAsync("/office/notices/new");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "「題名」を入れてください。" })).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-notice-fault");
        await office.GetByLabel("題名", new() { Exact = false }).First.FillAsync("総会のご案内");
        await office.GetByLabel("本文", new() { Exact = false }).First.FillAsync("12月5日に開きます。");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByText("お知らせを保存しました")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-notices");
        var mine = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, mine, member);
        await mine.LoadAsync("/");
        await Expect(mine.GetByText("総会のご案内")).ToBeVisibleAsync();

        await office.LoadAsync("/office/notices/mail");
        await office.GetByLabel("件名").First.FillAsync("{電話}");
        await office.GetByLabel("本文").First.FillAsync("{氏名}様\n未納額は{未納額}です。");
        await office.GetByRole(AriaRole.Button, new() { Name = "内容を確かめる" }).ClickAsync();
        await Expect(office.GetByText("ない差し込みがあります").First).ToBeVisibleAsync();
        await office.GetByLabel("件名").First.FillAsync("会費のお願い");
        await office.GetByRole(AriaRole.Button, new() { Name = "内容を確かめる" }).ClickAsync();
        await Expect(office.GetByText("未納額は12,000円です。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-mail-preview");
        await office.GetByRole(AriaRole.Button, new() { Name = "1人に配信する" }).ClickAsync();
        await Expect(office.GetByText("配信を始めました。")).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-notices-sent");
        await office.LoadAsync("/office/notices/failed");
        await portal.CheckAsync(office, "office-mail-failed");
        Sound();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_administrator_changes_a_setting_and_others_look(int width)
    {
        var office = await OfficeAsync(width, StaffRole.SystemAdministrator);
        foreach (var page in new[] { "seal", "reminders", "methods" })
        {
            await office.LoadAsync($"/office/settings/{page}");
            await portal.CheckAsync(office, $"office-settings-{page}");
        }

        await office.LoadAsync("/office/settings/seal");
        await office.GetByLabel("画像のファイル").SetInputFilesAsync(new FilePayload { Name = "seal.svg", MimeType = "image/png", Buffer = "<svg/>"u8.ToArray() });
        await office.GetByRole(AriaRole.Button, new() { Name = "この画像を使う" }).ClickAsync();
        await Expect(office.GetByText("PNGかJPEGの画像").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-settings-seal-refused");
        await office.LoadAsync("/office/settings");
        await portal.CheckAsync(office, "office-settings");
        await office.GetByRole(AriaRole.Link, new() { Name = "振込先の口座の設定を変更" }).ClickAsync();
        await office.GetByLabel("口座番号").FillAsync("123");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByText("7桁の数字で入れてください").First).ToBeVisibleAsync();
        await portal.CheckAsync(office, "office-settings-fault");
        await office.GetByLabel("口座番号").FillAsync("７６５４３２１");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByText("「振込先の口座」を変更しました")).ToBeVisibleAsync();
        await Expect(office.GetByText("7654321")).ToBeVisibleAsync();

        var viewer = await OfficeAsync(width, StaffRole.Viewer);
        await viewer.LoadAsync("/office/settings/bank");
        await Expect(viewer.GetByText("変更できるのはシステム管理者だけです")).ToBeVisibleAsync();
        await portal.CheckAsync(viewer, "office-settings-look");
        Sound();
    }

    private void Sound()
    {
        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    private async Task<byte[]> IssueReceiptAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        var payment = await database.Payments.SingleAsync(Cancel);
        (await app.Services.GetRequiredService<IssueReceipt>().RunAsync(member, $"{payment.Id}", new ReceiptForm { Person = "髙橋　真理子", Proviso = "年会費として" }, Cancel)).OrThrow();
        return (await database.DocumentFiles.SingleAsync(Cancel)).Bytes;
    }

    private async Task<IPage> OfficeAsync(int width, StaffRole role)
    {
        var login = $"staff-{role}";
        long id;
        await using (var database = app.Databases.Open(society.Id))
        {
            var account = new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login };
            database.Add(account);
            await database.SaveChangesAsync(Cancel);
            database.Add(new StaffAssignment { AccountId = account.Id, Role = role, Name = "佐伯 由香" });
            await database.SaveChangesAsync(Cancel);
            id = account.Id;
        }

        var page = await portal.VisitAsync(width, "/login");
        await SignedIn.AsAsync(app, page, new Actor(id, society.Id, null, [role]));
        return page;
    }
}

using System.Diagnostics;
using MemberHub.Platform.Commands;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>The main job from end to end, as one member lives it, at the width of a phone and of a desktop.</summary>
public sealed class WalkTests
{
    private const string Number = "0000158";
    private const string Password = "みどりの湖 4つ目";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_imported_member_sets_a_password_corrects_the_profile_and_prints_the_invoice(int width)
    {
        var member = SampleMember.Read("roster_cp932.csv", Number);
        var app = new TestApp();
        await ImportAsync(app);
        await using var portal = await BrowserPortal.StartAsync(app);

        var page = await portal.VisitAsync(width);
        await SetPasswordAsync(portal, page, member);
        await SeeDashboardAsync(portal, page);
        await ChangeProfileAsync(portal, page);
        var number = await IssueInvoiceAsync(portal, page);
        await ReadPdfAsync(page, number, "68,000円", "みなと総合医療センター");

        var second = await portal.VisitAsync(width);
        await BrowserPortal.SignInAsync(second, Number, Password);
        await CancelInvoiceAsync(portal, second, number);
        await ReadPdfAsync(second, number, "取消", "68,000円");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
        app.Logs.AssertSilentAbout(member.Name, member.Email, member.LoginId, Number, Password, "みなと総合医療センター");
        Assert.DoesNotContain(portal.Addresses, address => member.Secrets.Any(secret => Uri.UnescapeDataString(address).Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task After_a_restart_everything_is_still_there()
    {
        var member = SampleMember.Read("roster_cp932.csv", Number);
        var app = new TestApp();
        await ImportAsync(app);
        string number;
        await using (var portal = await BrowserPortal.StartAsync(app))
        {
            var page = await portal.VisitAsync(390);
            await SetPasswordAsync(portal, page, member);
            number = await IssueInvoiceAsync(portal, page);
            app = await app.RestartAsync();
        }

        await using var again = await BrowserPortal.StartAsync(app);
        var later = await again.VisitAsync(390);
        await BrowserPortal.SignInAsync(later, member.LoginId, Password);
        await later.LoadAsync("/payments/history");
        await Expect(later.GetByText("請求書発行済（お振込み待ち）")).ToBeVisibleAsync();
        await ReadPdfAsync(later, number, "68,000円");
    }

    private static async Task ImportAsync(TestApp app)
    {
        var import = app.Services.GetServices<IVerb>().Single(verb => verb.Name == "import");

        Assert.Equal(0, await import.RunAsync(
            ["--roster", Samples.PathOf("roster_cp932.csv"), "--dues", Samples.PathOf("dues_cp932.csv")], TestContext.Current.CancellationToken));
    }

    private static async Task SetPasswordAsync(BrowserPortal portal, IPage page, SampleMember member)
    {
        await page.WaitForURLAsync("**/login**");
        await portal.CheckAsync(page, "login");
        await page.GetByRole(AriaRole.Link, new() { Name = "ID・パスワードを忘れた方" }).ClickAsync();
        await portal.CheckAsync(page, "forgot");
        await page.GetByLabel("メールアドレス").FillAsync(member.Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "送信" }).ClickAsync();
        await portal.CheckAsync(page, "forgot-sent");
        await page.LoadAsync(await MailFolder.LinkToAsync(Path.Combine(portal.App.Folder, "mail"), member.Email));
        await portal.CheckAsync(page, "reset");
        await page.GetByLabel("パスワード", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("パスワード（再入力）").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "再設定" }).ClickAsync();
        await portal.CheckAsync(page, "reset-done");
        await page.GetByText("マイページへ").ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
    }

    private static async Task SeeDashboardAsync(BrowserPortal portal, IPage page)
    {
        await Expect(page.GetByText($"会員番号 {Number}")).ToBeVisibleAsync();
        await Expect(page.Locator(".amount")).ToHaveTextAsync("68,000円");
        await Expect(page.GetByText("未納 6年度分")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "dashboard");
    }

    private static async Task ChangeProfileAsync(BrowserPortal portal, IPage page)
    {
        await page.LoadAsync("/profile");
        await portal.CheckAsync(page, "profile");
        await page.GetByLabel("施設・大学名").First.FillAsync("みなと総合医療センター");
        await page.GetByLabel("携帯番号").FillAsync("０９０－０１２３－４５６７");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認", Exact = true }).ClickAsync();
        await Expect(page.GetByText("090-0123-4567")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "profile-confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("保存しました")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "profile-saved");
    }

    private static async Task<string> IssueInvoiceAsync(BrowserPortal portal, IPage page)
    {
        await page.LoadAsync("/payments");
        await portal.CheckAsync(page, "payments");
        await page.GetByRole(AriaRole.Radio, new() { Name = "請求書" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "進む" }).ClickAsync();
        await page.WaitForURLAsync("**/payments/invoice");
        await portal.CheckAsync(page, "invoice-confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "発行" }).ClickAsync();
        await page.WaitForURLAsync("**/payments/invoice/I-*");
        await portal.CheckAsync(page, "invoice-issued");
        await page.LoadAsync("/payments/history");
        await Expect(page.GetByText("請求書発行済（お振込み待ち）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "history");
        return (await page.GetByRole(AriaRole.Link, new() { Name = "請求書 I-" }).GetAttributeAsync("href"))!["/documents/".Length..^".pdf".Length];
    }

    private static async Task CancelInvoiceAsync(BrowserPortal portal, IPage page, string number)
    {
        await page.LoadAsync("/payments/history");
        await page.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(number);
        await portal.CheckAsync(page, "history-cancel");
        await page.GetByRole(AriaRole.Button, new() { Name = "お手続きを取消" }).ClickAsync();
        await Expect(page.GetByText("取消（未入金）")).ToBeVisibleAsync();
        await portal.CheckAsync(page, "history-cancelled");
    }

    private static async Task ReadPdfAsync(IPage page, string number, params string[] words)
    {
        var answer = await page.APIRequest.GetAsync($"/documents/{number}.pdf");
        Assert.Equal("application/pdf", answer.Headers["content-type"]);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, await answer.BodyAsync(), TestContext.Current.CancellationToken);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-raw", file, "-"]) { RedirectStandardOutput = true })!;
        // Blanks do not count: the title is spaced out and the void mark is turned, one sign a line.
        var text = string.Concat((await reader.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Where(sign => !char.IsWhiteSpace(sign)));
        File.Delete(file);

        Assert.All(words.Append(number), word => Assert.Contains(word, text, StringComparison.Ordinal));
    }
}

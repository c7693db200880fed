using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using MemberHub.Features.Settings;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Support;

/// <summary>Help as a browser without scripts and without a sign-in sees it.</summary>
[Trait("Runs", "Once")]
public sealed class HelpPagesTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Mail:Smtp:From"] = "mypage@mail.example.jp";
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Questions_are_found_by_a_plain_form_and_every_one_has_an_address()
    {
        var page = new HtmlParser().ParseDocument(await new Visitor(app).ReadAsync("/help?q=%EF%BE%98%EF%BD%AE%EF%BD%B3%EF%BD%BC%EF%BD%AD%EF%BD%B3%EF%BD%BC%EF%BD%AE")); // ﾘｮｳｼｭｳｼｮ

        Assert.Equal("receipt", page.QuerySelectorAll("article.qa")[0].Id);
        var all = new HtmlParser().ParseDocument(await new Visitor(app).ReadAsync("/help"));
        Assert.All(all.QuerySelectorAll("article.qa"), entry => Assert.Equal($"/help#{entry.Id}", entry.QuerySelector("h3 a")!.GetAttribute("href")));
        var marked = new HtmlParser().ParseDocument(await new Visitor(app).ReadAsync("/help?q=receipt%20%E9%A0%98%E5%8F%8E%E6%9B%B8")); // receipt 領収書
        Assert.Empty(marked.QuerySelectorAll("article.qa"));
        Assert.Contains("見つかりませんでした", marked.Body!.TextContent);
    }

    [Fact]
    public async Task The_pages_of_signing_in_name_the_sender_to_allow_and_the_ways_to_the_office()
    {
        foreach (var path in new[] { "/login", "/password/forgot" })
        {
            var page = await new Visitor(app).ReadAsync(path);
            Assert.Contains("mypage@mail.example.jp", page);
            Assert.Contains("@mail.example.jp", page);
            Assert.All(new[] { "/first-login", "/help/lost-login-id", "/help/unusable-email" }, link => Assert.Contains($"href=\"{link}\"", page));
        }
    }

    [Fact]
    public async Task Who_still_owes_a_code_finds_a_way_to_the_office()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var here = new Visitor(app);
        await here.SignInAsync("hanako", AccountsWorld.Password);
        var setUp = new HtmlParser().ParseDocument(await here.ReadAsync("/security/two-step"));
        await here.SendAsync("/security/two-step", new()
        {
            ["Form.Offer"] = setUp.QuerySelector("[name='Form.Offer']")!.GetAttribute("value")!,
            ["Form.Code"] = app.Clock.CodeOf(setUp.QuerySelector("code.secret")!.TextContent),
        });
        await using (var database = app.Databases.Open(society.Id))
        {
            var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
            row.Change(row.Settings with { Issuer = row.Settings.Issuer with { Phone = "022-000-1234", Email = "jimu@example.jp" } });
            await database.SaveChangesAsync(Cancel);
        }

        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        var code = await visitor.ReadAsync("/login/code");
        Assert.All(new[] { "022-000-1234", "jimu@example.jp", "href=\"/help/lost-authenticator\"" }, way => Assert.Contains(way, code, StringComparison.Ordinal));

        var help = await visitor.ReadAsync("/help");
        Assert.Contains("href=\"/help/lost-authenticator\"", help, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"btn wide\" href=\"/help/contact", help, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/payments\"", help.Split("<main")[0], StringComparison.Ordinal);
        var sent = await visitor.SendAsync("/help/lost-authenticator", new() { ["Form.Name"] = "髙橋　花子", ["Form.Affiliation"] = "みなと病院", ["Form.Email"] = "hanako@example.jp" });
        Assert.StartsWith("/help/sent?number=Q-2026-", new Uri(app.ClientOptions.BaseAddress, sent.Headers.Location!).PathAndQuery, StringComparison.Ordinal);
        await using var after = app.Databases.Open(society.Id);
        Assert.Equal(TicketKind.LostAuthenticator, (await after.SupportTickets.SingleAsync(Cancel)).Kind);
        Assert.Contains("class=\"btn wide\" href=\"/help/contact", await here.ReadAsync("/help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_answer_is_the_same_page_for_a_member_and_for_nobody()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var pages = new List<string>();
        foreach (var (number, name, email) in new[] { ("0000101", "髙橋　花子", "hanako@example.jp"), ("7777777", "存在　しない", "nobody@example.jp") })
        {
            var visitor = new Visitor(app);
            var sent = await visitor.SendAsync("/first-login", new() { ["Form.Number"] = number, ["Form.Name"] = name, ["Form.Affiliation"] = "みなと病院", ["Form.Email"] = email });
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            pages.Add(Visitor.Comparable(await visitor.ReadAsync(sent.Headers.Location!.OriginalString)).Replace("Q-2026-000002", "Q-2026-000001", StringComparison.Ordinal));
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Contains("Q-2026-000001", pages[0]);
    }

    [Fact]
    public async Task Links_of_the_society_stand_in_the_menu_in_their_order_and_lead_to_https_only()
    {
        var (open, change) = (app.Services.GetRequiredService<OpenSettings>(), app.Services.GetRequiredService<ChangeSettings>());
        var administrator = new Actor(1, society.Id, null, [StaffRole.SystemAdministrator]);
        var shown = (await open.RunAsync(administrator, Cancel)).OrThrow().Values.ToDictionary();

        foreach (var bad in new[] { "演題 | Abstracts | http://example.jp/", "演題 | Abstracts | javascript:alert(1)", "演題 https://example.jp", " | x | https://example.jp/", "演題 | A | https://user:pass@example.jp/" })
        {
            var refused = await change.RunAsync(administrator, "help", new SettingsForm { Shown = shown, Typed = new(shown) { ["HelpLinks"] = bad } }, Cancel);
            Assert.Equal("HelpLinks", Assert.Single(Assert.IsType<SettingsFaulty>(refused.Refusal).Faults).Fault);
        }

        var typed = "演題登録｜Abstracts｜https://endai.example.jp/\neラーニング | | https://manabi.example.jp/";
        Assert.Null((await change.RunAsync(administrator, "help", new SettingsForm { Shown = shown, Typed = new(shown) { ["HelpLinks"] = typed } }, Cancel)).Refusal);
        Assert.Equal("演題登録 | Abstracts | https://endai.example.jp/\neラーニング |  | https://manabi.example.jp/", (await open.RunAsync(administrator, Cancel)).OrThrow().Values["HelpLinks"]);
        var help = new HtmlParser().ParseDocument(await new Visitor(app).ReadAsync("/help"));
        Assert.Equal(["演題登録", "eラーニング"], help.QuerySelectorAll("a[href^='https://']").Select(link => link.TextContent.Trim()));
        Assert.Equal(["Abstracts", "eラーニング"], app.Services.GetRequiredService<MemberHub.Components.PortalLinks>().All.Select(link => link.Label("en")));
    }
}

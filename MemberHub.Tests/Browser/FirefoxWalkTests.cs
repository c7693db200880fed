using System.Text.RegularExpressions;
using MemberHub.Domain.Documents;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Browser;

/// <summary>The member's main way in Firefox: dashboard, a correction of the profile, the claim, an invoice.</summary>
[Trait("Runs", "Once")]
public sealed partial class FirefoxWalkTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_member_corrects_a_number_and_gets_an_invoice(int width)
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var actor = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        app.StartServer();
        var root = app.ClientOptions.BaseAddress;
        await using var firefox = await Firefox.StartAsync(width, 900);
        await firefox.OpenAsync(new Uri(root, "/login").ToString());
        await firefox.AddCookieAsync(SessionCookies.Name, await app.SignInAsync(actor.AccountId), root.Host);

        await firefox.OpenAsync(root.ToString());
        await firefox.UntilAsync("document.querySelector('main').innerText.includes('24,000円')");
        await KeepsItsWidthAsync(firefox);

        await firefox.OpenAsync(new Uri(root, "/profile").ToString());
        await firefox.TypeAsync(Labelled("携帯番号"), "080-0123-9999");
        await firefox.UntilAsync("document.body.innerText.includes('まだ保存していません')");
        await firefox.ClickAsync(Button("確認"));
        await firefox.UntilAsync("document.querySelector('h1').innerText === '変更内容の確認'");
        await KeepsItsWidthAsync(firefox);
        await firefox.ClickAsync(Button("保存"));
        await firefox.UntilAsync("document.body.innerText.includes('保存しました')");

        await firefox.OpenAsync(new Uri(root, "/payments").ToString());
        await firefox.ClickAsync("[...document.querySelectorAll('label')].find(l => l.innerText.includes('請求書'))");
        await firefox.ClickAsync("[...document.querySelectorAll('main button')].find(b => /進む|確認/.test(b.innerText))");
        await firefox.UntilAsync("location.pathname === '/payments/invoice'");
        await firefox.ClickAsync("[...document.querySelectorAll('main button')].find(b => b.innerText.includes('発行'))");
        await firefox.UntilAsync("location.pathname.startsWith('/payments/invoice/I-')");
        await KeepsItsWidthAsync(firefox);
        var type = await firefox.EvaluateAsync("(await fetch(document.querySelector('main a[href$=\".pdf\"]').href)).headers.get('content-type')");

        Assert.Equal("application/pdf", type);
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal("080-0123-9999", (await database.Members.SingleAsync(TestContext.Current.CancellationToken)).Person.MobilePhone);
        Assert.Equal(DocumentKind.Invoice, (await database.IssuedDocuments.SingleAsync(TestContext.Current.CancellationToken)).Kind);

        // A page that is left while its circuit connects says in Firefox that the connection broke off, or what it fetched for it.
        Assert.DoesNotContain(firefox.Complaints, text => !BrokenOff().IsMatch(text));
    }

    private static string Labelled(string label) => $"document.getElementById([...document.querySelectorAll('label')].find(l => l.innerText.startsWith('{label}'))?.htmlFor)";

    private static string Button(string word) => $"[...document.querySelectorAll('main button')].find(b => b.innerText.trim() === '{word}')";

    private static async Task KeepsItsWidthAsync(Firefox firefox) =>
        Assert.Equal("0", await firefox.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"));

    [GeneratedRegex("(the|underlying) connection|complete negotiation|^AbortError: The operation was aborted|WebSocket is not in the OPEN state|^TypeError: NetworkError when attempting to fetch resource")]
    private static partial Regex BrokenOff();
}

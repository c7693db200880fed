using System.Net;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>What an open browser alone may not do: an old proof leads to the question, a new one back.</summary>
public sealed class ReauthenticateTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/office/members/mailing-list", "/office/members/mailing-list?year=2026")]
    [InlineData("/office/members", "/office/members")]
    public async Task An_export_asks_who_is_there_after_a_quarter_of_an_hour(string page, string back)
    {
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);
        await visitor.SetUpAppAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await ExportAsync(visitor, page)).StatusCode);

        await LaterAsync(Proof.Life);
        var asked = PathOf(await ExportAsync(visitor, page));
        Assert.Equal(Reauthentication(back), asked);
        Assert.Contains("現在のパスワードが違います", await Visitor.TextOf(await visitor.SendAsync(asked, new() { ["Form.Password"] = "wrong one" })));
        Assert.Equal(asked, PathOf(await ExportAsync(visitor, page)));
        Assert.Equal(back, PathOf(await visitor.SendAsync(asked, new() { ["Form.Password"] = AccountsWorld.Password })));
        Assert.Equal(HttpStatusCode.OK, (await ExportAsync(visitor, page)).StatusCode);

        await LaterAsync(Proof.Life);
        Assert.Equal(back, PathOf(await visitor.SendAsync(asked, new() { ["CodeForm.Code"] = await app.NextCodeAsync(account.Id) })));
        Assert.Equal(HttpStatusCode.OK, (await ExportAsync(visitor, page)).StatusCode);
    }

    [Theory]
    [InlineData("/security/two-step")]
    [InlineData("/security/two-step/off")]
    [InlineData("/security/recovery-codes")]
    [InlineData("/security/passkey/new")]
    public async Task Changes_of_the_way_in_ask_too(string page)
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(page)).StatusCode);

        await LaterAsync(Proof.Life);
        Assert.Equal(Reauthentication(page), PathOf(await visitor.OpenAsync(page)));
    }

    [Fact]
    public async Task A_form_that_stood_open_too_long_leads_to_the_question()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        await LaterAsync(Proof.Life);

        foreach (var (page, form) in ((string, string)[])[("/security/recovery-codes", "codes"), ("/security/passkey/new", "passkey-new"), ("/security/two-step/off", "off")])
        {
            Assert.Equal(Reauthentication(page), PathOf(await visitor.ForgeAsync(page, new() { ["_handler"] = form, ["Form.Name"] = "鍵", ["Form.Code"] = "123456" }, "/profile/password")));
        }
    }

    [Fact]
    public async Task Use_cases_refuse_an_old_proof_whatever_the_page_says()
    {
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var old = new Actor(account.Id, (await app.SocietyAsync()).Id, 1, []) { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime - Proof.Life };
        var site = new PasskeySite("localhost", "http://localhost");

        Assert.IsType<ProofNeeded>((await app.Services.GetRequiredService<AddPasskey>().RunAsync(old, new() { Name = "a" }, site, Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await app.Services.GetRequiredService<RemovePasskey>().RunAsync(old, 1, Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await app.Services.GetRequiredService<TurnOffSecondFactor>().RunAsync(old, new() { Code = "123456" }, Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await app.Services.GetRequiredService<AskCodeOfMember>().RunAsync(old, Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await app.Services.GetRequiredService<RenewRecoveryCodes>().RunAsync(old, Cancel)).Refusal);
    }

    [Fact]
    public async Task The_way_leads_on_to_this_site_only()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);

        Assert.Equal("/", PathOf(await visitor.SendAsync("/reauthenticate?return=https%3A%2F%2Fevil.example%2F", new() { ["Form.Password"] = AccountsWorld.Password })));
        Assert.Equal("/", PathOf(await visitor.SendAsync("/reauthenticate?return=%2F%2Fevil.example", new() { ["Form.Password"] = AccountsWorld.Password })));
    }

    [Fact]
    public async Task Passwords_are_not_guessed_there()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        for (var i = 0; i < SignIn.MaxFailures; i++)
        {
            await visitor.SendAsync("/reauthenticate", new() { ["Form.Password"] = "wrong one" });
        }

        Assert.Contains("15分間はパスワードを受け付けません", await Visitor.TextOf(await visitor.SendAsync("/reauthenticate", new() { ["Form.Password"] = AccountsWorld.Password })));
    }

    // What is remembered of a session for three seconds is forgotten, too.
    private async Task LaterAsync(TimeSpan time)
    {
        app.Clock.Advance(time);
        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
    }

    private static Task<HttpResponseMessage> ExportAsync(Visitor visitor, string page) => visitor.SendAsync(page, new() { ["reason"] = "総会の案内" });

    private static string Reauthentication(string back) => MemberHub.Platform.Security.Reauthentication.AddressFor(back);

    private static string PathOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }
}

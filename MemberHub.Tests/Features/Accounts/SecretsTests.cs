using System.Net;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Accounts;

[Asvs("14.2.4", "16.2.5")]
public sealed class SecretsTests
{
    [Fact]
    public async Task No_log_line_names_a_person_or_a_secret()
    {
        await using var app = new TestApp();
        await app.AddMemberAsync("0000101", "hanako.takahashi", "hanako@example.jp");
        var visitor = new Visitor(app);

        await visitor.SendAsync("/password/forgot", new() { ["Form.Email"] = "hanako@example.jp" });
        await visitor.SendAsync("/password/forgot", new() { ["Form.Email"] = "stranger@example.jp" });
        var link = Assert.Single(await app.MailsAsync(1)).Link;
        var set = await visitor.SendAsync(link, new() { ["Form.Password"] = AccountsWorld.Password, ["Form.Repeated"] = AccountsWorld.Password });
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        await new Visitor(app).SignInAsync("0000101", "another one 1");
        await new Visitor(app).SignInAsync("hanako.takahashi", AccountsWorld.Password);

        var cookie = set.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("memberhub=", StringComparison.Ordinal)).Split('=', ';')[1];
        app.Logs.AssertSilentAbout(
            "0000101", "hanako.takahashi", "hanako@example.jp", "stranger@example.jp", "髙橋", link.Split('=')[1], cookie, AccountsWorld.Password, "another one 1");
    }
}

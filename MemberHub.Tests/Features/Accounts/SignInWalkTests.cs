using System.Net;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>What people do at the door, over HTTP and with real mails.</summary>
public sealed class SignInWalkTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_imported_member_sets_a_password_by_mail_and_is_signed_in()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var visitor = new Visitor(app);

        var asked = await visitor.SendAsync("/password/forgot", new() { ["Form.Email"] = "Hanako@example.jp" });
        Assert.EndsWith("/password/forgot?sent=true", asked.Headers.Location?.OriginalString);
        var mail = Assert.Single(await app.MailsAsync(1));
        Assert.Equal(("hanako@example.jp", "パスワード再設定"), (mail.To, mail.Subject));
        Assert.Contains("ログインID: hanako", mail.Body);

        var set = await visitor.SendAsync(mail.Link, new() { ["Form.Password"] = AccountsWorld.Password, ["Form.Repeated"] = AccountsWorld.Password });
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Contains("マイページへ", await visitor.ReadAsync("/password/reset/done"));
        Assert.True(await visitor.IsSignedInAsync());

        var other = new Visitor(app);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SignInAsync("HANAKO", AccountsWorld.Password)).StatusCode);
        Assert.True(await other.IsSignedInAsync());
    }
}

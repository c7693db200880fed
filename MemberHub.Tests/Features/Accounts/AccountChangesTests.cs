using MemberHub.Data;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Accounts;

public sealed class AccountChangesTests : IAsyncDisposable
{
    private const string NewPassword = "tsuki to suppon 88";

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("6.2.2", "6.2.3", "7.4.3")]
    public async Task A_password_change_keeps_this_session_and_ends_the_others()
    {
        var (here, there) = (await SignedInAsync("0000101", "hanako"), new Visitor(app));
        await there.SignInAsync("hanako", AccountsWorld.Password);
        Assert.True(await there.IsSignedInAsync());

        Assert.Contains("現在のパスワードが違います", await PasswordAsync(here, "wrong one", NewPassword));
        await PasswordAsync(here, AccountsWorld.Password, NewPassword);

        Assert.Contains("パスワードを変更しました", await here.ReadAsync("/profile/password?changed=true"));
        Assert.False(await there.IsSignedInAsync());
        Assert.Null((await there.SignInAsync("hanako", AccountsWorld.Password)).Headers.Location);
        Assert.NotNull((await there.SignInAsync("hanako", NewPassword)).Headers.Location);
    }

    [Theory]
    [InlineData("0000999", "会員番号と区別できない")]
    [InlineData("a@example.jp", "メールアドレスの形")]
    [InlineData("TARO", "使われています")]
    [InlineData("ab", "3文字以上")]
    [InlineData("花子です", "半角の英字")]
    [InlineData("", "ログインIDを入力")]
    public async Task A_login_id_that_would_be_mistaken_is_refused(string wanted, string said)
    {
        await app.AddMemberAsync("0000102", "taro", "taro@example.jp");
        var visitor = await SignedInAsync("0000101", "hanako");

        Assert.Contains(said, await LoginIdAsync(visitor, wanted, AccountsWorld.Password));
        Assert.Contains(">hanako<", await visitor.ReadAsync("/profile/account"));
    }

    [Fact]
    [Asvs("7.5.1")]
    public async Task A_login_id_is_changed_with_the_password_only()
    {
        var visitor = await SignedInAsync("0000101", "hanako");

        Assert.Contains("現在のパスワードが違います", await LoginIdAsync(visitor, "hanako.t", "wrong one"));
        await LoginIdAsync(visitor, "ｈａｎａｋｏ．ｔ", AccountsWorld.Password);

        Assert.Contains(">hanako.t<", await visitor.ReadAsync("/profile/account?done=login-id"));
        Assert.NotNull((await new Visitor(app).SignInAsync("Hanako.T", AccountsWorld.Password)).Headers.Location);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal("ChangeLoginId", await database.AuditEntries.AcrossSocieties().Select(entry => entry.Action).SingleAsync(Cancel));
    }

    [Fact]
    public async Task A_new_address_counts_once_its_link_was_used_and_the_old_one_is_told()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        await EmailAsync(visitor, "new..address@example.com");
        var asked = Assert.Single(await app.MailsAsync(1));
        Assert.Equal("\"new..address\"@example.com", asked.To);
        Assert.Contains("hanako@example.jp", await visitor.ReadAsync("/profile/account?done=email"));

        var stranger = new Visitor(app);
        Assert.Contains("new..address@example.com", await stranger.ReadAsync(asked.Link));
        Assert.Contains("hanako@example.jp", await visitor.ReadAsync("/profile/account"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await stranger.SendAsync(asked.Link, []);

        Assert.Contains("new..address@example.com", await visitor.ReadAsync("/profile/account"));
        Assert.Contains("このリンクは使えません", await stranger.ReadAsync(asked.Link));
        var told = (await app.MailsAsync(2))[1];
        Assert.Equal(("hanako@example.jp", "メールアドレス変更のお知らせ"), (told.To, told.Subject));
    }

    [Fact]
    public async Task An_address_of_somebody_else_gets_no_link_and_the_page_does_not_tell()
    {
        await app.AddMemberAsync("0000102", "taro", "taro@example.jp");
        var visitor = await SignedInAsync("0000101", "hanako");

        var answer = await visitor.SendAsync(
            "/profile/account", new() { ["EmailForm.Email"] = "TARO@example.jp", ["EmailForm.Password"] = AccountsWorld.Password });

        Assert.EndsWith("/profile/account?done=email", answer.Headers.Location?.OriginalString);

        Assert.DoesNotContain("http", Assert.Single(await app.MailsAsync(1)).Body);
    }

    [Theory]
    [InlineData("", "メールアドレスを入力")]
    [InlineData("nobody", "メールアドレスの形になっていません")]
    [InlineData("hanako@example.jp", "現在のメールアドレスと同じ")]
    public async Task An_address_cannot_be_emptied_or_broken(string email, string said) =>
        Assert.Contains(said, await EmailAsync(await SignedInAsync("0000101", "hanako"), email));

    private async Task<Visitor> SignedInAsync(string number, string loginId)
    {
        await app.AddMemberAsync(number, loginId, $"{loginId}@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync(loginId, AccountsWorld.Password);
        return visitor;
    }

    private static async Task<string> PasswordAsync(Visitor visitor, string current, string password) => await Visitor.TextOf(await visitor.SendAsync(
        "/profile/password", new() { ["Form.Current"] = current, ["Form.Password"] = password, ["Form.Repeated"] = password }, "/profile/password"));

    private static async Task<string> LoginIdAsync(Visitor visitor, string loginId, string password) => await Visitor.TextOf(await visitor.SendAsync(
        "/profile/account", new() { ["IdForm.LoginId"] = loginId, ["IdForm.Password"] = password }));

    private static async Task<string> EmailAsync(Visitor visitor, string email) => await Visitor.TextOf(await visitor.SendAsync(
        "/profile/account", new() { ["EmailForm.Email"] = email, ["EmailForm.Password"] = AccountsWorld.Password }));
}

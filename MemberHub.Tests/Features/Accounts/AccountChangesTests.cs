using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task A_login_id_is_changed_with_the_password_and_the_code_that_is_mailed()
    {
        var visitor = await SignedInAsync("0000101", "hanako");

        Assert.Contains("現在のパスワードが違います", await LoginIdAsync(visitor, "hanako.t", "wrong one"));
        Assert.Contains("今のログインIDと同じです", await LoginIdAsync(visitor, "hanako", AccountsWorld.Password));
        await LoginIdAsync(visitor, "ｈａｎａｋｏ．ｔ", AccountsWorld.Password);
        var mail = Assert.Single(await app.MailsAsync(1));
        Assert.Equal(("hanako@example.jp", "ログインID変更の確認"), (mail.To, mail.Subject));
        Assert.Contains(">hanako<", await visitor.ReadAsync("/profile/account?done=login-id-code"));
        Assert.Contains("コードが違います", await CodeAsync(visitor, "IdCode.Code", OtherThan(mail.Code)));
        await CodeAsync(visitor, "IdCode.Code", $" {mail.Code[..3]} {mail.Code[3..]}");

        var page = await visitor.ReadAsync("/profile/account?done=login-id");
        Assert.Contains(">hanako.t<", page);
        Assert.DoesNotContain("IdCode.Code", page, StringComparison.Ordinal);
        Assert.NotNull((await new Visitor(app).SignInAsync("Hanako.T", AccountsWorld.Password)).Headers.Location);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal(["RequestLoginIdChange", "ChangeLoginId"], await database.AuditEntries.AcrossSocieties().OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Cancel));
        app.Logs.AssertSilentAbout(mail.Code);
    }

    [Fact]
    public async Task Without_an_address_the_password_alone_changes_the_login_id()
    {
        await app.AddMemberAsync("0000101", "hanako", null, AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);

        await LoginIdAsync(visitor, "hanako.t", AccountsWorld.Password);

        Assert.Contains(">hanako.t<", await visitor.ReadAsync("/profile/account?done=login-id"));
    }

    [Fact]
    public async Task A_mailed_code_can_be_tried_five_times_and_for_an_hour()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        await LoginIdAsync(visitor, "hanako.t", AccountsWorld.Password);
        var first = (await app.MailsAsync(1))[0].Code;
        for (var i = 0; i < MailedCodes.MaxAttempts; i++)
        {
            Assert.Contains("コードが違います", await CodeAsync(visitor, "IdCode.Code", OtherThan(first)));
        }

        Assert.Contains("もう一度お申し込みください", await CodeAsync(visitor, "IdCode.Code", first));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await LoginIdAsync(visitor, "hanako.t", AccountsWorld.Password);
        app.Clock.Advance(MailedCodes.Life);
        var account = await ActorAsync();
        Assert.IsType<MailedCodeNotValid>((await app.Services.GetRequiredService<ConfirmLoginId>().RunAsync(account, new() { Code = (await app.MailsAsync(2))[1].Code }, Cancel)).Refusal);
        Assert.Contains(">hanako<", await visitor.ReadAsync("/profile/account"));
    }

    [Fact]
    public async Task Codes_typed_at_the_same_moment_count_once()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        await LoginIdAsync(visitor, "hanako.t", AccountsWorld.Password);
        var code = (await app.MailsAsync(1))[0].Code;
        var actor = await ActorAsync();
        var confirm = app.Services.GetRequiredService<ConfirmLoginId>();

        var answers = await Task.WhenAll(Enumerable.Range(0, MailedCodes.MaxAttempts).Select(_ => confirm.RunAsync(actor, new() { Code = code }, Cancel)));

        Assert.Equal(1, answers.Count(answer => answer.Succeeded));
        Assert.IsType<MailedCodeNotValid>((await confirm.RunAsync(actor, new() { Code = code }, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_new_address_counts_with_its_code_and_the_link_is_void()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        await EmailAsync(visitor, "new@example.com");
        var asked = Assert.Single(await app.MailsAsync(1));

        Assert.Contains("new@example.com に届いたメール", await visitor.ReadAsync("/profile/account?done=email"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await CodeAsync(visitor, "EmailCode.Code", asked.Code);

        Assert.Contains("<b>new@example.com</b>", await visitor.ReadAsync("/profile/account?done=email-changed"));
        Assert.Contains("このリンクは使えません", await new Visitor(app).ReadAsync(asked.Link));
        Assert.Equal("hanako@example.jp", (await app.MailsAsync(2))[1].To);
    }

    [Fact]
    public async Task Wrong_passwords_on_an_open_page_lock_it_like_the_sign_in_page()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        for (var i = 0; i < SignIn.MaxFailures; i++)
        {
            Assert.Contains("現在のパスワードが違います", await LoginIdAsync(visitor, "hanako.t", "wrong one"));
        }

        Assert.Contains("15分間はパスワードを受け付けません", await LoginIdAsync(visitor, "hanako.t", AccountsWorld.Password));
        Assert.Contains("15分間はパスワードを受け付けません", await PasswordAsync(visitor, AccountsWorld.Password, NewPassword));
        app.Clock.Advance(SignIn.LockoutTime);
        Assert.DoesNotContain("受け付けません", await PasswordAsync(visitor, AccountsWorld.Password, NewPassword), StringComparison.Ordinal);
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
        Assert.Contains("TARO@example.jp に届いたメール", await visitor.ReadAsync("/profile/account?done=email"));

        var body = Assert.Single(await app.MailsAsync(1)).Body;
        Assert.DoesNotContain("http", body);
        Assert.DoesNotMatch(@"\d{6}", body);
    }

    [Theory]
    [InlineData("", "メールアドレスを入力")]
    [InlineData("nobody", "メールアドレスの形になっていません")]
    [InlineData("hanako@example.jp", "現在のメールアドレスと同じ")]
    public async Task An_address_cannot_be_emptied_or_broken(string email, string said) =>
        Assert.Contains(said, await EmailAsync(await SignedInAsync("0000101", "hanako"), email));

    [Fact]
    public async Task Five_mails_in_an_hour_are_sent_for_a_new_address_and_no_more()
    {
        var visitor = await SignedInAsync("0000101", "hanako");
        var actor = await ActorAsync();
        var request = app.Services.GetRequiredService<RequestEmailChange>();
        var form = new EmailChangeForm { Email = "stranger@example.com", Password = AccountsWorld.Password };

        var answers = new List<Result<Done>>();
        foreach (var _ in Enumerable.Range(0, MailedCodes.MaxRequests - 1))
        {
            answers.Add(await request.RunAsync(actor, form, Cancel));
        }

        answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => request.RunAsync(actor, form, Cancel))));
        Assert.Equal((MailedCodes.MaxRequests, 2), (answers.Count(answer => answer.Succeeded), answers.Count(answer => answer.Refusal is TooManyMailedCodes)));
        Assert.Contains("1時間に5回まで", await EmailAsync(visitor, "other@example.com"));
        Assert.Equal(MailedCodes.MaxRequests, (await app.MailsAsync(MailedCodes.MaxRequests)).Count);
        Assert.Contains("stranger@example.com に届いたメール", await visitor.ReadAsync("/profile/account"));

        app.Clock.Advance(MailedCodes.Life);
        Assert.True((await request.RunAsync(actor, form, Cancel)).Succeeded);
        Assert.Equal(MailedCodes.MaxRequests + 1, (await app.MailsAsync(MailedCodes.MaxRequests + 1)).Count);
    }

    [Fact]
    public async Task Nor_more_than_five_for_a_new_login_id()
    {
        await SignedInAsync("0000101", "hanako");
        var actor = await ActorAsync();
        var change = app.Services.GetRequiredService<ChangeLoginId>();
        foreach (var i in Enumerable.Range(1, MailedCodes.MaxRequests))
        {
            Assert.True((await change.RunAsync(actor, new() { LoginId = $"hanako.{i}", Password = AccountsWorld.Password }, Cancel)).Succeeded);
        }

        Assert.IsType<TooManyMailedCodes>((await change.RunAsync(actor, new() { LoginId = "hanako.t", Password = AccountsWorld.Password }, Cancel)).Refusal);
        app.Clock.Advance(MailedCodes.Life);
        Assert.True((await change.RunAsync(actor, new() { LoginId = "hanako.t", Password = AccountsWorld.Password }, Cancel)).Succeeded);
    }

    private async Task<Actor> ActorAsync()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var link = await database.AccountMembers.AcrossSocieties().SingleAsync(Cancel);
        return new Actor(link.AccountId, link.SocietyId, link.MemberId, []);
    }

    private static string OtherThan(string code) => code == "000000" ? "000001" : "000000";

    private static async Task<string> CodeAsync(Visitor visitor, string field, string code) =>
        await Visitor.TextOf(await visitor.SendAsync("/profile/account", new() { [field] = code }));

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

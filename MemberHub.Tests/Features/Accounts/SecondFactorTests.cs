using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>The way of the office's people through their two doors, over HTTP.</summary>
public sealed class SecondFactorTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task After_the_password_an_app_is_set_up_and_the_office_is_open()
    {
        await app.AddStaffAsync("keiri", StaffRole.Accountant);
        var visitor = new Visitor(app);

        Assert.Equal("/login/code?returnUrl=%2F", PathOf(await visitor.SignInAsync("keiri", AccountsWorld.Password)));
        Assert.Equal("/login/authenticator", PathOf(await visitor.OpenAsync("/login/code")));
        Assert.Equal("/login/code?returnUrl=%2Foffice", PathOf(await visitor.OpenAsync("/office")));
        var (_, recovery) = await visitor.SetUpAppAsync(app);

        Assert.Equal(SecondFactors.RecoveryCodes, recovery.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/office")).StatusCode);
        Assert.Equal("/office", PathOf(await visitor.OpenAsync("/")));
        Assert.Equal("/office", PathOf(await visitor.OpenAsync("/login/authenticator")));
    }

    [Fact]
    public async Task A_wrong_code_at_the_set_up_says_that_the_app_was_not_registered()
    {
        await app.AddStaffAsync("keiri", StaffRole.Accountant);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("keiri", AccountsWorld.Password);
        var offer = new HtmlParser().ParseDocument(await visitor.ReadAsync("/login/authenticator")).QuerySelector("[name='Form.Offer']")!.GetAttribute("value")!;

        var answer = await Visitor.TextOf(await visitor.SendAsync("/login/authenticator", new() { ["Form.Offer"] = offer, ["Form.Code"] = "abcdef" }));

        Assert.Contains("登録できませんでした", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("パスワードはまだ設定されていません", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4")]
    public async Task The_password_alone_opens_nothing_to_staff_who_are_no_members()
    {
        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);

        foreach (var path in (string[])["/", "/office", "/menu", "/profile/password", "/profile/account", "/payments", "/documents/1.pdf"])
        {
            Assert.StartsWith("/login/code", PathOf(await visitor.OpenAsync(path)), StringComparison.Ordinal);
        }

        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4")]
    public async Task The_password_of_a_member_who_works_in_the_office_makes_no_code_and_no_passkey()
    {
        var (account, owner) = await MemberOfTheOfficeAsync();
        var (_, recovery) = await owner.SetUpAppAsync(app);
        var thief = new Visitor(app);
        await thief.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Equal(HttpStatusCode.OK, (await thief.OpenAsync("/profile")).StatusCode);

        foreach (var page in (string[])["/security/recovery-codes", "/security/passkey/new", "/security/two-step/off"])
        {
            Assert.Equal(CodeFor(page), PathOf(await thief.OpenAsync(page)));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await thief.OpenAsync("/security/passkey/options")).StatusCode);
        var before = await HashesAsync(account.Id);
        foreach (var (page, form) in ((string, string)[])[("/security/recovery-codes", "codes"), ("/security/passkey/new", "passkey-new"), ("/security", "ask-code")])
        {
            var answer = await thief.ForgeAsync(page, new() { ["_handler"] = form, ["Form.Name"] = "鍵" }, "/profile/password");
            Assert.Equal(CodeFor(page), PathOf(answer));
            Assert.DoesNotContain("class=\"codes", await Visitor.TextOf(answer), StringComparison.Ordinal);
        }

        Assert.Equal(before, await HashesAsync(account.Id));
        Assert.StartsWith("/login/code", PathOf(await thief.OpenAsync("/office")), StringComparison.Ordinal);

        Assert.Equal("/office", PathOf(await thief.GiveCodeAsync(recovery[0])));
        Assert.Equal(HttpStatusCode.OK, (await thief.OpenAsync("/security/passkey/options")).StatusCode);
        Assert.Contains("class=\"codes", await Visitor.TextOf(await thief.SendAsync("/security/recovery-codes", [], "/security/recovery-codes")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_does_their_mailbox()
    {
        var (_, owner) = await MemberOfTheOfficeAsync();
        await owner.SetUpAppAsync(app);
        var thief = new Visitor(app);
        await thief.SendAsync("/password/forgot", new() { ["Form.Email"] = "hanako@example.jp" });
        var mail = (await app.MailsAsync(2)).Single(mail => mail.Subject == "パスワード再設定");
        await thief.SendAsync(mail.Link, new() { ["Form.Password"] = "tsuki to suppon 88", ["Form.Repeated"] = "tsuki to suppon 88" });

        Assert.Equal(HttpStatusCode.OK, (await thief.OpenAsync("/profile")).StatusCode);
        Assert.Equal(CodeFor("/security/recovery-codes"), PathOf(await thief.OpenAsync("/security/recovery-codes")));
        Assert.Equal(CodeFor("/security/recovery-codes"), PathOf(await thief.ForgeAsync("/security/recovery-codes", new() { ["_handler"] = "codes" }, "/profile/password")));
    }

    [Fact]
    public async Task Where_a_passkey_is_the_second_factor_the_password_sets_up_no_app_beside_it()
    {
        var (account, visitor) = await MemberOfTheOfficeAsync();
        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            database.Add(new AccountPasskey { AccountId = account.Id, CredentialId = [1], PublicKey = [2], Name = "鍵", Transports = [], CreatedUtc = app.Clock.GetUtcNow().UtcDateTime });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal("/office", PathOf(await visitor.OpenAsync("/login/authenticator")));
        var page = await visitor.ReadAsync("/login/code");
        Assert.Contains("登録したパスキーでログインしてください", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Form.Code", page, StringComparison.Ordinal);
        var society = await app.SocietyAsync();
        var actor = new Actor(account.Id, society.Id, 1, []) { AwaitsCode = true, ProvedUtc = app.Clock.GetUtcNow().UtcDateTime };
        var offer = await app.Services.GetRequiredService<OfferAuthenticator>().MakeAsync(actor, null, Cancel);
        var form = new AuthenticatorForm { Offer = offer.Sealed, Code = app.Clock.CodeOf(offer.Secret) };
        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<SetUpAuthenticator>().RunAsync(actor, "", form, Cancel)).Refusal);
    }

    [Fact]
    public async Task Use_cases_wait_for_the_code_whatever_the_page_says()
    {
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var waits = new Actor(account.Id, (await app.SocietyAsync()).Id, 1, []) { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime, AwaitsCode = true };
        var site = new PasskeySite("localhost", "http://localhost");

        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<AddPasskey>().RunAsync(waits, new() { Name = "a" }, site, Cancel)).Refusal);
        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<RemovePasskey>().RunAsync(waits, 1, Cancel)).Refusal);
        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<TurnOffSecondFactor>().RunAsync(waits, new() { Code = "123456" }, Cancel)).Refusal);
        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<AskCodeOfMember>().RunAsync(waits, Cancel)).Refusal);
        Assert.IsType<SecondFactorNeeded>((await app.Services.GetRequiredService<RenewRecoveryCodes>().RunAsync(waits, Cancel)).Refusal);
    }

    [Fact]
    [Asvs("6.3.3", "6.5.1", "7.2.4")]
    public async Task A_code_is_asked_at_every_sign_in_and_opens_once()
    {
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var first = new Visitor(app);
        await first.SignInAsync("jimu", AccountsWorld.Password);
        var (secret, _) = await first.SetUpAppAsync(app);

        var second = new Visitor(app);
        await second.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await second.GiveCodeAsync(app.Clock.CodeOf(secret))));
        var code = await app.NextCodeAsync(account.Id);
        Assert.Equal("/office", PathOf(await second.GiveCodeAsync(code)));
        Assert.Equal(HttpStatusCode.OK, (await second.OpenAsync("/office")).StatusCode);

        var third = new Visitor(app);
        await third.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await third.GiveCodeAsync(code)));
    }

    [Fact]
    public async Task The_code_leads_to_the_page_that_was_wanted()
    {
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);
        await visitor.SetUpAppAsync(app);
        var other = new Visitor(app);

        var wanted = PathOf(await other.SignInAsync("jimu", AccountsWorld.Password, "/login?returnUrl=%2Foffice%2Fnumbers"));
        Assert.Equal("/office/numbers", PathOf(await other.GiveCodeAsync(await app.NextCodeAsync(account.Id), wanted)));
    }

    [Fact]
    [Asvs("6.5.1")]
    public async Task A_recovery_code_opens_once()
    {
        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var first = new Visitor(app);
        await first.SignInAsync("jimu", AccountsWorld.Password);
        var (_, recovery) = await first.SetUpAppAsync(app);

        var second = new Visitor(app);
        await second.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Equal("/office", PathOf(await second.GiveCodeAsync(recovery[3].ToLowerInvariant())));
        var third = new Visitor(app);
        await third.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await third.GiveCodeAsync(recovery[3])));
        Assert.Equal("/office", PathOf(await third.GiveCodeAsync(recovery[4])));
    }

    [Fact]
    [Asvs("6.3.1", "6.5.4", "6.6.3")]
    public async Task Wrong_codes_lock_the_second_factor_whatever_the_password_says()
    {
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var first = new Visitor(app);
        await first.SignInAsync("jimu", AccountsWorld.Password);
        await first.SetUpAppAsync(app);

        for (var i = 0; i < SecondFactors.MaxFailures; i++)
        {
            var visitor = new Visitor(app);
            await visitor.SignInAsync("jimu", AccountsWorld.Password);
            Assert.Contains("認証コードが違うか", await Visitor.TextOf(await visitor.GiveCodeAsync("abcdef")));
        }

        var locked = new Visitor(app);
        await locked.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("15分間は認証コードを受け付けません", await Visitor.TextOf(await locked.GiveCodeAsync(await app.NextCodeAsync(account.Id))));
        app.Clock.Advance(SecondFactors.LockoutTime);
        Assert.Equal("/office", PathOf(await locked.GiveCodeAsync(await app.NextCodeAsync(account.Id))));
    }

    [Fact]
    public async Task Codes_tried_at_the_same_moment_all_count()
    {
        var account = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);
        await visitor.SetUpAppAsync(app);
        var society = await app.SocietyAsync();
        var give = app.Services.GetRequiredService<GiveSecondFactor>();
        var actor = new Actor(account.Id, society.Id, null, []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => give.RunAsync(actor, "", new() { Code = $"wrong{i}" }, Cancel)));

        Assert.Equal(SecondFactors.MaxFailures, answers.Count(answer => answer.Refusal is CodeWrong));
        Assert.Equal(12 - SecondFactors.MaxFailures, answers.Count(answer => answer.Refusal is CodeLocked));
    }

    [Fact]
    [Asvs("7.3.1")]
    public async Task The_second_factor_is_asked_again_after_twelve_hours()
    {
        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);
        await visitor.SetUpAppAsync(app);

        app.Clock.Advance(SessionReader.SecondFactorLife);
        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
        Assert.StartsWith("/login/code", PathOf(await visitor.OpenAsync("/office")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_the_office_is_a_member_without_a_code()
    {
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using (var database = app.Databases.Open((await app.SocietyAsync()).Id))
        {
            database.Add(new MemberHub.Data.Accounts.StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "髙橋" });
            await database.SaveChangesAsync(Cancel);
        }

        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);

        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/")).StatusCode);
        Assert.Contains("会員ページへ", await visitor.ReadAsync("/login/authenticator"));
        Assert.StartsWith("/login/code", PathOf(await visitor.OpenAsync("/office")), StringComparison.Ordinal);
        await visitor.SetUpAppAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/office")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_member_is_asked_for_no_code()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);

        Assert.Equal("/", PathOf(await visitor.SignInAsync("hanako", AccountsWorld.Password)));
        Assert.Equal("/", PathOf(await visitor.OpenAsync("/login/code")));
        Assert.Equal("/office", PathOf(await visitor.OpenAsync("/login/authenticator")));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync("/office")).StatusCode);
    }

    [Fact]
    [Asvs("6.5.2", "11.3.3")]
    public async Task The_secret_lies_encrypted_and_recovery_codes_as_hashes()
    {
        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("jimu", AccountsWorld.Password);
        var (secret, recovery) = await visitor.SetUpAppAsync(app);

        await using var database = app.Databases.OpenAcrossSocieties();
        var factor = await database.SecondFactors.SingleAsync(Cancel);
        var bytes = MemberHub.Platform.Security.Base32.Decode(secret.Replace(" ", "", StringComparison.Ordinal));
        Assert.DoesNotContain(Convert.ToHexString(bytes), Convert.ToHexString(Convert.FromBase64String(factor.ProtectedSecret)));
        Assert.Equal(bytes, app.Services.GetRequiredService<SecondFactors>().SecretOf(factor));
        Assert.DoesNotContain(recovery[0].Replace("-", "", StringComparison.Ordinal), (await database.RecoveryCodes.FirstAsync(Cancel)).CodeHash, StringComparison.OrdinalIgnoreCase);
        app.Logs.AssertSilentAbout(secret, secret.Replace(" ", "", StringComparison.Ordinal), recovery[0]);
    }

    /// <summary>A member who works in the office and has signed in with the password alone.</summary>
    private async Task<(Account Account, Visitor Visitor)> MemberOfTheOfficeAsync()
    {
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "髙橋" });
        await database.SaveChangesAsync(Cancel);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        return (account, visitor);
    }

    private async Task<IReadOnlyList<string>> HashesAsync(long account)
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        return await database.RecoveryCodes.Where(code => code.AccountId == account).OrderBy(code => code.Id).Select(code => code.CodeHash).ToListAsync(Cancel);
    }

    private static string CodeFor(string page) => $"/login/code?returnUrl={Uri.EscapeDataString(page)}";

    private static string PathOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }
}

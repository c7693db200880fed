using System.Net;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

public sealed class SignInTests : IAsyncDisposable
{
    // What is asked here is what a name and a password lead to; the limits have tests of their own.
    private readonly TestApp app = new() { Settings = { ["SignIn:FreePerNetwork"] = "1000", ["SignIn:FreePerName"] = "1000" } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("6.3.4")]
    public async Task Login_id_email_and_member_number_lead_in_however_they_are_typed()
    {
        await app.AddMemberAsync("0000101", "hanako", "ha..nako.@example.jp", AccountsWorld.Password);

        foreach (var name in (string[])["hanako", " HANAKO ", "ｈａｎａｋｏ", "0000101", "００００１０１", "HA..nako.@example.jp"])
        {
            var visitor = new Visitor(app);
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync(name, AccountsWorld.Password)).StatusCode);
            Assert.True(await visitor.IsSignedInAsync(), name);
        }
    }

    [Fact]
    public async Task Known_unknown_locked_and_password_less_names_get_the_same_bytes_after_one_hash_each()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        await app.AddMemberAsync("0000102", "taro", "taro@example.jp");
        var locked = await app.AddMemberAsync("0000103", "jiro", "jiro@example.jp", AccountsWorld.Password);
        await LockAsync(locked.Id);
        var hasher = new CountingHasher(app.Services.GetRequiredService<IPasswordHasher<Account>>());
        var passwords = new Passwords(hasher, app.Services.GetRequiredService<HashingQueue>());
        var signIn = ActivatorUtilities.CreateInstance<SignIn>(app.Services, passwords);
        var pages = new HashSet<string>();

        foreach (var (name, password) in new[] { ("hanako", "wrong one"), ("nobody", "wrong one"), ("taro", "wrong one"), ("jiro", AccountsWorld.Password), ("0009999", "x"), ("no@example.jp", "x") })
        {
            hasher.Computations = 0;
            Assert.IsType<SignInRefused>((await signIn.RunAsync(new() { LoginId = name, Password = password }, "", "", Cancel)).Refusal);
            Assert.Equal(1, hasher.Computations);

            var answer = await new Visitor(app).SignInAsync(name, password);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            pages.Add(Visitor.Comparable(await Visitor.TextOf(answer)).Replace($"value=\"{name}\"", ""));
        }

        Assert.Contains("ログインIDまたはパスワードが違います", Assert.Single(pages));
    }

    [Fact]
    [Asvs("11.4.2")]
    public void A_stranger_is_compared_with_a_hash_that_costs_what_a_real_one_costs()
    {
        var hasher = new CountingHasher(app.Services.GetRequiredService<IPasswordHasher<Account>>());

        new Passwords(hasher, app.Services.GetRequiredService<HashingQueue>()).Matches(null, "anything");

        // Everything but salt and key: form, function, iterations and the length of the salt.
        var real = Convert.FromBase64String(hasher.HashPassword(new Account(), AccountsWorld.Password));
        var strangers = Convert.FromBase64String(hasher.Compared);
        Assert.Equal(real[..13], strangers[..13]);
        Assert.Equal(real.Length, strangers.Length);
    }

    [Theory]
    [InlineData("hanako\0")]
    [InlineData("ha\0nako")]
    [InlineData("0000101\0")]
    [InlineData("hanako\u0007")]
    public async Task A_name_that_nobody_can_type_is_an_unknown_one(string name)
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var letter = new FirstPasswordForm { Number = name, Code = "ABCD-EFGH-2345-6777", Password = AccountsWorld.Password, Repeated = AccountsWorld.Password };

        Assert.IsType<SignInRefused>((await app.Services.GetRequiredService<SignIn>().RunAsync(new() { LoginId = name, Password = AccountsWorld.Password }, "", "", Cancel)).Refusal);
        Assert.IsType<LetterNotValid>((await app.Services.GetRequiredService<SetFirstPassword>().RunAsync(letter, "", "", Cancel)).Refusal);

        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Null(await app.Services.GetRequiredService<AccountLookup>().FindByEmailAsync(database, "hanako@example.jp\0", Cancel));
        Assert.Equal(2, await database.SignInEvents.CountAsync(item => item.AccountId == null, Cancel));
    }

    [Fact]
    [Asvs("6.3.1")]
    public async Task Five_failures_lock_the_account_but_not_the_way_by_mail()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var signIn = app.Services.GetRequiredService<SignIn>();

        for (var i = 0; i < SignIn.MaxFailures; i++)
        {
            Assert.False((await signIn.RunAsync(new() { LoginId = "hanako", Password = $"wrong {i}" }, "", "", Cancel)).Succeeded);
        }

        Assert.IsType<SignInRefused>((await RightAsync("0000101")).Refusal);
        app.Clock.Advance(SignIn.LockoutTime + TimeSpan.FromSeconds(1));
        Assert.True((await RightAsync("hanako")).Succeeded);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal(
            ["WrongPassword", "WrongPassword", "WrongPassword", "WrongPassword", "WrongPassword", "LockedOut", "SignedIn"],
            await database.SignInEvents.OrderBy(item => item.Id).Select(item => item.Outcome).ToListAsync(Cancel));

        Task<MemberHub.Domain.Result<StartedSession>> RightAsync(string name) => signIn.RunAsync(new() { LoginId = name, Password = AccountsWorld.Password }, "", "", Cancel);
    }

    [Fact]
    public async Task A_number_that_two_societies_gave_leads_to_neither()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var second = new Society("midori", "みどり学会", "Midori Society", new SocietySettings());
        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            database.Add(second);
            await database.SaveChangesAsync(Cancel);
        }

        await app.AddMemberToAsync(second, "0000101", "midori.hanako", "hanako@example.com", AccountsWorld.Password);
        var signIn = app.Services.GetRequiredService<SignIn>();

        Assert.IsType<SignInRefused>((await signIn.RunAsync(new() { LoginId = "0000101", Password = AccountsWorld.Password }, "", "", Cancel)).Refusal);
        Assert.True((await signIn.RunAsync(new() { LoginId = "midori.hanako", Password = AccountsWorld.Password }, "", "", Cancel)).Succeeded);
    }

    [Theory]
    [InlineData("/payments", "/payments")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [Asvs("1.2.2", "3.7.2")]
    public async Task Only_addresses_of_this_site_are_returned_to(string wanted, string reached)
    {
        await app.AddMemberAsync("0000101", "hanako", null, AccountsWorld.Password);

        var answer = await new Visitor(app).SignInAsync("hanako", AccountsWorld.Password, $"/login?returnUrl={Uri.EscapeDataString(wanted)}");

        Assert.Equal(new Uri(app.ClientOptions.BaseAddress, reached), new Uri(app.ClientOptions.BaseAddress, answer.Headers.Location!));
    }

    [Fact]
    public async Task Full_width_letters_are_named_before_anything_is_counted()
    {
        var page = await Visitor.TextOf(await new Visitor(app).SignInAsync("hanako", "Ｐａｓｓ１２３４"));

        Assert.Contains("全角の文字が入っています", page);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Empty(await database.SignInEvents.ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "2026-12-22T03:00:00Z")]
    [Asvs("3.3.2", "3.3.4", "7.2.2", "7.2.3", "7.3.2", "11.5.1")]
    public async Task The_cookie_lives_as_long_as_was_ticked_and_tells_nothing(bool remember, string? expires)
    {
        await app.AddMemberAsync("0000101", "hanako", null, AccountsWorld.Password);
        var fields = new Dictionary<string, string> { ["Form.LoginId"] = "hanako", ["Form.Password"] = AccountsWorld.Password };
        if (remember)
        {
            fields["Form.Remember"] = "true";
        }

        var cookie = (await new Visitor(app).SendAsync("/login", fields)).Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("memberhub=", StringComparison.Ordinal));

        Assert.Equal(expires, Microsoft.Net.Http.Headers.SetCookieHeaderValue.Parse(cookie).Expires?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("; samesite=lax; httponly", cookie);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.DoesNotContain(await database.AccountSessions.Select(session => session.TokenHash).SingleAsync(Cancel), cookie);
    }

    [Fact]
    [Asvs("3.3.1", "3.3.3")]
    public void Over_https_browsers_are_made_to_insist()
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Scheme = "https";

        SessionCookie.Write(context, new StartedSession(SecretToken.Create(), false, DateTime.UnixEpoch));

        Assert.Matches("^__Host-memberhub=[A-Za-z0-9_-]{43}; path=/; secure; samesite=lax; httponly$", context.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public async Task A_withdrawn_member_signs_in_and_is_known_as_such()
    {
        await app.AddMemberAsync("0000101", "hanako", null, AccountsWorld.Password, withdrawnOn: new DateOnly(2026, 3, 31));
        var session = (await app.Services.GetRequiredService<SignIn>().RunAsync(new() { LoginId = "0000101", Password = AccountsWorld.Password }, "", "", Cancel)).OrThrow();

        var person = await app.Services.GetRequiredService<SessionReader>().FindAsync(session.Token.Hash, Cancel);

        Assert.True(ActorClaims.ToActor(person!).Withdrawn);
        Assert.Equal("髙橋　花子", person!.Identity?.Name);
    }

    [Fact]
    [Asvs("7.2.1", "7.4.1")]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await app.AddMemberAsync("0000101", "hanako", null, AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendAsync("/logout", [], "/logout")).StatusCode);

        Assert.False(await visitor.IsSignedInAsync());
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.NotNull((await database.AccountSessions.SingleAsync(Cancel)).EndedUtc);
    }

    private async Task LockAsync(long account)
    {
        DateTimeOffset? until = app.Clock.GetUtcNow().AddMinutes(5);
        await using var database = app.Databases.OpenAcrossSocieties();
        await database.Users.Where(row => row.Id == account).ExecuteUpdateAsync(set => set.SetProperty(row => row.LockoutEnd, until), Cancel);
    }
}

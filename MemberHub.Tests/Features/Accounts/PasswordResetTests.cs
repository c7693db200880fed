using System.Net;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

public sealed class PasswordResetTests : IAsyncDisposable
{
    private readonly TestApp app = new() { Settings = { ["SignIn:FreePerNetwork"] = "1000", ["SignIn:FreePerName"] = "1000" } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("3.5.3", "6.4.3")]
    public async Task A_link_works_once_and_looking_at_it_does_not_use_it()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var link = await AskAsync();
        var visitor = new Visitor(app);

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("パスワード（再入力）", await visitor.ReadAsync(link));
        }

        Assert.Contains("no-referrer", await visitor.ReadAsync(link));
        Assert.Contains("2回の入力が一致していません", await Visitor.TextOf(await SetAsync(visitor, link, AccountsWorld.Password, "another")));
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(visitor, link, AccountsWorld.Password)).StatusCode);
        Assert.Contains("このリンクは使えません", await new Visitor(app).ReadAsync(link));
    }

    [Fact]
    [Asvs("6.6.2", "9.2.1")]
    public async Task A_newer_link_makes_the_older_one_void_and_an_hour_makes_both()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var first = await AskAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await AskAsync();
        var visitor = new Visitor(app);

        Assert.Contains("このリンクは使えません", await visitor.ReadAsync(first));
        app.Clock.Advance(SendPasswordReset.LinkLife - TimeSpan.FromSeconds(1));
        Assert.Contains("再設定", await visitor.ReadAsync(second));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("このリンクは使えません", await visitor.ReadAsync(second));
    }

    [Fact]
    public async Task A_link_sent_twice_at_the_same_moment_sets_one_password()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var token = (await AskAsync()).Split('=')[1];
        var reset = app.Services.GetRequiredService<ResetPassword>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i =>
            reset.RunAsync(new() { Token = token, Password = $"{AccountsWorld.Password} {i}", Repeated = $"{AccountsWorld.Password} {i}" }, "", "", Cancel)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.IsType<LinkNotValid>(answer.Refusal));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var pages = new HashSet<string>();

        foreach (var email in (string[])["hanako@example.jp", "nobody@example.jp"])
        {
            var visitor = new Visitor(app);
            var answer = await visitor.SendAsync("/password/forgot", new() { ["Form.Email"] = email });
            pages.Add($"{answer.StatusCode} {answer.Headers.Location} {Visitor.Comparable(await visitor.ReadAsync("/password/forgot?sent=true"))}");
        }

        Assert.Single(pages);
        Assert.Single(await app.MailsAsync(1));
    }

    [Fact]
    [Asvs("7.4.3")]
    public async Task Setting_a_password_unlocks_and_ends_every_other_session()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var elsewhere = new Visitor(app);
        await elsewhere.SignInAsync("hanako", AccountsWorld.Password);
        Assert.True(await elsewhere.IsSignedInAsync());
        var signIn = app.Services.GetRequiredService<SignIn>();
        for (var i = 0; i < SignIn.MaxFailures; i++)
        {
            await signIn.RunAsync(new() { LoginId = "hanako", Password = "wrong one" }, "", "", Cancel);
        }

        var visitor = new Visitor(app);
        await SetAsync(visitor, await AskAsync(), "tsuki to suppon 88");

        Assert.True(await visitor.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.True((await signIn.RunAsync(new() { LoginId = "hanako", Password = "tsuki to suppon 88" }, "", "", Cancel)).Succeeded);
    }

    [Theory]
    [InlineData("password", "よく使われるパスワード")]
    [InlineData("Aoba2026!", "推測されやすい言葉")]
    [InlineData("hanako.takahashi", "推測されやすい言葉")]
    [InlineData("ｐａｓｓｗｏｒｄ", "全角の文字")]
    [InlineData("short", "8文字以上")]
    [InlineData("", "パスワードを入力してください")]
    public async Task A_weak_password_is_refused_and_the_link_stays(string password, string said)
    {
        await app.AddMemberAsync("0000101", "hanako.takahashi", "hanako@example.jp");
        var link = await AskAsync();
        var visitor = new Visitor(app);

        Assert.Contains(said, await Visitor.TextOf(await SetAsync(visitor, link, password)));
        Assert.Contains("再設定", await visitor.ReadAsync(link));
    }

    [Fact]
    [Asvs("2.4.1", "6.6.3")]
    public async Task Nobody_can_flood_a_mailbox()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        for (var i = 0; i < SendPasswordReset.MaxPerHour + 3; i++)
        {
            await WishAsync("hanako@example.jp");
        }

        await AnsweredAsync();
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal(SendPasswordReset.MaxPerHour, await database.OutboxMails.AcrossSocieties().CountAsync(Cancel));
    }

    [Fact]
    [Asvs("1.2.2")]
    public async Task Links_name_the_address_of_the_settings_and_never_that_of_a_request()
    {
        app.Settings["PublicUrl"] = "https://member.example.jp/";
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        await new Visitor(app, host: "evil.example").SendAsync("/password/forgot", new() { ["Form.Email"] = "hanako@example.jp" });

        Assert.Contains("https://member.example.jp/password/reset?token=", Assert.Single(await app.MailsAsync(1)).Body);
    }

    [Fact]
    public async Task A_wish_is_one_row_for_whoever_asks_and_tells_nobody_who_asked()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        var request = database.Get<RequestPasswordReset>();

        foreach (var email in (string[])["hanako@example.jp", "nobody@example.jp"])
        {
            Assert.True((await request.RunAsync(new() { Email = email }, "192.0.2.1", Cancel)).Succeeded);
        }

        await using var open = database.Databases.OpenAcrossSocieties();
        var rows = await open.ResetWishes.ToListAsync(Cancel);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain("example", row.Text));
        Assert.All(rows, row => Assert.DoesNotContain("192.0.2.1", row.Text));
    }

    [Fact]
    public async Task A_wish_outlives_the_process_that_took_it_and_is_answered_once()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            // As the process leaves it that is killed right after its answer.
            var row = app.Services.GetRequiredService<ResetWishes>().RowOf("hanako@example.jp", "", app.Clock.GetUtcNow().UtcDateTime);
            database.Add(row);
            database.Add(new ResetWish { Text = "no key opens this", CreatedUtc = row.CreatedUtc });
            await database.SaveChangesAsync(Cancel);
        }

        var answer = app.Services.GetRequiredService<AnswerResetWishes>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => answer.RunAsync(Cancel), Cancel)));

        await AnsweredAsync();
        Assert.Single(await app.MailsAsync(1));
        await using var after = app.Databases.OpenAcrossSocieties();
        Assert.Equal(1, await after.OutboxMails.AcrossSocieties().CountAsync(Cancel));
    }

    [Fact]
    [Asvs("2.4.1", "15.2.2")]
    public async Task Whoever_floods_the_form_fills_the_waiting_rows_only()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        await using (var open = database.Databases.OpenAcrossSocieties())
        {
            open.AddRange(Enumerable.Range(0, ResetWishes.MaxWaiting).Select(_ => new ResetWish { Text = "x", CreatedUtc = DateTime.UnixEpoch }));
            await open.SaveChangesAsync(Cancel);
        }

        Assert.True((await database.Get<RequestPasswordReset>().RunAsync(new() { Email = "hanako@example.jp" }, "", Cancel)).Succeeded);

        await using var after = database.Databases.OpenAcrossSocieties();
        Assert.Equal(ResetWishes.MaxWaiting, await after.ResetWishes.CountAsync(Cancel));
        Assert.Equal(100, await database.Get<AnswerResetWishes>().RunAsync(Cancel));
        Assert.Equal(ResetWishes.MaxWaiting - 100, await after.ResetWishes.CountAsync(Cancel));
    }

    private Task WishAsync(string email) => app.Services.GetRequiredService<RequestPasswordReset>().RunAsync(new() { Email = email }, "", Cancel);

    private async Task AnsweredAsync()
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        await using var database = app.Databases.OpenAcrossSocieties();
        while (await database.ResetWishes.AnyAsync(Cancel))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20));
            await Task.Delay(50, Cancel);
        }
    }

    private async Task<string> AskAsync()
    {
        var before = System.IO.Directory.Exists(Path.Combine(app.Folder, "mail")) ? System.IO.Directory.GetFiles(Path.Combine(app.Folder, "mail"), "*.eml").Length : 0;
        await new Visitor(app).SendAsync("/password/forgot", new() { ["Form.Email"] = "hanako@example.jp" });
        return (await app.MailsAsync(before + 1))[before].Link;
    }

    private static Task<HttpResponseMessage> SetAsync(Visitor visitor, string link, string password, string? repeated = null) =>
        visitor.SendAsync(link, new() { ["Form.Password"] = password, ["Form.Repeated"] = repeated ?? password });
}

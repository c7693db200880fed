using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>A member who wants to be asked for a code, over HTTP.</summary>
public sealed class MemberSecondFactorTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Once_it_is_on_the_password_alone_opens_nothing_until_it_is_off_again()
    {
        var (account, here) = await SignedInAsync();
        var other = new Visitor(app);
        await other.SignInAsync("hanako", AccountsWorld.Password);
        var recovery = await TurnOnAsync(here);
        Assert.Equal(SecondFactors.RecoveryCodes, recovery.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await here.OpenAsync("/profile")).StatusCode);

        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
        Assert.Equal("/login/code?returnUrl=%2Fprofile", PathOf(await other.OpenAsync("/profile")));
        var again = new Visitor(app);
        Assert.Equal("/login/code?returnUrl=%2F", PathOf(await again.SignInAsync("hanako", AccountsWorld.Password)));
        foreach (var path in (string[])["/", "/payments", "/security", "/profile/password", "/profile/account", "/menu"])
        {
            Assert.StartsWith("/login/code", PathOf(await again.OpenAsync(path)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("事務局に入る", await again.ReadAsync("/login/code"), StringComparison.Ordinal);
        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await again.GiveCodeAsync("000000")));
        Assert.Equal("/", PathOf(await again.GiveCodeAsync(await app.NextCodeAsync(account.Id))));
        Assert.Equal(HttpStatusCode.OK, (await again.OpenAsync("/profile")).StatusCode);

        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await again.SendAsync("/security/two-step/off", new() { ["Form.Code"] = "000000" })));
        Assert.Equal("/security?did=two-step-off", PathOf(await again.SendAsync("/security/two-step/off", new() { ["Form.Code"] = recovery[0] })));
        var free = new Visitor(app);
        Assert.Equal("/", PathOf(await free.SignInAsync("hanako", AccountsWorld.Password)));
        Assert.Equal(HttpStatusCode.OK, (await free.OpenAsync("/profile")).StatusCode);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal((0, 0), (await database.SecondFactors.CountAsync(Cancel), await database.RecoveryCodes.CountAsync(Cancel)));
        Assert.Equal(["ログイン方法の変更のお知らせ", "ログイン方法の変更のお知らせ"], (await app.MailsAsync(2)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task New_recovery_codes_make_the_old_ones_void()
    {
        var (_, here) = await SignedInAsync();
        var old = await TurnOnAsync(here);
        var fresh = CodesOf(await Visitor.TextOf(await here.SendAsync("/security/recovery-codes", [], "/security/recovery-codes")));

        var again = new Visitor(app);
        await again.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Contains("認証コードが違うか", await Visitor.TextOf(await again.GiveCodeAsync(old[0])));
        Assert.Equal("/", PathOf(await again.GiveCodeAsync(fresh[0])));
    }

    [Fact]
    public async Task A_new_password_by_mail_does_not_go_around_it()
    {
        var (_, here) = await SignedInAsync();
        await TurnOnAsync(here);
        var thief = new Visitor(app);
        await thief.SendAsync("/password/forgot", new() { ["Form.Email"] = "hanako@example.jp" });
        var mail = (await app.MailsAsync(2)).Single(mail => mail.Subject == "パスワード再設定");

        await thief.SendAsync(mail.Link, new() { ["Form.Password"] = "tsuki to suppon 88", ["Form.Repeated"] = "tsuki to suppon 88" });

        Assert.True(await thief.IsSignedInAsync());
        Assert.StartsWith("/login/code", PathOf(await thief.OpenAsync("/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_the_office_may_want_it_for_the_member_pages_and_keeps_it_for_the_office()
    {
        var (account, here) = await SignedInAsync();
        await using (var database = app.Databases.Open((await app.SocietyAsync()).Id))
        {
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "髙橋" });
            await database.SaveChangesAsync(Cancel);
        }

        await here.SetUpAppAsync(app);
        Assert.Equal("/security?did=two-step", PathOf(await here.SendAsync("/security", new() { ["_handler"] = "ask-code" }, "/security")));
        var again = new Visitor(app);
        await again.SignInAsync("hanako", AccountsWorld.Password);
        Assert.StartsWith("/login/code", PathOf(await again.OpenAsync("/profile")), StringComparison.Ordinal);

        await here.SendAsync("/security/two-step/off", new() { ["Form.Code"] = await app.NextCodeAsync(account.Id) });
        var member = new Visitor(app);
        await member.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Equal(HttpStatusCode.OK, (await member.OpenAsync("/profile")).StatusCode);
        Assert.StartsWith("/login/code", PathOf(await member.OpenAsync("/office")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_worked_in_the_office_once_can_want_it_with_the_app_they_have()
    {
        var (account, here) = await SignedInAsync();
        await using (var database = app.Databases.Open((await app.SocietyAsync()).Id))
        {
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "髙橋" });
            await database.SaveChangesAsync(Cancel);
            await here.SetUpAppAsync(app);
            await database.StaffAssignments.ExecuteUpdateAsync(row => row.SetProperty(staff => staff.DisabledUtc, app.Clock.GetUtcNow().UtcDateTime), Cancel);
        }

        var member = new Visitor(app);
        await member.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Equal("/security?did=two-step", PathOf(await member.SendAsync("/security", new() { ["_handler"] = "ask-code" }, "/security")));

        var again = new Visitor(app);
        Assert.Equal("/login/code?returnUrl=%2F", PathOf(await again.SignInAsync("hanako", AccountsWorld.Password)));
        Assert.Equal("/", PathOf(await again.GiveCodeAsync(await app.NextCodeAsync(account.Id))));
        Assert.Equal(HttpStatusCode.OK, (await again.OpenAsync("/security")).StatusCode);
    }

    [Fact]
    public async Task The_office_takes_it_away_from_a_member_who_lost_the_phone_and_from_no_colleague()
    {
        var (account, here) = await SignedInAsync();
        await TurnOnAsync(here);
        var society = await app.SocietyAsync();
        var staff = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var secretary = new Actor(staff.Id, society.Id, null, [StaffRole.Secretary]) { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime };
        var reset = app.Services.GetRequiredService<ResetMemberFactor>();

        Assert.IsType<NotAllowed>((await reset.RunAsync(secretary with { Roles = [StaffRole.Accountant] }, "0000101", Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await reset.RunAsync(secretary with { ProvedUtc = null }, "0000101", Cancel)).Refusal);
        Assert.IsType<MemberCannotSignIn>((await reset.RunAsync(secretary, "0000102", Cancel)).Refusal);
        var desk = new Visitor(app);
        await desk.SignInAsync("jimu", AccountsWorld.Password);
        await desk.SetUpAppAsync(app);
        Assert.Contains("は、二段階認証を使っています", await desk.ReadAsync("/office/members/second-factor?number=0000101"));
        await desk.SendAsync("/office/members/second-factor?number=0000101", []);
        Assert.False(await here.IsSignedInAsync());
        Assert.Equal("/", PathOf(await new Visitor(app).SignInAsync("hanako", AccountsWorld.Password)));

        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.SystemAdministrator, Name = "髙橋" });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.IsType<MemberIsStaff>((await reset.RunAsync(secretary, "0000101", Cancel)).Refusal);
    }

    private async Task<(Account Account, Visitor Visitor)> SignedInAsync()
    {
        var account = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        return (account, visitor);
    }

    private async Task<IReadOnlyList<string>> TurnOnAsync(Visitor visitor)
    {
        var page = new HtmlParser().ParseDocument(await visitor.ReadAsync("/security/two-step"));
        var (secret, offer) = (page.QuerySelector("code.secret")!.TextContent, page.QuerySelector("[name='Form.Offer']")!.GetAttribute("value")!);
        return CodesOf(await Visitor.TextOf(await visitor.SendAsync("/security/two-step", new() { ["Form.Offer"] = offer, ["Form.Code"] = app.Clock.CodeOf(secret) })));
    }

    private static IReadOnlyList<string> CodesOf(string page) => [.. new HtmlParser().ParseDocument(page).QuerySelectorAll(".codes code").Select(code => code.TextContent)];

    private static string PathOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }
}

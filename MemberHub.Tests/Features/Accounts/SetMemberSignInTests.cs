using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

public sealed class SetMemberSignInTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Who_phoned_signs_in_with_what_they_asked_for_and_both_addresses_are_told()
    {
        var (secretary, account) = await WorldAsync();
        var nowUtc = app.Clock.UtcNow();
        await using var database = app.Databases.Open(secretary.SocietyId);
        database.AddRange(
            new PasswordReset { AccountId = account.Id, TokenHash = "reset", CreatedUtc = nowUtc, ExpiresUtc = nowUtc.AddHours(1) },
            new EmailChange { AccountId = account.Id, NewEmail = "late@example.jp", TokenHash = "email", CodeHash = "code", CreatedUtc = nowUtc, ExpiresUtc = nowUtc.AddHours(1) },
            new LoginIdChange { AccountId = account.Id, NewLoginId = "late", CodeHash = "code", CreatedUtc = nowUtc, ExpiresUtc = nowUtc.AddHours(1) },
            new UndeliverableAddress { Address = UndeliverableAddress.Fold("neu@example.jp"), Status = "5.1.1", SinceUtc = nowUtc });
        await database.SaveChangesAsync(Cancel);
        var form = Form(email: "ｎeu@example.jp", loginId: "hanako.t");

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SetAsync(secretary, form))));

        Assert.Single(pressed, result => result.Succeeded);
        Assert.All(pressed.Where(result => !result.Succeeded), result => Assert.IsType<MemberSignInMoved>(result.Refusal));
        Assert.Equal(nameof(SetMemberSignIn), Assert.IsType<MemberSignInMoved>((await SetAsync(secretary, form)).Refusal).Last?.Action);
        var saved = await database.Users.AsNoTracking().SingleAsync(row => row.Id == account.Id, Cancel);
        Assert.Equal(("hanako.t", "HANAKO.T", "neu@example.jp", "NEU@EXAMPLE.JP", false), (saved.UserName, saved.NormalizedUserName, saved.Email, saved.NormalizedEmail, saved.EmailConfirmed));
        Assert.NotNull((await database.PasswordResets.AsNoTracking().SingleAsync(Cancel)).EndedUtc);
        Assert.NotNull((await database.EmailChanges.AsNoTracking().SingleAsync(Cancel)).EndedUtc);
        Assert.NotNull((await database.LoginIdChanges.AsNoTracking().SingleAsync(Cancel)).EndedUtc);
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        var mails = await database.OutboxMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(Cancel);
        Assert.Equal(["neu@example.jp", "hanako@example.jp"], mails.Select(mail => mail.Recipient));
        Assert.Contains("新しいログインID　hanako.t", mails[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hanako.t", mails[1].Body, StringComparison.Ordinal);
        var line = await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(SetMemberSignIn), Cancel);
        Assert.Equal((secretary.AccountId, "勤務先へ電話"), (line.AccountId, line.Reason));
        Assert.Contains("""
            {"Check":"CalledRegisteredPhone","changes":[{"Field":"LoginId","Old":"hanako","New":"hanako.t"},{"Field":"Email","Old":"hanako@example.jp","New":"neu@example.jp"}]}
            """, line.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_of_the_member_hold_and_what_stays_is_not_judged()
    {
        var (secretary, account) = await WorldAsync(loginId: "hanako@work");
        await app.AddMemberAsync("0000102", "jiro", "jiro@example.jp");
        MemberSignInForm Of(string email = "hanako@example.jp", string loginId = "hanako@work") =>
            Form(email, loginId, shownLoginId: "hanako@work");

        Assert.IsType<MemberSignInUnchanged>((await SetAsync(secretary, Of())).Refusal);
        Assert.IsType<EmailNotValid>((await SetAsync(secretary, Of(email: "neu"))).Refusal);
        Assert.IsType<EmailMissing>((await SetAsync(secretary, Of(email: " "))).Refusal);
        Assert.IsType<EmailInUse>((await SetAsync(secretary, Of(email: "JIRO@example.jp"))).Refusal);
        Assert.IsType<LoginIdInUse>((await SetAsync(secretary, Of(loginId: "JIRO"))).Refusal);
        Assert.IsType<LoginIdLikeMemberNumber>((await SetAsync(secretary, Of(loginId: "0000777"))).Refusal);
        Assert.IsType<LoginIdLikeEmail>((await SetAsync(secretary, Of(loginId: "hanako@home"))).Refusal);
        Assert.IsType<IdentityCheckMissing>((await SetAsync(secretary, Form("neu@example.jp", check: null))).Refusal);
        Assert.IsType<IdentityNoteMissing>((await SetAsync(secretary, Form("neu@example.jp", note: " "))).Refusal);
        Assert.IsType<MemberSignInMoved>((await SetAsync(secretary, Form("neu@example.jp", "hanako", shownLoginId: "hanako"))).Refusal);
        Assert.IsType<MemberCannotSignIn>((await app.Services.GetRequiredService<SetMemberSignIn>().RunAsync(secretary, "0000999", Of("neu@example.jp"), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await SetAsync(secretary with { Roles = [StaffRole.Accountant] }, Of("neu@example.jp"))).Refusal);
        Assert.IsType<ProofNeeded>((await SetAsync(secretary with { ProvedUtc = app.Clock.UtcNow() - Proof.Life }, Of("neu@example.jp"))).Refusal);
        Assert.True((await SetAsync(secretary, Of("neu@example.jp"))).Succeeded);

        await using var database = app.Databases.Open(secretary.SocietyId);
        Assert.Equal(("hanako@work", "neu@example.jp"), await database.Users.Where(row => row.Id == account.Id).Select(row => new { row.UserName, row.Email }).SingleAsync(Cancel) is var saved ? (saved.UserName, saved.Email) : default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_colleague_and_who_is_also_elsewhere_change_their_own(bool isColleague)
    {
        var (secretary, account) = await WorldAsync();
        var society = await app.SocietyAsync();
        if (isColleague)
        {
            await using var database = app.Databases.Open(society.Id);
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Viewer, Name = "髙橋", DisabledUtc = app.Clock.UtcNow() });
            await database.SaveChangesAsync(Cancel);
        }
        else
        {
            var other = await OtherSociety.AddAsync(app.Databases, society);
            await app.AddMemberToAsync(other, "0000009", "elsewhere", null);
            await using var database = app.Databases.Open(other.Id);
            await database.AccountMembers.ExecuteUpdateAsync(row => row.SetProperty(link => link.AccountId, account.Id), Cancel);
        }

        Assert.True((await app.Services.GetRequiredService<OpenMemberSignIn>().RunAsync(secretary, "0000101", Cancel)).OrThrow().IsOwners);
        Assert.IsType<SignInOfOwner>((await SetAsync(secretary, Form("neu@example.jp"))).Refusal);
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task The_page_saves_and_a_fault_stands_at_its_field()
    {
        await WorldAsync();
        await app.AddStaffAsync("tantou", StaffRole.Secretary);
        var desk = new Visitor(app);
        await desk.SignInAsync("tantou", AccountsWorld.Password);
        await desk.SetUpAppAsync(app);
        Dictionary<string, string> Fields(string email) => new()
        {
            ["Form.ShownEmail"] = "hanako@example.jp",
            ["Form.ShownLoginId"] = "hanako",
            ["Form.Email"] = email,
            ["Form.LoginId"] = "hanako",
            ["Form.Check"] = nameof(IdentityCheck.InPerson),
            ["Form.Note"] = "窓口",
        };

        var faulty = await Visitor.TextOf(await desk.SendAsync("/office/members/0000101/sign-in", Fields("neu")));
        Assert.Contains("メールアドレスの形になっていません", faulty, StringComparison.Ordinal);
        Assert.Contains("#Email\"", faulty, StringComparison.Ordinal);
        var saved = await desk.SendAsync("/office/members/0000101/sign-in", Fields("neu@example.jp"));

        Assert.EndsWith("/office/members/0000101?saved=1", saved.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("neu@example.jp", await desk.ReadAsync("/office/members/0000101"), StringComparison.Ordinal);
    }

    private static MemberSignInForm Form(
        string email = "hanako@example.jp", string loginId = "hanako", string shownLoginId = "hanako", IdentityCheck? check = IdentityCheck.CalledRegisteredPhone, string note = " 勤務先へ電話 ") =>
        new() { ShownEmail = "hanako@example.jp", ShownLoginId = shownLoginId, Email = email, LoginId = loginId, Check = check, Note = note };

    private async Task<(Actor Secretary, Account Account)> WorldAsync(string loginId = "hanako")
    {
        var account = await app.AddMemberAsync("0000101", loginId, "hanako@example.jp");
        var staff = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        return (new Actor(staff.Id, (await app.SocietyAsync()).Id, null, [StaffRole.Secretary]) { ProvedUtc = app.Clock.UtcNow() }, account);
    }

    private Task<Result<Done>> SetAsync(Actor actor, MemberSignInForm form) => app.Services.GetRequiredService<SetMemberSignIn>().RunAsync(actor, "0000101", form, Cancel);
}

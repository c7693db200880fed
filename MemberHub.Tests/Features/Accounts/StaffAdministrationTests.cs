using System.Diagnostics;
using System.Net;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>What an administrator does with the office's people.</summary>
public sealed class StaffAdministrationTests : IAsyncDisposable
{
    private const string NewPassword = "mizu-umi-no-hotori-7";

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("disable")]
    [InlineData("role")]
    [InlineData("factor")]
    [Asvs("7.4.2", "7.4.5")]
    public async Task Every_live_session_of_the_person_is_dead_within_five_seconds(string change)
    {
        var (admin, person) = await PeopleAsync();
        var first = await app.ClientOfAsync(person);
        var second = await app.ClientOfAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/office", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/office", Cancel)).StatusCode);

        Assert.True((await ChangeAsync(change, admin, person.AccountId)).Succeeded);

        // The second one's answer may still be remembered, on another node at least.
        var waited = Stopwatch.StartNew();
        foreach (var client in (HttpClient[])[first, second])
        {
            while ((await client.GetAsync("/office", Cancel)).StatusCode == HttpStatusCode.OK)
            {
                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(5));
                await Task.Delay(100, Cancel);
            }
        }
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("role")]
    [InlineData("factor")]
    [InlineData("link")]
    [Asvs("8.2.1", "8.4.1")]
    public async Task Only_administrators_of_the_same_society_may(string change)
    {
        var (admin, person) = await PeopleAsync();
        foreach (var role in Enum.GetValues<StaffRole>().Where(role => role != StaffRole.SystemAdministrator))
        {
            Assert.Equal(new NotAllowed(), (await ChangeAsync(change, admin with { Roles = [role] }, person.AccountId)).Refusal);
        }

        Assert.Equal(new NotAllowed(), (await ChangeAsync(change, admin with { Roles = [] }, person.AccountId)).Refusal);
        Assert.Equal(new StaffNotFound(), (await ChangeAsync(change, admin with { SocietyId = (await OtherSociety.AddAsync(app.Databases, await app.SocietyAsync())).Id }, person.AccountId)).Refusal);
        await using var database = app.Databases.Open(admin.SocietyId);
        var row = await database.StaffAssignments.SingleAsync(staff => staff.AccountId == person.AccountId, Cancel);
        Assert.Equal((StaffRole.Secretary, null), (row.Role, row.DisabledUtc));
        Assert.True(await database.SecondFactors.AnyAsync(factor => factor.AccountId == person.AccountId, Cancel));
    }

    [Theory]
    [InlineData("enable")]
    [InlineData("role")]
    [InlineData("factor")]
    [InlineData("link")]
    [InlineData("invite")]
    [Asvs("7.5.1")]
    public async Task An_open_browser_is_not_enough_for_it(string change)
    {
        var (admin, person) = await PeopleAsync();

        Assert.Equal(new ProofNeeded(), (await ChangeAsync(change, admin with { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime - Proof.Life }, person.AccountId)).Refusal);
    }

    [Fact]
    public async Task The_pages_ask_who_is_there_and_lead_back()
    {
        var (admin, person) = await PeopleAsync();
        var visitor = await SignedInAsync(admin);
        app.Clock.Advance(Proof.Life);

        var page = $"/office/staff/{person.AccountId}";
        var invited = await visitor.PostAsync("/office/staff", "invite", new() { ["Form.Name"] = "三浦 実", ["Form.Email"] = "miura@office.example.jp", ["Form.LoginId"] = "miura", ["Form.Role"] = "Viewer" });
        Assert.EndsWith(Reauthentication.AddressFor("/office/staff"), invited.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith(Reauthentication.AddressFor(page), (await visitor.PostAsync(page, "factor", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("role")]
    [InlineData("factor")]
    public async Task Nobody_changes_their_own_access(string change)
    {
        var (admin, _) = await PeopleAsync();

        Assert.Equal(new OwnAccessUnchanged(), (await ChangeAsync(change, admin, admin.AccountId)).Refusal);
    }

    [Fact]
    [Asvs("7.4.2")]
    public async Task Who_was_disabled_cannot_sign_in_until_it_is_undone()
    {
        var (admin, person) = await PeopleAsync();
        await ChangeAsync("disable", admin, person.AccountId);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(app).SignInAsync("jimu", AccountsWorld.Password)).StatusCode);
        Assert.Equal(new StaffNotFound(), (await ChangeAsync("disable", admin, person.AccountId)).Refusal);

        await ChangeAsync("enable", admin, person.AccountId);
        Assert.Equal(HttpStatusCode.Redirect, (await new Visitor(app).SignInAsync("jimu", AccountsWorld.Password)).StatusCode);
    }

    [Fact]
    [Asvs("6.4.4")]
    public async Task After_a_reset_another_app_is_set_up_and_the_old_codes_are_gone()
    {
        var (admin, person) = await PeopleAsync();
        await ChangeAsync("factor", admin, person.AccountId);

        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            Assert.False(await database.RecoveryCodes.AnyAsync(code => code.AccountId == person.AccountId, Cancel));
        }

        var thief = new Visitor(app);
        await thief.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("メールでお送りした設定リンクから登録します", await thief.ReadAsync("/login/authenticator"), StringComparison.Ordinal);

        var visitor = new Visitor(app);
        var mail = Assert.Single(await app.MailsAsync(1));
        Assert.Equal("二段階認証が解除されました", mail.Subject);
        await visitor.SendAsync(mail.Link, new() { ["Form.Password"] = NewPassword, ["Form.Repeated"] = NewPassword });
        await visitor.SetUpAppAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/office")).StatusCode);
        Assert.Equal(["ログイン方法の変更のお知らせ", "二段階認証が解除されました"], (await app.MailsAsync(2)).Select(sent => sent.Subject).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("invited")]
    [InlineData("too late")]
    [InlineData("opened again")]
    [Asvs("6.3.3")]
    public async Task A_member_who_comes_to_the_office_sets_up_the_app_by_the_mailed_link_and_not_by_the_password(string how)
    {
        var (admin, _) = await PeopleAsync();
        var member = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var invited = await app.Services.GetRequiredService<InviteStaff>().RunAsync(admin, new() { Name = "髙橋 花子", Email = "hanako@example.jp", LoginId = "hanako", Role = StaffRole.Secretary }, Cancel);
        Assert.True(invited.Succeeded);
        var first = Assert.Single(await app.MailsAsync(1)).Link;
        if (how == "too late")
        {
            app.Clock.Advance(TimeSpan.FromHours(72));
        }
        else if (how == "opened again")
        {
            Assert.True((await ChangeAsync("disable", admin, member.Id)).Succeeded);
            Assert.True((await ChangeAsync("enable", admin, member.Id)).Succeeded);
        }

        var thief = new Visitor(app);
        await thief.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Equal(HttpStatusCode.OK, (await thief.OpenAsync("/profile")).StatusCode);
        var page = await thief.ReadAsync("/login/authenticator");
        Assert.DoesNotContain("Form.Offer", page, StringComparison.Ordinal);
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var actor = new Actor(member.Id, admin.SocietyId, 1, []) { AwaitsCode = true, ProvedUtc = now };
        var offer = await app.Services.GetRequiredService<OfferAuthenticator>().MakeAsync(actor, null, Cancel);
        var form = new AuthenticatorForm { Offer = offer.Sealed, Code = app.Clock.CodeOf(offer.Secret) };
        Assert.IsType<SetUpLinkUnused>((await app.Services.GetRequiredService<SetUpAuthenticator>().RunAsync(actor, "", form, Cancel)).Refusal);

        if (how == "too late")
        {
            Assert.True((await ChangeAsync("link", admin with { ProvedUtc = now }, member.Id)).Succeeded);
        }

        var owner = new Visitor(app);
        var link = how == "invited" ? first : (await app.MailsAsync(2)).Select(mail => mail.Link).Single(sent => sent != first);
        await owner.SendAsync(link, new() { ["Form.Password"] = NewPassword, ["Form.Repeated"] = NewPassword });
        await owner.SetUpAppAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await owner.OpenAsync("/office")).StatusCode);
    }

    [Fact]
    public async Task An_invitation_is_mailed_and_its_link_opens_the_office_in_the_role()
    {
        var (admin, _) = await PeopleAsync();
        var visitor = await SignedInAsync(admin);

        var sent = await visitor.PostAsync("/office/staff", "invite", new() { ["Form.Name"] = "三浦 実", ["Form.Email"] = "miura@office.example.jp", ["Form.LoginId"] = "miura", ["Form.Role"] = "Viewer" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var mail = Assert.Single(await app.MailsAsync(1));
        Assert.Equal(("miura@office.example.jp", "事務局アカウントの設定"), (mail.To, mail.Subject));

        var invited = new Visitor(app);
        await invited.SendAsync(mail.Link, new() { ["Form.Password"] = AccountsWorld.Password, ["Form.Repeated"] = AccountsWorld.Password });
        await invited.SetUpAppAsync(app);
        Assert.Contains("閲覧のみ", await invited.ReadAsync("/office"));
        Assert.Contains("miura", await visitor.GetAsync("/office/staff"));
    }

    [Fact]
    public async Task The_pages_forms_do_what_they_say()
    {
        var (admin, person) = await PeopleAsync();
        var visitor = await SignedInAsync(admin);
        var page = $"/office/staff/{person.AccountId}";

        await visitor.PostAsync(page, "role", new() { ["Role"] = "Accountant" });
        await using var database = app.Databases.Open(admin.SocietyId);
        Assert.Equal(StaffRole.Accountant, await database.StaffAssignments.Where(staff => staff.AccountId == person.AccountId).Select(staff => staff.Role).SingleAsync(Cancel));
        Assert.EndsWith("did=link", (await visitor.PostAsync(page, "link", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=factor", (await visitor.PostAsync(page, "factor", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=disable", (await visitor.PostAsync(page, "disable", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=enable", (await visitor.PostAsync(page, "enable", [])).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(
            ["ChangeStaffRole", "DisableStaff", "EnableStaff", "RenewStaffInvitation", "ResetSecondFactor"],
            await database.AuditEntries.Where(entry => entry.AccountId == admin.AccountId).Select(entry => entry.Action).Order().ToListAsync(Cancel));
    }

    private Task<Result<Done>> ChangeAsync(string change, Actor actor, long account) => change switch
    {
        "disable" => app.Services.GetRequiredService<DisableStaff>().RunAsync(actor, account, Cancel),
        "enable" => app.Services.GetRequiredService<EnableStaff>().RunAsync(actor, account, Cancel),
        "role" => app.Services.GetRequiredService<ChangeStaffRole>().RunAsync(actor, account, StaffRole.Viewer, Cancel),
        "invite" => app.Services.GetRequiredService<InviteStaff>().RunAsync(actor, new() { Name = "三浦 実", Email = "miura@office.example.jp", LoginId = "miura", Role = StaffRole.Viewer }, Cancel),
        "factor" => app.Services.GetRequiredService<ResetSecondFactor>().RunAsync(actor, account, Cancel),
        _ => app.Services.GetRequiredService<RenewStaffInvitation>().RunAsync(actor, account, Cancel),
    };

    private async Task<FormClient> SignedInAsync(Actor actor) => new(await app.ClientOfAsync(actor));

    private async Task<(Actor Admin, Actor Person)> PeopleAsync()
    {
        var society = await app.SocietyAsync();
        var admin = await app.AddStaffAsync("kanri", StaffRole.SystemAdministrator);
        var person = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var factors = app.Services.GetRequiredService<SecondFactors>();
        await using var database = app.Databases.Open(society.Id);
        database.Add(new SecondFactor { AccountId = person.Id, ProtectedSecret = factors.Protect(person.Id, new byte[20]), CreatedUtc = app.Clock.GetUtcNow().UtcDateTime });
        await SecondFactors.ReplaceRecoveryCodesAsync(database, person.Id, Cancel);
        await database.SaveChangesAsync(Cancel);
        return (new(admin.Id, society.Id, null, [StaffRole.SystemAdministrator]) { ProvedUtc = app.Clock.GetUtcNow().UtcDateTime }, new(person.Id, society.Id, null, [StaffRole.Secretary]));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using MemberHub.Components.Texts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Profile;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class OpenMemberRecordTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_record_shows_ledger_and_old_and_new_values_of_what_was_changed_on_behalf()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2025, 12_000).Charged(2026, 12_000, paid: 12_000).AddAsync();
        var staff = await StaffAsync(member);
        await ChangeAsync(staff, form => form.MobilePhone = "０９０－０１２３－４５６７");

        var record = (await OpenAsync(staff, "0000101")).OrThrow();

        Assert.Equal(("090-0123-4567", 2, 1), (record.Person.MobilePhone, record.Ledger.Charges.Count, record.Payments.Count));
        var change = Assert.Single(record.History);
        Assert.Equal(("SaveMemberProfile", false), (change.Action, change.ByMember));
        Assert.Equal(new ChangedField("MobilePhone", "", "090-0123-4567"), Assert.Single(change.Fields));
    }

    [Fact]
    public async Task A_look_is_recorded_once_a_day()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync();
        var staff = await StaffAsync(member);

        await OpenAsync(staff, "0000101");
        await OpenAsync(staff, "0000101");

        await using var database = app.Databases.Open(staff.SocietyId);
        var look = Assert.Single(await database.AuditEntries.Where(entry => entry.Action == nameof(OpenMemberRecord)).ToListAsync(Cancel));
        Assert.Equal((staff.AccountId, member.MemberId), (look.AccountId, look.MemberId));
    }

    [Fact]
    public async Task The_history_speaks_in_words_leaves_looks_out_and_leads_to_the_audit_trail_for_what_is_older()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync();
        var staff = await StaffAsync(member);
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            string[] actions = [.. Looks.Actions, .. Enumerable.Repeat("SetDelivery", 49), "MarkSlipsSent", "ApproveSlips"];
            foreach (var action in actions)
            {
                database.Record(staff, app.Clock.UtcNow(), action, member.MemberId, new { });
                await database.SaveChangesAsync(Cancel);
            }
        }

        var record = (await OpenAsync(staff, "0000101")).OrThrow();
        Assert.Equal((50, true), (record.History.Count, record.HasOlderHistory));
        Assert.Equal(["ApproveSlips", "MarkSlipsSent", "SetDelivery"], record.History.Select(change => change.Action).Distinct());
        var clerk = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        using var client = await app.ClientOfAsync(new Actor(clerk.Id, staff.SocietyId, null, []));
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/office/members/0000101", Cancel));
        Assert.All(new[] { "払込取扱票の承認", "払込取扱票の発送", "/office/audit?member=0000101" }, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.All(new[] { "ApproveSlips", "MarkSlipsSent", "OpenAudit", "会員情報の閲覧" }, words => Assert.DoesNotContain(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_action_has_a_word_in_both_languages_and_every_look_is_one()
    {
        var words = app.Services.GetRequiredService<AllTexts>();
        var useCases = typeof(Program).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("MemberHub.Features.", StringComparison.Ordinal) == true && type.GetMethod("RunAsync") is not null)
            .Select(type => type.Name).ToHashSet();
        var recorded = Architecture.Sources.In("MemberHub", ".cs").Where(file => file.Path.StartsWith("Features/", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(file.Text, @"nameof\((\w+)\)").Select(match => match.Groups[1].Value)).Where(useCases.Contains).Distinct().Except(["CheckLedger"]).Concat(Looks.Actions).ToList();

        // CheckLedger is the name of a result, and no line of the trail.
        Assert.True(recorded.Count > 90, $"Only {recorded.Count} found.");
        Assert.All(new[] { "ja", "en" }, language => Assert.DoesNotContain(recorded, action => Spoken.In(language, () => words.Action(action)) == action));
        Assert.Empty(Looks.Actions.Except(useCases));
    }

    [Fact]
    public async Task Who_may_not_see_or_edit_is_refused()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync();
        var viewer = member with { Roles = [StaffRole.Viewer] };

        Assert.IsType<NotAllowed>((await OpenAsync(member, "0000101")).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<OpenMemberProfile>().RunAsync(viewer, "0000101", Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(viewer, "0000101", new ProfileForm(), 0, Cancel)).Refusal);
        Assert.IsType<NoSuchMember>((await OpenAsync(viewer, "9999999")).Refusal);
        Assert.IsType<NoSuchMember>((await OpenAsync(viewer, "x")).Refusal);
    }

    [Fact]
    public async Task Who_opened_before_another_save_is_refused()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync();
        var staff = await StaffAsync(member);
        var opened = (await app.Services.GetRequiredService<OpenMemberProfile>().RunAsync(staff, "0000101", Cancel)).OrThrow();
        await ChangeAsync(staff, form => form.MobilePhone = "090-0123-4567");
        var late = ProfileForm.Of(opened);
        late.MobilePhone = "090-0000-0000";

        var refused = await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(staff, "0000101", late, opened.Version, Cancel);

        Assert.Equal(nameof(SaveMemberProfile), Assert.IsType<ProfileChangedMeanwhile>(refused.Refusal).Last?.Action);
        Assert.Equal("090-0123-4567", (await OpenAsync(staff, "0000101")).OrThrow().Person.MobilePhone);
    }

    private async Task<Actor> StaffAsync(Actor member)
    {
        var other = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000555").AddAsync();
        return member with { AccountId = other.AccountId, MemberId = null, Roles = [StaffRole.Secretary] };
    }

    private async Task ChangeAsync(Actor staff, Action<ProfileForm> type)
    {
        var stored = (await app.Services.GetRequiredService<OpenMemberProfile>().RunAsync(staff, "0000101", Cancel)).OrThrow();
        var form = ProfileForm.Of(stored);
        type(form);
        Assert.Single((await app.Services.GetRequiredService<SaveMemberProfile>().RunAsync(staff, "0000101", form, stored.Version, Cancel)).OrThrow().All);
    }

    private Task<Result<MemberRecord>> OpenAsync(Actor actor, string number) => app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(actor, number, Cancel);
}

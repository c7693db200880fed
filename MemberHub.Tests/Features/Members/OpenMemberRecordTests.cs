using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Profile;
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

using MemberHub.Data.Accounts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class OfficeChangesTests : IAsyncLifetime
{
    private const string Number = "0000101";

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_change_for_a_coming_year_waits_for_it_and_billing_can_read_it()
    {
        var staff = await StaffAsync();

        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Category = "Supporting", Units = "３", From = 2027, Reason = "賛助会員へ" }, Cancel));

        var before = await MemberAsync(staff);
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            Assert.Empty(await database.ReadComingChangesAsync(new FiscalYear(2026), Cancel));
            Assert.Equal(3, (await database.ReadComingChangesAsync(new FiscalYear(2028), Cancel))[before.Id].Units);
        }

        Assert.Equal(0, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        Assert.Equal(1, before.Units);
        app.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(1, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        Assert.Equal(0, await app.Services.GetRequiredService<ApplyMemberChanges>().RunAsync(Cancel));
        var after = await MemberAsync(staff);
        Assert.Equal((3, "賛助会員"), (after.Units, await CategoryAsync(staff, after.CategoryId)));
    }

    [Fact]
    public async Task A_change_for_the_year_that_runs_counts_at_once_and_the_trail_has_old_and_new()
    {
        var staff = await StaffAsync();

        await RunAsync<ClassifyMember>(use => use.RunAsync(staff, Number, new ClassifyForm { Category = "Regular", Rank = "Councillor", From = 2026, Reason = "評議員に選任" }, Cancel));

        var record = (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(staff, Number, Cancel)).OrThrow();
        Assert.Equal("評議員", record.RankJa);
        Assert.Equal(new ChangedField("Rank", "", "評議員"), Assert.Single(record.History[0].Fields));
        Assert.Equal("評議員に選任", record.History[0].Reason);
    }

    [Fact]
    public async Task A_colleague_who_opened_the_page_before_is_told_who_was_faster()
    {
        var staff = await StaffAsync();
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            database.Add(new StaffAssignment { AccountId = staff.AccountId, Role = StaffRole.Secretary, Name = "今野 桂子" });
            await database.SaveChangesAsync(Cancel);
        }

        var version = (await MemberAsync(staff)).Version;
        await RunAsync<SetDelivery>(use => use.RunAsync(staff, Number, new DeliveryForm { Version = version, Stopped = true, StopReason = "宛先不明で返送" }, Cancel));

        var late = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2027, Through = 2028, Reason = "留学" }, Cancel);

        Assert.Equal(new MemberChangedMeanwhile("今野 桂子"), late.Refusal);
        var member = await MemberAsync(staff);
        Assert.Equal((new DateOnly(2026, 11, 22), "宛先不明で返送"), (member.DeliveryStoppedOn, member.DeliveryStopReason));
    }

    [Fact]
    public async Task Years_of_rest_do_not_overlap()
    {
        var staff = await StaffAsync();
        await RunAsync<GrantLeave>(use => use.RunAsync(staff, Number, new LeaveForm { From = 2027, Through = 2028, Reason = "留学" }, Cancel));
        var version = (await MemberAsync(staff)).Version;

        var second = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2028, Through = 2029, Reason = "延長" }, Cancel);
        var reversed = await app.Services.GetRequiredService<GrantLeave>().RunAsync(staff, Number, new LeaveForm { Version = version, From = 2031, Through = 2030, Reason = "延長" }, Cancel);

        Assert.IsType<RestsAlready>(second.Refusal);
        Assert.IsType<FormNotValid>(reversed.Refusal);
    }

    [Theory]
    [InlineData(MemberLeaving.Expulsion)]
    [InlineData(MemberLeaving.Death)]
    public async Task A_membership_ends_on_a_day_with_its_kind(MemberLeaving kind)
    {
        var staff = await StaffAsync();

        await RunAsync<EndMembership>(use => use.RunAsync(staff, Number, new EndForm { Kind = kind, Day = "令和8年11月20日", Reason = "理事会決議" }, Cancel));

        var member = await MemberAsync(staff);
        Assert.Equal((kind, new DateOnly(2026, 11, 20)), (member.Leaving, member.WithdrawnOn));
        var early = await app.Services.GetRequiredService<EndMembership>().RunAsync(staff, Number, new EndForm { Version = member.Version, Day = "2009-01-01", Reason = "誤り" }, Cancel);
        Assert.IsType<LeftBeforeJoining>(early.Refusal);
    }

    [Fact]
    public async Task A_new_member_gets_the_next_number_and_can_be_found_and_several_at_once_get_several()
    {
        var staff = await StaffAsync();
        var form = new AddMemberForm { Name = "渡邉 紗英", Kana = "わたなべ さえ", Category = "Regular", JoinedOn = "2026/12/1" };

        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Services.GetRequiredService<AddMember>().RunAsync(staff, form, Cancel))));

        Assert.Equal(["0000102", "0000103", "0000104", "0000105"], numbers.Select(number => number.OrThrow()).Order());
        var list = (await app.Services.GetRequiredService<OpenMemberList>().RunAsync(staff, new MemberFilter { Words = "渡辺紗英" }, 1, Cancel)).OrThrow();
        Assert.Equal(4, list.Count);
        Assert.Equal("渡邉　紗英", list.Rows[0].Name);
    }

    [Fact]
    public async Task An_e_mail_address_belongs_to_one_account()
    {
        var staff = await StaffAsync();
        var form = new AddMemberForm { Name = "渡邉 紗英", Category = "Regular", JoinedOn = "2026/12/1", Email = "Member0000101＠example.jp" };

        Assert.IsType<EmailBelongsToAnother>((await app.Services.GetRequiredService<AddMember>().RunAsync(staff, form, Cancel)).Refusal);
    }

    [Fact]
    public async Task Who_may_not_edit_is_refused_everywhere()
    {
        var viewer = await StaffAsync() with { Roles = [StaffRole.Viewer, StaffRole.Accountant] };
        Refusal?[] refusals =
        [
            (await app.Services.GetRequiredService<ClassifyMember>().RunAsync(viewer, Number, new ClassifyForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<GrantLeave>().RunAsync(viewer, Number, new LeaveForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<SetDelivery>().RunAsync(viewer, Number, new DeliveryForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<ListMember>().RunAsync(viewer, Number, new ListingForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<EndMembership>().RunAsync(viewer, Number, new EndForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<AddMember>().RunAsync(viewer, new AddMemberForm(), Cancel)).Refusal,
            (await app.Services.GetRequiredService<OpenOfficeFields>().RunAsync(viewer, Number, Cancel)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.IsType<NotAllowed>(refusal));
    }

    private async Task<Actor> StaffAsync() =>
        await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync() with { Roles = [StaffRole.Secretary] };

    private async Task RunAsync<T>(Func<T, Task<Result<Done>>> run)
        where T : notnull
    {
        var result = await run(app.Services.GetRequiredService<T>());
        Assert.True(result.Succeeded, result.Refusal?.ToString());
    }

    private async Task<Member> MemberAsync(Actor staff)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return await database.Members.AsNoTracking().SingleAsync(member => member.Id == staff.MemberId, Cancel);
    }

    private async Task<string> CategoryAsync(Actor staff, long id)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return (await database.MemberCategories.SingleAsync(category => category.Id == id, Cancel)).NameJa;
    }
}

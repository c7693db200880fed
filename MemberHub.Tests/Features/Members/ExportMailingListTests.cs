using System.Text;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class ExportMailingListTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Who_paid_within_the_year_and_who_pays_nothing_gets_the_journal()
    {
        await (await RosterAsync()).Numbered("0000001").Charged(2026, 12_000, paid: 12_000).PostedTo("980-0011", "仙台市青葉区上杉9-1").AddAsync();
        await (await RosterAsync()).Numbered("0000002").Charged(2026, 12_000, paid: 11_000).AddAsync();
        await (await RosterAsync()).Numbered("0000003").Charged(2026, 12_000).AddAsync();
        await (await RosterAsync()).Numbered("0000004").Of("名誉会員").AddAsync();
        await (await RosterAsync()).Numbered("0000005").Waived(2026, 12_000).AddAsync();
        await (await RosterAsync()).Numbered("0000006").Charged(2026, 12_000, paid: 12_000).WithdrawnOn(new DateOnly(2026, 11, 1)).AddAsync();
        await (await RosterAsync()).Numbered("0000007").Charged(2026, 12_000, paid: 12_000).AddAsync();
        await (await RosterAsync()).Numbered("0000008").Charged(2026, 12_000, paid: 12_000).AddAsync();
        await (await RosterAsync()).Numbered("0000009").AddAsync();
        var staff = await (await RosterAsync()).Numbered("0000010").AddAsync() with { Roles = [StaffRole.Accountant], ProvedUtc = app.Clock.UtcNow() };
        await ChangeAsync(async database =>
        {
            (await Member(database, "0000007")).StopDelivery(new DateOnly(2026, 10, 1));
            database.Add(new LeaveOfAbsence((await Member(database, "0000008")).Id, new FiscalYear(2026), new FiscalYear(2027)));
        });

        var csv = Encoding.UTF8.GetString((await ExportAsync(staff, 2026)).OrThrow().Bytes);

        Assert.Equal(["会員番号", "0000001", "0000004", "0000005"], csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[0].Trim('"')));
        Assert.Contains("980-0011,仙台市青葉区上杉9-1,みなと総合医療センター,臨床検査部,様", csv, StringComparison.Ordinal);
        var view = (await app.Services.GetRequiredService<OpenMailingList>().RunAsync(staff, null, Cancel)).OrThrow();
        Assert.Equal((2026, 3), (view.Year.Year, view.Count));
        Assert.Equal(["0000004", "0000005"], view.WithoutAddress);
    }

    [Fact]
    public async Task The_list_of_the_coming_year_knows_who_will_be_a_member_then_and_as_what()
    {
        await (await RosterAsync()).Numbered("0000001").Of("名誉会員").AddAsync();
        await (await RosterAsync()).Numbered("0000002").Of("名誉会員").WithdrawnOn(new DateOnly(2026, 12, 31)).AddAsync();
        await (await RosterAsync()).Numbered("0000003").Of("名誉会員").AddAsync();
        await (await RosterAsync()).Numbered("0000004").Waived(2027, 12_000).AddAsync();
        await (await RosterAsync()).Numbered("0000005").AddAsync();
        await (await RosterAsync()).Numbered("0000006").Of("名誉会員").AddAsync();
        var staff = await (await RosterAsync()).Numbered("0000010").AddAsync() with { Roles = [StaffRole.Accountant] };
        await ChangeAsync(async database =>
        {
            var notice = new WithdrawalNotice((await Member(database, "0000003")).Id, new WithdrawalTerms(new FiscalYear(2026), new DateOnly(2026, 12, 31)), "", app.Clock.UtcNow());
            notice.Confirm(staff.AccountId, app.Clock.UtcNow());
            database.Add(notice);
            var left = await database.Waivers.SingleAsync(Cancel);
            left.Reverse(app.Clock.UtcNow());
            database.Add(new Waiver(left.ChargeId, left.Amount, "除名", new DateOnly(2026, 11, 22), WaiverKind.Correction) { LeftOn = new DateOnly(2026, 12, 31) });
            var categories = await database.MemberCategories.ToDictionaryAsync(category => category.NameJa, category => category.Id, Cancel);
            database.Add(new MemberChange((await Member(database, "0000005")).Id, new FiscalYear(2027), categories["名誉会員"], null, 1));
            database.Add(new MemberChange((await Member(database, "0000006")).Id, new FiscalYear(2028), categories["正会員"], null, 1));
        });

        await using var read = app.Databases.Open(staff.SocietyId);
        Assert.Equal(["0000001", "0000005", "0000006"], (await read.ReadJournalReadersAsync(new FiscalYear(2027), new DateOnly(2026, 11, 22), Cancel)).Select(reader => reader.Number));
        Assert.Equal(["名誉会員"], (await read.ReadJournalReadersAsync(new FiscalYear(2027), new DateOnly(2026, 11, 22), Cancel)).Select(reader => reader.CategoryName).Distinct());
        Assert.Equal(["0000001", "0000002", "0000003", "0000006"], (await read.ReadJournalReadersAsync(new FiscalYear(2026), new DateOnly(2026, 11, 22), Cancel)).Select(reader => reader.Number));
    }

    [Fact]
    public async Task What_was_waived_by_mistake_is_not_paid()
    {
        var staff = await (await RosterAsync()).WaivedByMistake(2026, 12_000).AddAsync() with { Roles = [StaffRole.Accountant] };

        Assert.Equal(0, (await app.Services.GetRequiredService<OpenMailingList>().RunAsync(staff, 2026, Cancel)).OrThrow().Count);
    }

    [Fact]
    public async Task What_was_written_off_is_not_paid()
    {
        var staff = await (await RosterAsync()).Charged(2026, 12_000).AddAsync() with { Roles = [StaffRole.Accountant] };
        await ChangeAsync(async database =>
            database.Add(new Waiver((await database.DuesCharges.SingleAsync(Cancel)).Id, new Yen(12_000), "回収できない", new DateOnly(2026, 11, 1), WaiverKind.WriteOff)));

        Assert.Equal(0, (await app.Services.GetRequiredService<OpenMailingList>().RunAsync(staff, 2026, Cancel)).OrThrow().Count);
    }

    [Fact]
    public async Task A_reason_and_the_right_are_needed_and_recorded()
    {
        var staff = await (await RosterAsync()).AddAsync() with { Roles = [StaffRole.Secretary], ProvedUtc = app.Clock.UtcNow() };

        Assert.IsType<ReasonMissing>((await ExportAsync(staff, 2026, "")).Refusal);
        Assert.IsType<NotAllowed>((await ExportAsync(staff with { Roles = [StaffRole.Viewer] }, 2026)).Refusal);
        Assert.IsType<ProofNeeded>((await ExportAsync(staff with { ProvedUtc = null }, 2026)).Refusal);
        Assert.True((await ExportAsync(staff, 2026)).Succeeded);
        await using var database = app.Databases.Open(staff.SocietyId);
        Assert.Equal("11月号の発送", (await database.AuditEntries.SingleAsync(line => line.Action == nameof(ExportMailingList), Cancel)).Reason);
    }

    private async Task<RosterBuilder> RosterAsync() => new(app.Databases, await app.SocietyAsync());

    private async Task ChangeAsync(Func<MemberHubDbContext, Task> change)
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        await change(database);
        await database.SaveChangesAsync(Cancel);
    }

    private static Task<Member> Member(MemberHubDbContext database, string number)
    {
        var wanted = MemberNumber.Parse(number);
        return database.Members.SingleAsync(row => row.Number == wanted, Cancel);
    }

    private Task<Result<HandedOut>> ExportAsync(Actor actor, int year, string reason = "11月号の発送") =>
        app.Services.GetRequiredService<ExportMailingList>().RunAsync(actor, year, asWorkbook: false, reason, Cancel);
}

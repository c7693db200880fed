using System.Text;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

/// <summary>What a roster's day of leaving (退会日) does to the dues of somebody who was here before.</summary>
public sealed class RosterEndsTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private Actor staff = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        staff = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary) with
        {
            Roles = [StaffRole.Secretary, StaffRole.Accountant],
            ProvedUtc = app.Clock.UtcNow(),
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_day_that_a_roster_sets_ends_the_membership_as_the_form_does_and_one_that_it_clears_takes_that_back()
    {
        await TakeAsync(new RosterFile().Add().AddSecond(("退会日", "2025-03-31")));
        var (member, left) = (await MemberAsync("0000101"), await MemberAsync("0000102"));
        await using (var database = app.Databases.Open(society.Id))
        {
            database.AddRange(new[] { (member.Id, 2026), (member.Id, 2027), (member.Id, 2028), (left.Id, 2026) }.Select(
                charge => new DuesCharge(charge.Id, new FiscalYear(charge.Item2), DuesItem.AnnualDues, new Yen(12_000), "正会員", society.Settings.Calendar)));
            database.Add(new WithdrawalNotice(member.Id, new WithdrawalTerms(new FiscalYear(2026), new DateOnly(2026, 12, 31)), "定年のため", app.Clock.UtcNow()));
            await database.SaveChangesAsync(Cancel);
            var last = await database.DuesCharges.SingleAsync(charge => charge.FiscalYear == new FiscalYear(2028), Cancel);
            database.Add(new PaymentOrder(member.Id, PaymentMethod.BankTransfer, new string('a', PaymentOrder.RequestKeyLength), app.Clock.UtcNow(), [(last.Id, last.Amount)]));
            await database.SaveChangesAsync(Cancel);
        }

        // Who had left already owes what is open, whatever becomes of the day.
        var file = new RosterFile().Add(("退会日", "2025-11-30")).AddSecond(("退会日", "2024-03-31"));
        var found = (await CheckAsync(file)).Report!;
        Assert.Equal((new EndCounts(TakenOff: 2, Notices: 1), 24_000), (found.Ends, found.Open));
        Assert.Equal([12_000, 12_000, 12_000], await OpenAsync(member));

        Assert.Equal(new EndCounts(TakenOff: 2, Notices: 1), (await TakeAsync(file)).Ends);

        Assert.Equal([0, 0, 12_000], await OpenAsync(member));
        Assert.Equal([12_000], await OpenAsync(left));
        Assert.Equal(new DateOnly(2024, 3, 31), (await MemberAsync("0000102")).WithdrawnOn);
        var record = (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(staff, "0000101", Cancel)).OrThrow();
        Assert.Equal([new("YearsTakenOff", "", "2026, 2027"), new ChangedField("YearsBeingPaid", "", "2028")], record.History[0].Fields);
        await using (var database = app.Databases.Open(society.Id))
        {
            Assert.NotNull((await database.WithdrawalNotices.SingleAsync(Cancel)).EndedUtc);
            Assert.Equal("2025年11月30日の退会・除名・逝去のため", Assert.Single(await database.Waivers.Select(waiver => waiver.Reason).Distinct().ToListAsync(Cancel)));
            (await database.Members.SingleAsync(row => row.Id == member.Id, Cancel)).Leave(MemberLeaving.Expulsion, new DateOnly(2025, 11, 30));
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal(new EndCounts(OwedAgain: 2), (await TakeAsync(new RosterFile().Add().AddSecond(("退会日", "2024-03-31")))).Ends);
        Assert.Equal([12_000, 12_000, 12_000], await OpenAsync(member));
        var back = await MemberAsync("0000101");
        Assert.Equal((null, null), (back.Leaving, back.WithdrawnOn));
        Assert.All(await app.Services.GetRequiredService<VerifyLedger>().RunAsync(Cancel), check => Assert.True(check.Holds, check.Name));
    }

    [Fact]
    public async Task A_later_day_gives_back_the_years_that_have_begun_by_then()
    {
        await TakeAsync(new RosterFile().Add().AddSecond(), new DuesFile().Add(year: "2026").Add(year: "2027"));
        await TakeAsync(new RosterFile().Add(("退会日", "2025-11-30")).AddSecond());
        var member = await MemberAsync("0000101");
        Assert.Equal([0, 0], await OpenAsync(member));

        Assert.Equal(new EndCounts(OwedAgain: 1), (await TakeAsync(new RosterFile().Add(("退会日", "2026-03-31")).AddSecond())).Ends);

        Assert.Equal([12_000, 0], await OpenAsync(member));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(new DateOnly(2026, 3, 31), (await database.Waivers.SingleAsync(Cancel)).LeftOn);
    }

    [Fact]
    public async Task What_the_same_files_say_was_paid_for_a_year_after_the_day_stays()
    {
        await TakeAsync(new RosterFile().Add().AddSecond(), new DuesFile().Add(year: "2026").Add(year: "2027"));

        var report = await TakeAsync(new RosterFile().Add(("退会日", "2025-11-30")).AddSecond(), new DuesFile().AddPaid(year: "2026").Add(year: "2027"));

        Assert.Equal((new EndCounts(TakenOff: 1), 0), (report.Ends, report.Open));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal((1, 1), (await database.Allocations.CountAsync(Cancel), await database.Waivers.CountAsync(Cancel)));
    }

    private async Task<RosterImportView> CheckAsync(RosterFile roster, DuesFile? dues = null)
    {
        var id = (await app.Services.GetRequiredService<UploadRoster>().RunAsync(
            staff, new UploadedFile("roster.csv", Encoding.UTF8.GetBytes(roster.ToString())), dues is null ? null : new UploadedFile("dues.csv", Encoding.UTF8.GetBytes(dues.ToString())), Cancel)).OrThrow();
        return await RanAsync(id, RosterImportState.Checked);
    }

    private async Task<RosterImportReport> TakeAsync(RosterFile roster, DuesFile? dues = null)
    {
        var found = await CheckAsync(roster, dues);
        (await app.Services.GetRequiredService<TakeRosterImport>().RunAsync(staff, found.Id, found.Digest, Cancel)).OrThrow();
        return (await RanAsync(found.Id, RosterImportState.Taken)).Report!;
    }

    private async Task<RosterImportView> RanAsync(long id, RosterImportState state)
    {
        await app.Services.GetRequiredService<RunRosterImports>().RunAsync(Cancel);
        var view = (await app.Services.GetRequiredService<OpenRosterImport>().RunAsync(staff, id, Cancel)).OrThrow();
        Assert.Equal(state, view.State);
        return view;
    }

    private async Task<Member> MemberAsync(string number)
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.Members.AsNoTracking().SingleAsync(member => member.Number == MemberNumber.Parse(number), Cancel);
    }

    private async Task<IEnumerable<long>> OpenAsync(Member member)
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.ReadLedgerAsync(member.Id, new DateOnly(2026, 11, 22), Cancel)).Charges.OrderBy(charge => charge.Year).Select(charge => charge.Open.Value);
    }
}

using MemberHub.Components.Texts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class WaiveChargeTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_waived_part_is_no_longer_owed_and_the_trail_says_why()
    {
        var (staff, member, charge) = await ChargedAsync(12_000, paid: 2_000);

        var waived = await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 10_000, Amount = "４，０００円", Reason = " 海外留学のため ", Kind = WaiverKind.Correction });

        Assert.Equal(new Yen(4_000), waived.OrThrow());
        Assert.Equal(new Yen(6_000), await OpenAsync(staff, member));
        await using var database = app.Databases.Open(staff.SocietyId);
        var row = await database.Waivers.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((WaiverKind.Correction, "海外留学のため", new DateOnly(2026, 11, 22)), (row.Kind, row.Reason, row.GrantedOn));
        var entry = await database.AuditEntries.AsNoTracking().SingleAsync(line => line.Action == nameof(WaiveCharge), Cancel);
        Assert.Equal((staff.AccountId, member, "海外留学のため"), (entry.AccountId, entry.MemberId, entry.Reason));
        Assert.Contains("10,000円", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_is_open_is_refused()
    {
        var (staff, member, charge) = await ChargedAsync(12_000, paid: 2_000);

        var refused = await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 10_000, Amount = "10001", Reason = "誤り" });

        Assert.Equal(new MoreThanOpen(new Yen(10_001), new Yen(10_000)), refused.Refusal);
        Assert.Equal(new Yen(10_000), await OpenAsync(staff, member));
    }

    [Theory]
    [InlineData("", "理由")]
    [InlineData("0", "理由")]
    [InlineData("-5", "理由")]
    [InlineData("千円", "理由")]
    [InlineData("100", " ")]
    public async Task Amount_and_reason_are_needed(string amount, string reason)
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        Assert.IsType<FormNotValid>((await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Amount = amount, Reason = reason })).Refusal);
    }

    [Theory]
    [InlineData(StaffRole.Secretary)]
    [InlineData(StaffRole.Viewer)]
    [InlineData(StaffRole.SystemAdministrator)]
    public async Task Only_who_may_write_off_waives(StaffRole role)
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        Assert.IsType<NotAllowed>((await WaiveAsync(staff with { Roles = [role] }, member, new WaiveForm { ChargeId = charge, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task Another_members_charge_is_not_found()
    {
        var (staff, _, charge) = await ChargedAsync(12_000);
        var other = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Numbered("0000999").AddAsync();

        Assert.IsType<NoSuchCharge>((await WaiveAsync(staff, other.MemberId!.Value, new WaiveForm { ChargeId = charge, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task A_charge_that_is_being_paid_is_refused()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);
        var order = await app.Services.GetRequiredService<IssueInvoice>().RunAsync(
            staff with { MemberId = member }, new InvoiceForm { Institution = "丘の上病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 }, Cancel);
        Assert.True(order.Succeeded, order.Refusal?.ToString());

        Assert.IsType<ChargeIsBeingPaid>((await WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "1", Reason = "理由" })).Refusal);
    }

    [Fact]
    public async Task Of_two_who_waive_all_of_it_one_is_refused_and_the_ledger_stays_sound()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WaiveAsync(staff, member, new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "12000", Reason = "貸倒" }))));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(Yen.Zero, await OpenAsync(staff, member));
        await using var database = app.Databases.Open(staff.SocietyId);
        Assert.Single(await database.Waivers.ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_part_is_taken_off_once_and_the_second_tab_hears_who_took_it_off_how_much_and_when()
    {
        var (staff, member, charge) = await ChargedAsync(12_000);
        await app.NameStaffAsync(staff, "今野 桂子");
        var form = new WaiveForm { ChargeId = charge, Shown = 12_000, Amount = "3000", Reason = "休学のため", Kind = WaiverKind.Correction };

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WaiveAsync(staff, member, form))));
        var again = await WaiveAsync(staff, member, form);

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(new Yen(9_000), await OpenAsync(staff, member));
        Assert.Equal(new OpenAmountMoved(new Yen(12_000), new Yen(9_000), new LatestChange("今野 桂子", nameof(WaiveCharge), app.Clock.UtcNow())), again.Refusal);
        Assert.Equal(again.Refusal, results.Single(result => !result.Succeeded).Refusal);
        var said = app.Services.GetRequiredService<RefusalTexts>();
        Assert.StartsWith("画面を開いたあとに、未納額が12,000円から9,000円に変わりました（2026年11月22日 12:00 今野 桂子：会費の免除）。", Spoken.In("ja", () => said.Say(again.Refusal!)), StringComparison.Ordinal);
        Assert.StartsWith("What is open changed from 12,000円 to 9,000円 after you opened the page (22 November 2026 12:00, 今野 桂子: ", Spoken.In("en", () => said.Say(again.Refusal!)), StringComparison.Ordinal);
    }

    private async Task<(Actor Staff, long Member, long Charge)> ChargedAsync(long amount, long paid = 0)
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2026, amount, paid).AddAsync();
        await using var database = app.Databases.Open(member.SocietyId);
        return (member with { Roles = [StaffRole.Accountant], MemberId = null }, member.MemberId!.Value, (await database.DuesCharges.SingleAsync(Cancel)).Id);
    }

    private async Task<Yen> OpenAsync(Actor staff, long member)
    {
        await using var database = app.Databases.Open(staff.SocietyId);
        return (await database.ReadLedgerAsync(member, new DateOnly(2026, 11, 22), Cancel)).Charges.Total(charge => charge.Open);
    }

    private Task<Result<Yen>> WaiveAsync(Actor actor, long member, WaiveForm form) => app.Services.GetRequiredService<WaiveCharge>().RunAsync(actor, member, form, Cancel);
}

using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Features.Payments.Reliability;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

/// <summary>A transfer comes while the same claim waits for its money at a store.</summary>
public sealed class DepositBesideOnlineOrderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_transfer_settles_the_charges_and_what_is_paid_at_the_store_is_credited(bool asksForTheOrder)
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var order = await world.StoreNumberAsync(member);
        var row = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));
        var booking = ChoiceCode.Read(row.Choices[0].Code, row.Deposit.Id, forgives: false)!;
        Assert.Null(booking.Parts.Single().OrderId);
        booking = asksForTheOrder ? booking with { Parts = [booking.Parts[0] with { OrderId = order.Id }] } : booking;

        (await world.Database.Get<SettleDeposit>().RunAsync(world.Secretary, booking, Cancel)).OrThrow();

        Assert.Equal(OrderState.Cancelled, await world.OrderAsync(member));
        var told = await world.LastMailAsync();
        Assert.Contains($"コンビニのお支払い番号 {DepositsWorld.StoreNumber} は取消となりました", told, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 0円", told, StringComparison.Ordinal);
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var transfer = await context.Payments.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((PaymentMethod.PaymentSlip, (long?)null), (transfer.Method, transfer.OrderId));

        Assert.Equal("OK", await world.ReportAsync(Reports.Deposit(order.Reference, "10000000000001", 'D', 12_000, 12_000)));

        Assert.Equal((new Yen(12_000), PaymentTaskKind.MoneyAfterEnd), ((await context.Credits.AsNoTracking().SingleAsync(Cancel)).Amount, (await world.TasksAsync()).Single().Kind));
        Assert.Empty(await world.FaultsAsync());

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).OrThrow();

        Assert.Equal(new Yen(12_000), (await world.Database.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow().Ledger.ToClaim().Total);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Money_that_a_person_booked_is_no_part_of_what_the_company_reports()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var order = await world.StoreNumberAsync(member);
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var byHand = new Payment(member.MemberId!.Value, new Yen(12_000), new DateOnly(2026, 11, 20), PaymentMethod.BankTransfer, PaymentSource.Office) { OrderId = order.Id };
        byHand.CreditTheRest();
        context.Add(byHand);
        await context.SaveChangesAsync(Cancel);

        await world.ReportAsync(Reports.Deposit(order.Reference, "10000000000001", 'D', 12_000, 12_000));

        Assert.Equal(OrderState.Paid, await world.OrderAsync(member));
        Assert.Equal(2, await context.Payments.CountAsync(Cancel));
    }

    [Theory]
    [InlineData(false, OrderState.Cancelled)]
    [InlineData(true, OrderState.PreliminarilyPaid)]
    public async Task A_deposit_that_was_once_booked_onto_an_online_order_can_be_undone(bool reported, OrderState after)
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var started = await world.StoreNumberAsync(member);
        if (reported)
        {
            await world.ReportAsync(Reports.Deposit(started.Reference, "10000000000001", 'P', 12_000, 12_000));
        }

        var depositId = await world.TypeInAsync(12_000);
        await BookOntoAsync(world, started.Id, depositId);
        Assert.Equal(OrderState.Paid, await world.OrderAsync(member));
        Assert.Empty(await world.FaultsAsync());

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, depositId, Cancel)).OrThrow();

        Assert.Equal((DepositState.Open, after), ((await world.DepositAsync(depositId)).State, await world.OrderAsync(member)));
        Assert.Equal(new Yen(12_000), (await world.Database.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow().Ledger.ToClaim().Total);
        Assert.Empty(await world.FaultsAsync());

        await world.ReportAsync(Reports.Deposit(started.Reference, "10000000000001", 'D', 12_000, 12_000));

        Assert.Equal(reported ? [] : [PaymentTaskKind.MoneyAfterEnd], await world.OpenTasksAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    // As a build before this one did it.
    private static async Task BookOntoAsync(DepositsWorld world, long orderId, long depositId)
    {
        await using var context = world.Database.Databases.Open(world.Accountant.SocietyId);
        var order = await context.WholeOrderAsync(orderId, Cancel);
        var deposit = await context.UnmatchedDeposits.Include(item => item.Events).SingleAsync(item => item.Id == depositId, Cancel);
        var nowUtc = world.Database.Clock.GetUtcNow().UtcDateTime;
        var payment = new Payment(order.MemberId, order.Amount, deposit.ReceivedOn, order.Method, PaymentSource.Office) { OrderId = order.Id, DepositId = deposit.Id };
        payment.Allocate(order.Lines[0].ChargeId, order.Amount);
        context.Add(payment);
        order.Record(PaymentEventKind.Settled, nowUtc, world.Accountant.AccountId, "12000");
        deposit.Record(DepositEventKind.Settled, nowUtc, world.Accountant.AccountId);
        await context.SaveChangesAsync(Cancel);
    }
}

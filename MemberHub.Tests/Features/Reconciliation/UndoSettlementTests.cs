using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Features.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class UndoSettlementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undoing_opens_charge_and_invoice_again_voids_the_receipt_and_forgets_the_payer()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var number = await world.InvoiceAsync(member, 12_000);
        var row = await world.RowAsync(await world.TypeInAsync(12_000, number, "ﾐﾅﾄﾋﾞﾖｳｲﾝ"));
        (await world.SettleAsync(world.Secretary, row)).OrThrow();
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var payment = await context.Payments.SingleAsync(Cancel);
        (await world.Database.Get<IssueReceipt>().RunAsync(
            member, $"{payment.Id}", new ReceiptForm { Choice = AddresseeChoice.Affiliation, Institution = "みなと総合医療センター", Proviso = "年会費として" }, Cancel)).OrThrow();
        Assert.Single(await context.PayerAliases.ToListAsync(Cancel));

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).OrThrow();

        Assert.Equal((OrderState.AwaitingTransfer, DepositState.Open), (await world.OrderAsync(member), (await world.DepositAsync(row.Deposit.Id)).State));
        Assert.Empty(await context.Payments.ToListAsync(Cancel));
        Assert.Empty(await context.PayerAliases.ToListAsync(Cancel));
        var receipt = await context.IssuedDocuments.AsNoTracking().SingleAsync(document => document.Kind == DocumentKind.Receipt, Cancel);
        Assert.NotNull(receipt.VoidedUtc);
        Assert.Contains($"領収書 {receipt.Number} は取消となりました", await world.LastMailAsync(), StringComparison.Ordinal);
        Assert.Empty(await world.FaultsAsync());

        (await world.SettleAsync(world.Secretary, await world.RowAsync(row.Deposit.Id))).OrThrow();
        Assert.Equal(OrderState.Paid, await world.OrderAsync(member));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task An_order_whose_charges_another_order_holds_is_not_opened_again()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var number = await world.InvoiceAsync(member, 12_000);
        var row = await world.RowAsync(await world.TypeInAsync(5_000, "0000101"));
        var booking = new Booking(row.Deposit.Id, [row.Choices[0].Parts[0] is var part ? new MatchPart(part.MemberId, part.Amount, []) : null!], Yen.Zero, Yen.Zero);
        (await world.Database.Get<SettleDeposit>().RunAsync(world.Secretary, booking, Cancel)).OrThrow();
        await world.InvoiceAsync(member, 7_000);

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).OrThrow();

        Assert.Contains($"請求書 {number} は取消となりました", await world.LastMailAsync(), StringComparison.Ordinal);
        Assert.Empty(await world.FaultsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slip_of_which_a_part_was_settled_meanwhile_ends_instead_of_asking_for_all_again(bool waived)
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var slip = await world.SlipAsync(member);
        var first = await world.TypeInAsync(22_000, slip);
        (await world.SettleAsync(world.Secretary, await world.RowAsync(first))).OrThrow();
        Assert.Equal(OrderState.Paid, await world.OrderAsync(member));
        if (waived)
        {
            await WaiveAsync(world, member, 2_000);
        }
        else
        {
            (await world.SettleAsync(world.Secretary, await world.RowAsync(await world.TypeInAsync(2_000, "0000101")))).OrThrow();
        }

        await UndoAsync(world, first);

        Assert.Equal((OrderState.Cancelled, new Yen(22_000)), (await world.OrderAsync(member), await world.OwesAsync(member)));
        var told = await world.LastMailAsync();
        Assert.Contains($"払込取扱票（請求番号 {slip}）は取消となりました", told, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 22,000円", told, StringComparison.Ordinal);
        var late = await world.RowAsync(await world.TypeInAsync(24_000, slip));
        Assert.Equal(MatchGrade.NeedsCheck, late.Grade);
        Assert.Contains(late.Choices.Single().Facts, fact => fact.Kind == MatchFactKind.SlipHasEnded);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Also_what_its_credit_was_used_for_is_undone_unless_it_is_to_be_sent_back()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var id = await world.TypeInAsync(13_000, "0000101");
        (await world.SettleAsync(world.Secretary, await world.RowAsync(id))).OrThrow();
        await using var context = world.Database.Databases.Open(member.SocietyId);
        context.Add(new DuesCharge(member.MemberId!.Value, new FiscalYear(2025), DuesItem.AnnualDues, new Yen(5_000), "正会員", world.Database.Society.Settings.Calendar));
        await context.SaveChangesAsync(Cancel);
        var invoice = await world.InvoiceAsync(member, 5_000);
        var credit = Assert.Single((await world.CreditsAsync()).Credits).CreditId;
        (await world.Database.Get<RefundCredit>().RunAsync(world.Accountant, credit, "過入金のため", Cancel)).OrThrow();
        Assert.IsType<MoneyMovedOn>((await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, id, Cancel)).Refusal);
        (await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, Assert.Single((await world.CreditsAsync()).Refunds).RefundId, Cancel)).OrThrow();

        Assert.Equal(new Yen(1_000), (await world.Database.Get<ApplyCredit>().RunAsync(world.Secretary, credit, Cancel)).OrThrow());

        var applied = await world.LastMailAsync();
        Assert.Contains($"請求書 {invoice} は取消となりました", applied, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 4,000円", applied, StringComparison.Ordinal);
        Assert.Empty(await world.FaultsAsync());

        await UndoAsync(world, id);

        Assert.Equal((DepositState.Open, new Yen(17_000)), ((await world.DepositAsync(id)).State, await world.OwesAsync(member)));
        Assert.Empty((await world.CreditsAsync()).Credits);
        var undone = await world.LastMailAsync();
        Assert.Contains("この入金の預り金 1,000円の会費への充当も取り消しました", undone, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 17,000円", undone, StringComparison.Ordinal);
        var audit = (await context.AuditEntries.SingleAsync(entry => entry.Action == nameof(UndoSettlement), Cancel)).Details;
        Assert.Contains("\"Before\":\"Settled\",\"After\":\"Open\"", audit, StringComparison.Ordinal);
        Assert.Contains("\"Amount\":1000}", audit, StringComparison.Ordinal);
        Assert.Empty(await world.FaultsAsync());

        var other = await world.OwingAsync("0000102", (2026, 13_000));
        var booking = new Booking(id, [new MatchPart(other.MemberId!.Value, new Yen(13_000), [])], Yen.Zero, Yen.Zero);
        (await world.Database.Get<SettleDeposit>().RunAsync(world.Secretary, booking, Cancel)).OrThrow();
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_credit_that_settles_what_a_slip_asks_for_says_that_the_slip_is_void()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101");
        (await world.SettleAsync(world.Secretary, await world.RowAsync(await world.TypeInAsync(3_000, "0000101")))).OrThrow();
        await using var context = world.Database.Databases.Open(member.SocietyId);
        context.Add(new DuesCharge(member.MemberId!.Value, new FiscalYear(2026), DuesItem.AnnualDues, new Yen(12_000), "正会員", world.Database.Society.Settings.Calendar));
        await context.SaveChangesAsync(Cancel);
        var slip = await world.SlipAsync(member);

        (await world.Database.Get<ApplyCredit>().RunAsync(world.Secretary, Assert.Single((await world.CreditsAsync()).Credits).CreditId, Cancel)).OrThrow();

        var told = await world.LastMailAsync();
        Assert.Contains($"払込取扱票（請求番号 {slip}）は取消となりました", told, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 9,000円", told, StringComparison.Ordinal);
        Assert.Empty(await world.FaultsAsync());
    }

    private static async Task UndoAsync(DepositsWorld world, long depositId) =>
        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, depositId, Cancel)).OrThrow();

    private static async Task WaiveAsync(DepositsWorld world, Actor member, long amount)
    {
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var charge = await context.DuesCharges.OrderBy(item => item.FiscalYear).LastAsync(item => item.MemberId == member.MemberId, Cancel);
        context.Add(new Waiver(charge.Id, new Yen(amount), "災害による減免", new DateOnly(2026, 11, 22)));
        await context.SaveChangesAsync(Cancel);
    }
}

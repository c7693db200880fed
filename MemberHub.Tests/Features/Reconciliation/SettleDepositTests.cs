using System.Text;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Features.Documents;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class SettleDepositTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_certain_ones_are_settled_at_once_and_their_invoices_paid()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var invoiced = await world.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        await world.OwingAsync("0000102", (2026, 12_000));
        var number = await world.InvoiceAsync(invoiced, 24_000);
        await world.ImportAsync(new ZenginText().In(24_000, $"{number[^6..]} ﾐﾅﾄ").In(12_000, "0000102 ﾀｶﾊｼ").In(500, "ｱｵｷ"));

        var settled = (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow();

        Assert.Equal((2, new Yen(36_000)), (settled.Count, settled.Total));
        Assert.Equal(OrderState.Paid, await world.OrderAsync(invoiced));
        Assert.Equal(1, (await world.InboxAsync()).Counts[InboxFilter.All]);
        Assert.Equal(["ご入金を確認しました", "ご入金を確認しました"], await world.SubjectsAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task The_number_of_a_member_who_was_merged_names_the_one_who_stayed()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var stays = await world.OwingAsync("0002941", (2026, 12_000));
        var between = await world.OwingAsync("0001310");
        var gone = await world.OwingAsync("0000130");
        await using (var context = world.Database.Databases.Open(stays.SocietyId))
        {
            foreach (var (from, into) in new[] { (gone, between), (between, stays) })
            {
                (await context.Members.SingleAsync(member => member.Id == from.MemberId, Cancel)).MergeInto(into.MemberId!.Value, new DateOnly(2026, 11, 1));
            }

            await context.SaveChangesAsync(Cancel);
        }

        var row = await world.RowAsync(await world.TypeInAsync(12_000, "会員番号 0000130"));
        var near = await world.RowAsync(await world.TypeInAsync(6_000, "会員番号 01310"));

        Assert.Equal((MatchGrade.Certain, "0002941"), (row.Grade, row.Choices.Single().Parts.Single().Number));
        Assert.Contains(row.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.FormerNumberFits, Detail: "0000130" });
        Assert.Equal((MatchGrade.NeedsCheck, "0002941"), (near.Grade, near.Choices.Single().Parts.Single().Number));
        Assert.Contains(near.Choices[0].Facts, fact => fact is { Kind: MatchFactKind.MemberNumberNearly, Detail: "0001310" });
        Assert.Equal(1, (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow().Count);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_slips_number_settles_the_slip_though_an_invoice_has_the_same_digits()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var asked = await world.OwingAsync("0000101", (2026, 12_000));
        var slip = await world.SlipAsync(asked);
        var (others, invoice) = (0, "");
        while (!invoice.EndsWith(slip[^6..], StringComparison.Ordinal))
        {
            invoice = await world.InvoiceAsync(await world.OwingAsync($"{300 + others++:D7}", (2026, 12_000)), 12_000);
        }

        var id = await world.TypeInAsync(12_000, slip);
        var row = await world.RowAsync(id);
        Assert.Equal((MatchGrade.Certain, "0000101"), (row.Grade, row.Choices.Single().Parts.Single().Number));
        Assert.Contains(row.Choices[0].Facts, fact => fact.Kind == MatchFactKind.SlipNumberFits && fact.Detail == slip);
        Assert.Equal(1, (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow().Count);
        Assert.Equal(OrderState.Paid, await world.OrderAsync(asked));

        await world.TypeInAsync(12_000, slip);
        Assert.Contains((await world.InboxAsync()).Rows.Single().Choices.Single().Facts, fact => fact.Kind == MatchFactKind.SlipHasEnded);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Parts_larger_than_any_sum_of_money_are_refused()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var id = await world.TypeInAsync(12_000);

        var refused = await world.Database.Get<SplitDeposit>().RunAsync(world.Accountant, id, [new Yen(long.MaxValue), new Yen(long.MaxValue)], Cancel);

        Assert.Equal(new PartsDiffer(new Yen(12_000), new Yen(long.MaxValue)), refused.Refusal);
        Assert.Equal(DepositState.Open, (await world.DepositAsync(id)).State);
    }

    [Fact]
    public async Task Two_deposits_for_one_claim_are_not_both_certain()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        await world.ImportAsync(new ZenginText().In(12_000, "0000101", inquiry: "1").In(12_000, "0000101", inquiry: "2"));

        var settled = (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow();

        Assert.Equal(1, settled.Count);
        Assert.Contains((await world.InboxAsync()).Rows.Single().Choices[0].Facts, fact => fact.Kind == MatchFactKind.NothingOpen);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task What_is_only_announced_stands_in_no_arrived_moneys_way()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 10_605));
        (await world.Database.Get<ImportDepositFile>().RunAsync(
            world.Secretary, "shuno.csv", Encoding.ASCII.GetBytes("01,20261101,1815,EAN91929023252070000010123499900199999900106050,000001,0000101,0,10605,020,LAWSON,110001,0,20261119\r\n"), Cancel)).OrThrow();
        await world.TypeInAsync(10_605, "0000101");

        var settled = (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow();

        Assert.Equal((1, 0), (settled.Count, settled.Kept.Count));
        Assert.True(Assert.Single((await world.InboxAsync()).Rows).Deposit.IsAnnounced);
    }

    [Fact]
    public async Task What_a_colleague_holds_meanwhile_is_not_settled_from_a_page_that_does_not_show_it()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var shown = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));
        (await world.Database.Get<ParkDeposit>().RunAsync(world.Secretary, shown.Deposit.Id, "電話で確認中", Cancel)).OrThrow();

        var told = Assert.IsType<DepositHandled>((await world.SettleAsync(world.Accountant, shown)).Refusal);

        Assert.Equal("保留", told.What);
        (await world.SettleAsync(world.Accountant, await world.RowAsync(shown.Deposit.Id))).OrThrow();
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_fee_is_borne_by_the_society_and_the_charge_is_settled()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var row = await world.RowAsync(await world.TypeInAsync(11_560, "0000101"));

        (await world.SettleAsync(world.Secretary, row, forgives: true)).OrThrow();

        await using var context = world.Database.Databases.Open(member.SocietyId);
        Assert.Equal(new Yen(440), (await context.Waivers.SingleAsync(Cancel)).Amount);
        Assert.True((await world.Database.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow().Ledger.ToClaim().IsEmpty);
        Assert.Empty(await world.FaultsAsync());

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).OrThrow();
        Assert.Equal(new Yen(12_000), (await world.Database.Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow().Ledger.ToClaim().Total);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task More_than_a_fee_is_not_forgiven_here()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var row = await world.RowAsync(await world.TypeInAsync(7_000, "0000101"));

        Assert.IsType<NoSuchFee>((await world.SettleAsync(world.Accountant, row, forgives: true)).Refusal);
        (await world.SettleAsync(world.Accountant, row)).OrThrow();

        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Money_past_an_invoice_voids_it_and_what_is_over_is_credit()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var number = await world.InvoiceAsync(member, 24_000);
        var row = await world.RowAsync(await world.TypeInAsync(30_000, "0000101"));
        var oldest = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));

        (await world.SettleAsync(world.Secretary, oldest)).OrThrow();
        var told = await world.LastMailAsync();
        Assert.Contains($"請求書 {number} は取消となりました", told, StringComparison.Ordinal);
        Assert.Contains("現在の未納額: 12,000円", told, StringComparison.Ordinal);
        var stale = await world.SettleAsync(world.Secretary, row);
        (await world.SettleAsync(world.Secretary, await world.RowAsync(row.Deposit.Id))).OrThrow();

        Assert.IsType<OwesOtherwise>(stale.Refusal);
        Assert.Equal(OrderState.Cancelled, await world.OrderAsync(member));
        await using var context = world.Database.Databases.Open(member.SocietyId);
        Assert.NotNull((await context.IssuedDocuments.SingleAsync(document => document.Number == number, Cancel)).VoidedUtc);
        Assert.Equal(new Yen(18_000), (await context.Credits.SingleAsync(credit => credit.EndedUtc == null, Cancel)).Amount);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_deposit_of_a_hospital_is_split_parked_refunded_and_put_together_again()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var whole = await world.TypeInAsync(20_000, "", "ﾐﾅﾄﾋﾞﾖｳｲﾝ");

        Assert.IsType<PartsDiffer>((await world.Database.Get<SplitDeposit>().RunAsync(world.Secretary, whole, [new Yen(12_000), new Yen(7_000)], Cancel)).Refusal);
        (await world.Database.Get<SplitDeposit>().RunAsync(world.Secretary, whole, [new Yen(12_000), new Yen(8_000)], Cancel)).OrThrow();
        Assert.Empty(await world.FaultsAsync());
        var rest = (await world.InboxAsync()).Rows.Single(row => row.Deposit.Amount == new Yen(8_000)).Deposit.Id;
        (await world.Database.Get<ParkDeposit>().RunAsync(world.Secretary, rest, "病院に照会中", Cancel)).OrThrow();
        Assert.Equal("病院に照会中", (await world.InboxAsync(InboxFilter.Parked)).Rows.Single().Deposit.Note);
        (await world.Database.Get<RefundDeposit>().RunAsync(world.Accountant, rest, "過入金のため", Cancel)).OrThrow();
        Assert.IsType<PartIsHandled>((await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, whole, Cancel)).Refusal);
        (await world.Database.Get<FinishDepositRefund>().RunAsync(world.Accountant, rest, withdrawn: true, Cancel)).OrThrow();
        Assert.Equal(DepositEventKind.SplitUndone, (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, whole, Cancel)).OrThrow());

        Assert.Equal(whole, Assert.Single((await world.InboxAsync()).Rows).Deposit.Id);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_credit_is_applied_to_new_charges_and_the_rest_sent_back()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var row = await world.RowAsync(await world.TypeInAsync(20_000, "0000101"));
        (await world.SettleAsync(world.Secretary, row)).OrThrow();
        await using (var context = world.Database.Databases.Open(member.SocietyId))
        {
            context.Add(new DuesCharge(
                member.MemberId!.Value, new MemberHub.Domain.Societies.FiscalYear(2025), DuesItem.AnnualDues, new Yen(5_000), "正会員", world.Database.Society.Settings.Calendar));
            await context.SaveChangesAsync(Cancel);
        }

        var credit = (await world.CreditsAsync()).Credits.Single();
        Assert.Equal((new Yen(8_000), new Yen(5_000)), (credit.Amount, credit.Open));
        Assert.Equal(new Yen(5_000), (await world.Database.Get<ApplyCredit>().RunAsync(world.Secretary, credit.CreditId, Cancel)).OrThrow());
        Assert.Equal(
            ("野口　健", "充当"), Assert.IsType<CreditGone>((await world.Database.Get<ApplyCredit>().RunAsync(world.Accountant, credit.CreditId, Cancel)).Refusal) is var gone ? (gone.Who, gone.What) : default);
        var rest = (await world.CreditsAsync()).Credits.Single();
        Assert.Equal(RefundWay.ByOffice, (await world.Database.Get<RefundCredit>().RunAsync(world.Accountant, rest.CreditId, "退会のため", Cancel)).OrThrow());
        Assert.IsType<MoneyMovedOn>((await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).Refusal);
        var refund = (await world.CreditsAsync()).Refunds.Single();
        (await world.Database.Get<FinishRefund>().RunAsync(world.Accountant, refund.RefundId, Cancel)).OrThrow();
        var late = Assert.IsType<RefundNotOpen>((await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, refund.RefundId, Cancel)).Refusal);
        Assert.Equal(("佐伯　由香", "返金済", "11/22 12:00"), (late.Who, late.What, late.When));

        Assert.Equal(
            ["ご入金を確認しました", "預り金を会費に充当しました", "返金の手続きを始めました", "返金の手続きが完了しました"], await world.SubjectsAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_settlement_whose_charge_was_corrected_downward_is_undone_and_asks_for_the_corrected_amount()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 15_000));
        var row = await world.RowAsync(await world.TypeInAsync(15_000, "0000101"));
        (await world.SettleAsync(world.Secretary, row)).OrThrow();
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var charge = await context.DuesCharges.Select(item => item.Id).SingleAsync(Cancel);
        (await world.Database.Get<WaiveCharge>().RunAsync(
            world.Accountant,
            member.MemberId!.Value,
            new WaiveForm { ChargeId = charge, ShownCharged = 15_000, ShownFreed = 5_000, Amount = "5000", Reason = "誤り", Kind = WaiverKind.Correction },
            Cancel)).OrThrow();
        Assert.Equal(new Yen(5_000), (await world.CreditsAsync()).Credits.Single().Amount);

        (await world.Database.Get<UndoSettlement>().RunAsync(world.Accountant, row.Deposit.Id, Cancel)).OrThrow();

        var ledger = await context.ReadLedgerAsync(member.MemberId!.Value, new DateOnly(2026, 11, 22), Cancel);
        Assert.Equal((new Yen(10_000), Yen.Zero), (ledger.Charges[0].Open, ledger.Credit));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Of_two_people_one_settles_and_the_other_is_told_who_was_first()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var rounds = 0;
        for (var i = 0; i < 6; i++)
        {
            var row = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));
            var answers = await Task.WhenAll(
                Task.Run(() => world.SettleAsync(world.Accountant, row), Cancel),
                Task.Run(() => world.SettleAsync(world.Secretary, row), Cancel),
                Task.Run(() => world.Database.Get<ParkDeposit>().RunAsync(world.Secretary, row.Deposit.Id, "", Cancel), Cancel));

            // Whatever came first stops the others, who did not see it.
            Assert.Equal(1, answers.Count(answer => answer.Succeeded));
            var told = answers.Select(answer => answer.Refusal).OfType<DepositHandled>().ToList();
            Assert.Equal(2, told.Count);
            Assert.All(told, item => Assert.Contains(item.Who, (string[])["佐伯　由香", "野口　健"]));
            Assert.All(told, item => Assert.Equal(answers[2].Succeeded ? "保留" : "消込済", item.What));
            if (answers[2].Succeeded)
            {
                (await world.SettleAsync(world.Accountant, await world.RowAsync(row.Deposit.Id))).OrThrow();
            }

            rounds++;
        }

        Assert.Equal(6, rounds);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Without_the_guards_two_people_book_one_deposit_twice_and_the_ledgers_check_sees_it()
    {
        await using var world = await DepositsWorld.CreateAsync(guarded: false);
        var member = await world.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        var row = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));

        // Both have read the deposit while it was open. The index and the version are what would stop the second.
        await world.Database.DamageAsync(["""DROP INDEX "IX_DepositEvents_DepositId_Sequence" """]);
        foreach (var (actor, at) in new[] { (world.Accountant, 0), (world.Secretary, 1) })
        {
            await using var context = world.Database.Databases.Open(member.SocietyId);
            var deposit = await context.UnmatchedDeposits.SingleAsync(item => item.Id == row.Deposit.Id, Cancel);
            var now = world.Database.Clock.GetUtcNow().UtcDateTime;
            await context.SettlePartAsync(deposit, new DepositPart(member.MemberId!.Value, new Yen(12_000), [], null, Yen.Zero), "", actor.AccountId, new DateOnly(2026, 11, 22), now, Cancel);
            await context.SaveChangesAsync(Cancel);
            Assert.Equal(at, (await context.Payments.CountAsync(Cancel)) - 1);
        }

        Assert.Contains(await world.FaultsAsync(), fault => fault.StartsWith("deposit-fully-used", StringComparison.Ordinal));
    }
}

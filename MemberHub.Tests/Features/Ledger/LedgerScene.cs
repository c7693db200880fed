using System.Globalization;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Documents;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Withdrawal;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Features.Ledger;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(LedgerScene))]

namespace MemberHub.Tests.Features.Ledger;

/// <summary>A society in which everything that a ledger can hold has happened once: each invariant has rows that it speaks of.</summary>
public sealed class LedgerScene : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1);
    private PlainDatabase? template;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A copy of the scene, to be damaged and thrown away.</summary>
    internal async Task<PlainDatabase> CopyAsync()
    {
        await gate.WaitAsync(Cancel);
        try
        {
            template ??= await PrepareAsync();
            return await template.CopyAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (template is not null)
        {
            await template.DisposeAsync();
        }

        gate.Dispose();
    }

    private static async Task<PlainDatabase> PrepareAsync()
    {
        var database = await PlainDatabase.CreateWithSocietyAsync();
        await IssueAsync(database, await Member(database, "0000101").Charged(2025, 12_000, paid: 4_000).Charged(2026, 12_000).AddAsync(), 20_000);
        await IssueAndCancelAsync(database, await Member(database, "0000102").Charged(2026, 12_000).AddAsync());
        await PayTwiceAsync(database, await Member(database, "0000103").Charged(2024, 12_000).Charged(2025, 12_000).AddAsync());
        await DepositAsync(database, await Member(database, "0000104").Charged(2026, 12_000).AddAsync());
        await RefundAsync(database, await Member(database, "0000105").Waived(2024, 12_000).Charged(2025, 12_000, paid: 15_000).AddAsync());
        await Member(database, "0000106").Charged(2025, 12_000, paid: 15_000).AddAsync();
        await BillAsync(database);
        await MatchAsync(database, await Member(database, "0000190").Charged(2026, 12_000).AddAsync());
        await CorrectAsync(database, await Member(database, "0000193").Charged(2026, 12_000).AddAsync());
        await LeaveAsync(database, await Member(database, "0000194").Charged(2026, 12_000).Charged(2027, 12_000).AddAsync());
        await InvoiceInstitutionAsync(database, await Member(database, "0000191").Charged(2026, 12_000).AddAsync(), await Member(database, "0000192").Charged(2026, 12_000).AddAsync());
        return database;
    }

    // A charge that was too low, and one by hand; both asked for by an invoice.
    private static async Task CorrectAsync(PlainDatabase database, Actor actor)
    {
        var office = actor with { MemberId = null, Roles = [StaffRole.Accountant] };
        await using var context = database.Databases.Open(actor.SocietyId);
        var charge = await context.DuesCharges.SingleAsync(item => item.MemberId == actor.MemberId, Cancel);
        (await database.Get<IncreaseCharge>().RunAsync(office, actor.MemberId!.Value, new IncreaseForm { ChargeId = charge.Id, Shown = 12_000, Amount = "3000", Reason = "口数の誤り" }, Cancel)).OrThrow();
        (await database.Get<RaiseCharge>().RunAsync(office, "0000193", new RaiseForm { Name = "講習会テキスト代", Amount = "2500", DueOn = "2026-12-20", Reason = "申込み" }, Cancel)).OrThrow();
        await IssueAsync(database, actor, 17_500);
    }

    // A notice that was taken back, and one that was confirmed after the coming year was charged.
    private static async Task LeaveAsync(PlainDatabase database, Actor actor)
    {
        var form = new WithdrawalForm { Understood = true, ShownLeavesOn = "2026-12-31" };
        (await database.Get<HandInWithdrawal>().RunAsync(actor, form, Cancel)).OrThrow();
        (await database.Get<UndoWithdrawal>().RunAsync(actor, Cancel)).OrThrow();
        (await database.Get<HandInWithdrawal>().RunAsync(actor, form, Cancel)).OrThrow();
        await using var context = database.Databases.Open(actor.SocietyId);
        var notice = await context.WithdrawalNotices.MaxAsync(item => item.Id, Cancel);
        (await database.Get<ConfirmWithdrawal>().RunAsync(actor with { MemberId = null, Roles = [StaffRole.Secretary] }, notice, Cancel)).OrThrow();
    }

    private static RosterBuilder Member(PlainDatabase database, string number) => new RosterBuilder(database.Databases, database.Society).Numbered(number);

    private static async Task IssueAsync(PlainDatabase database, Actor actor, long total) => (await database.Get<IssueInvoice>().RunAsync(
        actor,
        new InvoiceForm { Institution = "みなと総合医療センター", ShownTotal = total, RequestKey = Guid.NewGuid().ToString("N") },
        Cancel)).OrThrow();

    private static async Task IssueAndCancelAsync(PlainDatabase database, Actor actor)
    {
        await IssueAsync(database, actor, 12_000);
        await using var context = database.Databases.Open(actor.SocietyId);
        var order = await context.PaymentOrders.SingleAsync(item => item.MemberId == actor.MemberId, Cancel);
        (await database.Get<CancelOrder>().RunAsync(actor, order.Id, Cancel)).OrThrow();
    }

    private static async Task PayTwiceAsync(PlainDatabase database, Actor actor)
    {
        var now = database.Clock.GetUtcNow().UtcDateTime;
        var order = await StartAsync(database, actor, PaymentMethod.Card, "Sandbox", item => item.HandOver(now, "card-1", canInquire: true));
        foreach (var report in new[] { "Sandbox:1", "Sandbox:2" })
        {
            await using var context = database.Databases.Open(actor.SocietyId);
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await context.LockLedgerAsync(actor.MemberId!.Value, Cancel);
            var known = await context.PaymentOrders.Include(item => item.Lines).Include(item => item.Events).SingleAsync(item => item.Id == order, Cancel);
            var money = new ReceivedMoney(known.Amount, new DateOnly(2026, 11, 22), PaymentSource.Gateway) { Transaction = "card-1", EffectKey = report };
            await context.SettleOrderAsync(known, money, now, Cancel);
            await context.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        }

        var receipt = (await database.Get<IssueReceipt>().RunAsync(actor, await FirstPaymentAsync(database, actor), new ReceiptForm { Choice = AddresseeChoice.Affiliation, Institution = "みなと総合医療センター", Proviso = "年会費として" }, Cancel)).OrThrow();
        (await database.Get<ReissueReceipt>().RunAsync(actor, receipt, 1, Cancel)).OrThrow();
    }

    private static async Task<string> FirstPaymentAsync(PlainDatabase database, Actor actor)
    {
        await using var context = database.Databases.Open(actor.SocietyId);
        return (await context.Payments.Where(payment => payment.MemberId == actor.MemberId).MinAsync(payment => payment.Id, Cancel)).ToString(CultureInfo.InvariantCulture);
    }

    private static Task<long> DepositAsync(PlainDatabase database, Actor actor)
    {
        var now = database.Clock.GetUtcNow().UtcDateTime;
        return StartAsync(database, actor, PaymentMethod.ConvenienceStore, "Sandbox", order =>
        {
            order.HandOver(now, "", canInquire: true);
            order.Issue(new Voucher { Number = "1234567890" }, now, "voucher-1", "Sandbox:3");
            order.Record(PaymentEventKind.PreliminaryDeposit, now, effectKey: "Sandbox:4");
        });
    }

    private static async Task<long> StartAsync(PlainDatabase database, Actor actor, PaymentMethod method, string gateway, Action<PaymentOrder> happens)
    {
        await using var context = database.Databases.Open(actor.SocietyId);
        var charges = await context.DuesCharges.Where(charge => charge.MemberId == actor.MemberId).OrderBy(charge => charge.FiscalYear).ToListAsync(Cancel);
        var order = new PaymentOrder(
            actor.MemberId!.Value, method, Guid.NewGuid().ToString("N"), database.Clock.GetUtcNow().UtcDateTime, charges.Select(charge => (charge.Id, charge.Amount)))
        {
            Gateway = gateway,
        };
        happens(order);
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        return order.Id;
    }

    // One invoice over two members, issued again to another addressee.
    private static async Task InvoiceInstitutionAsync(PlainDatabase database, Actor first, Actor second)
    {
        var office = first with { MemberId = null, Roles = [StaffRole.Secretary] };
        await using var context = database.Databases.Open(first.SocietyId);
        var charges = await context.DuesCharges.Where(charge => charge.MemberId == first.MemberId || charge.MemberId == second.MemberId).Select(charge => charge.Id).ToListAsync(Cancel);
        var number = (await database.Get<IssueJointInvoice>().RunAsync(
            office, new JointForm { Charges = charges, Institution = "みなと総合医療センター", ShownTotal = 24_000, RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).OrThrow();
        (await database.Get<ReaddressInvoice>().RunAsync(
            office, number, new ReaddressForm { Institution = "みなと総合医療センター", Department = "総務課", Reason = "部署名の追加", RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).OrThrow();
    }

    // A file of three deposits: one settled a fee short, one settled and undone, one split; and a payer who is known from the first.
    private static async Task MatchAsync(PlainDatabase database, Actor actor)
    {
        var office = actor with { MemberId = null, Roles = [StaffRole.Accountant] };
        var file = new ZenginText().In(11_560, "ﾐﾅﾄﾋﾞﾖｳｲﾝ").In(9_000, "ｲﾄｳ").In(5_000, "ｱｵｷ").ToBytes();
        (await database.Get<ImportDepositFile>().RunAsync(office, "nyushukkin.txt", file, Cancel)).OrThrow();
        await using var context = database.Databases.Open(actor.SocietyId);
        var deposits = await context.UnmatchedDeposits.OrderBy(deposit => deposit.Id).Select(deposit => deposit.Id).ToListAsync(Cancel);
        var (memberId, settle, undo) = (actor.MemberId!.Value, database.Get<SettleDeposit>(), database.Get<UndoSettlement>());
        (await settle.RunAsync(office, new Booking(deposits[1], [new MatchPart(memberId, new Yen(9_000), [])], Yen.Zero, Yen.Zero), Cancel)).OrThrow();
        (await undo.RunAsync(office, deposits[1], Cancel)).OrThrow();
        (await settle.RunAsync(office, new Booking(deposits[0], [new MatchPart(memberId, new Yen(11_560), [])], Yen.Zero, new Yen(440)), Cancel)).OrThrow();
        (await database.Get<SplitDeposit>().RunAsync(office, deposits[2], [new Yen(3_000), new Yen(2_000)], Cancel)).OrThrow();
    }

    private static async Task RefundAsync(PlainDatabase database, Actor actor)
    {
        var now = database.Clock.GetUtcNow().UtcDateTime;
        await using var context = database.Databases.Open(actor.SocietyId);
        var credit = await context.Credits.SingleAsync(item => item.MemberId == actor.MemberId, Cancel);
        credit.End(now);
        context.Add(new Refund(credit.MemberId, credit.PaymentId, credit.Amount, "過入金のため", now));
        await context.SaveChangesAsync(Cancel);
    }

    // One run that stands, and one that was undone.
    private static async Task BillAsync(PlainDatabase database)
    {
        await Member(database, "0000107").PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").AddAsync();
        var office = await BillingOffice.InAsync(database);
        (await database.Get<UndoBilling>().RunAsync(office.Accountant, await office.BillAsync(2027), "金額の誤り", Cancel)).OrThrow();
        await office.BillAsync(2027);
        await using var context = database.Databases.Open(database.Society.Id);
        var charge = await context.DuesCharges.FirstAsync(item => item.FiscalYear == new FiscalYear(2025), Cancel);
        context.Add(new Reminder(charge.MemberId, charge.Id, 1, office.Secretary.AccountId, database.Clock.GetUtcNow().UtcDateTime));
        await context.SaveChangesAsync(Cancel);
    }
}

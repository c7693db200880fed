using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// 元に戻す: undoes a settlement or a split. Nothing is deleted: allocations, credits, also what they were used for (充当), and waivers are reversed,
/// receipts voided, the orders wait for their money again or end, and the deposit is open. The members are told.
/// </summary>
public sealed class UndoSettlement(
    MemberHubDatabases databases, DepositHistory history, InvoicePaper invoices, ReceiptPaper receipts, ReconciliationMails mails, TimeProvider clock)
{
    /// <summary>What was undone: the settlement or the split.</summary>
    public async Task<Result<DepositEventKind>> RunAsync(Actor actor, long depositId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            foreach (var memberId in await database.Payments.Where(payment => payment.DepositId == depositId).Select(payment => payment.MemberId).Distinct().OrderBy(id => id).ToListAsync(cancel))
            {
                await database.LockLedgerAsync(memberId, cancel);
            }

            var undone = await DepositHistory.FindAsync(database, depositId, cancel) switch
            {
                null => new DepositNotFound(),
                { State: DepositState.Settled } deposit => await UnsettleAsync(database, actor, deposit, cancel),
                { State: DepositState.Split } deposit => await MergeAsync(database, actor, deposit, cancel),
                _ => Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel)),
            };
            if (undone.Succeeded)
            {
                await database.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
            }

            return undone;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel));
        }
    }

    private static Result<DepositEventKind> Refused(Refusal refusal) => refusal;

    private async Task<Result<DepositEventKind>> UnsettleAsync(MemberHubDbContext database, Actor actor, UnmatchedDeposit deposit, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var payments = await database.Payments.Include(payment => payment.Allocations).Include(payment => payment.Credits).AsSplitQuery()
            .Where(payment => payment.DepositId == deposit.Id).ToListAsync(cancel);
        var before = payments.ConvertAll(payment => new
        {
            payment.Id,
            payment.MemberId,
            Amount = payment.Amount.Value,
            Settled = payment.Allocations.Where(item => item.ReversedUtc is null).Select(item => new { item.ChargeId, Amount = item.Amount.Value }).ToList(),
            Credit = payment.Credits.Where(item => item.EndedUtc is null).Total(item => item.Amount).Value,
        });
        var applied = payments.ToDictionary(payment => payment.Id, Applied);
        if (await database.UndoAsync(deposit, payments, actor.AccountId, nowUtc, cancel) is not { } orders)
        {
            return new MoneyMovedOn();
        }

        var was = deposit.State;
        deposit.Record(DepositEventKind.SettlementUndone, nowUtc, actor.AccountId);
        var voided = new List<string>();
        foreach (var payment in payments)
        {
            var ended = await database.VoidInvoicesAsync(invoices, orders.Where(order => order.Id == payment.OrderId), nowUtc, cancel);
            var receipt = await database.VoidReceiptAsync(payment.Id, content => receipts.Render(content, nowUtc, voided: true).Bytes, nowUtc, cancel);
            voided.AddRange([.. ended.Invoices(), .. receipt is null ? Array.Empty<string>() : [receipt]]);
            await mails.QueueAsync(
                database,
                new MoneyMail(payment.MemberId, MoneyMailKind.Undone, payment.Amount)
                {
                    ReceivedOn = payment.ReceivedOn,
                    CreditTakenBack = applied[payment.Id],
                    Ended = ended,
                    VoidedReceipt = receipt,
                },
                cancel);
        }

        database.Record(actor, nowUtc, nameof(UndoSettlement), payments is [var only] ? only.MemberId : null, new
        {
            Deposit = deposit.Id,
            Before = was.ToString(),
            After = deposit.State.ToString(),
            Payments = before,
            Ended = orders.Select(order => order.Reference),
            Voided = voided,
        });
        return DepositEventKind.SettlementUndone;
    }

    // Nothing was sent back, so what is less of the credit than there once was has settled charges.
    private static Yen Applied(Payment payment) =>
        payment.Credits.Select(credit => credit.Amount).DefaultIfEmpty().Max() - payment.Credits.Where(credit => credit.EndedUtc is null).Total(credit => credit.Amount);

    private async Task<Result<DepositEventKind>> MergeAsync(MemberHubDbContext database, Actor actor, UnmatchedDeposit deposit, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var parts = (await database.UnmatchedDeposits.Include(part => part.Events).Where(part => part.ParentId == deposit.Id).ToListAsync(cancel))
            .Where(part => part.Events.All(item => item.Kind != DepositEventKind.Merged)).ToList();
        if (parts.Exists(part => !part.State.IsOpen()))
        {
            return new PartIsHandled();
        }

        parts.ForEach(part => part.Record(DepositEventKind.Merged, nowUtc, actor.AccountId));
        deposit.Record(DepositEventKind.SplitUndone, nowUtc, actor.AccountId);
        database.Record(actor, nowUtc, nameof(UndoSettlement), null, new { Deposit = deposit.Id, Merged = parts.Count });
        return DepositEventKind.SplitUndone;
    }
}

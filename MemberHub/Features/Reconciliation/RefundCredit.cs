using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// 返金: a member's credit goes back. A card payment goes back by its gateway where that can; all else by the office's own transfer. A
/// receipt over the money is void from then on. The member is told when it begins and when it is done.
/// </summary>
public sealed class RefundCredit(
    MemberHubDatabases databases, GatewayRefunds gateways, MoneyTrail trail, ReceiptPaper receipts, ReconciliationMails mails, TimeProvider clock)
{
    public async Task<Result<RefundWay>> RunAsync(Actor actor, long creditId, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RefundMoney))
        {
            return new NotAllowed();
        }

        if (reason.Trim() is not { Length: > 0 and <= Refund.ReasonMaxLength } why || JapaneseText.HasControlCharacters(why))
        {
            return new MoneyReasonMissing();
        }

        Refund refund;
        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await database.LockCreditAsync(creditId, cancel) is not { } credit)
            {
                return await trail.CreditGoneAsync(actor, creditId, cancel);
            }

            var nowUtc = clock.UtcNow();
            credit.End(nowUtc);
            refund = new Refund(credit.MemberId, credit.PaymentId, credit.Amount, why, nowUtc);
            if (await gateways.CanTakeAsync(database, credit.PaymentId, cancel))
            {
                refund.Ask(nowUtc);
            }

            database.Add(refund);
            var receipt = await database.VoidReceiptAsync(credit.PaymentId, content => receipts.Render(content, nowUtc, voided: true).Bytes, nowUtc, cancel);
            database.Record(actor, nowUtc, nameof(RefundCredit), credit.MemberId, new { Credit = credit.Id, Amount = credit.Amount.Value, Voided = receipt }, why);
            await mails.QueueAsync(database, new MoneyMail(credit.MemberId, MoneyMailKind.RefundBegun, credit.Amount) { VoidedReceipt = receipt }, cancel);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return await trail.CreditGoneAsync(actor, creditId, cancel);
        }

        // It stands in the books before the company hears of it: whatever happens here, nobody takes it for a transfer of the office.
        return refund.AskedUtc is null ? RefundWay.ByOffice : await gateways.AskAsync(actor, refund, cancel);
    }
}

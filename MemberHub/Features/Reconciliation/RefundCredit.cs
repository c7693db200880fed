using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>How a refund goes back.</summary>
public enum RefundWay
{
    /// <summary>The office transfers it and says when it has.</summary>
    ByOffice,

    /// <summary>The payment company has taken it on.</summary>
    ByGateway,
}

/// <summary>
/// 返金: a member's credit goes back. A card payment goes back by its gateway where that can; all else by the office's own transfer. The member
/// is told when it begins and when it is done.
/// </summary>
public sealed class RefundCredit(MemberHubDatabases databases, PaymentGateways gateways, ReconciliationMails mails, TimeProvider clock)
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
                return new CreditGone();
            }

            credit.End(clock.UtcNow());
            refund = new Refund(credit.MemberId, credit.PaymentId, credit.Amount, why, clock.UtcNow());
            database.Add(refund);
            database.Record(actor, clock.UtcNow(), nameof(RefundCredit), credit.MemberId, new { Credit = credit.Id, Amount = credit.Amount.Value }, why);
            await mails.QueueAsync(database, new MoneyMail(credit.MemberId, MoneyMailKind.RefundBegun, credit.Amount), cancel);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return new CreditGone();
        }

        return await SendAsync(actor, refund, cancel);
    }

    // The refund stands in the books before the company hears of it; when the call fails, the office still sees it as open.
    private async Task<RefundWay> SendAsync(Actor actor, Refund refund, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var paid = await (
            from payment in database.Payments
            join order in database.PaymentOrders on payment.OrderId equals order.Id
            where payment.Id == refund.PaymentId && payment.Method == PaymentMethod.Card && payment.Transaction != ""
            select new { order.Gateway, order.Reference, payment.Transaction, payment.Amount }).SingleOrDefaultAsync(cancel);
        if (paid is null || gateways.Find(paid.Gateway) is not { Abilities.CanRefund: true } gateway)
        {
            return RefundWay.ByOffice;
        }

        try
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"refund-{actor.SocietyId}-{refund.Id}");
            var transaction = await gateway.RefundAsync(new GatewayPayment(paid.Reference, paid.Transaction, paid.Amount), refund.Amount, key, cancel);
            var kept = await database.Refunds.SingleAsync(item => item.Id == refund.Id, cancel);
            kept.Accept(transaction);
            await database.SaveChangesAsync(cancel);
            return RefundWay.ByGateway;
        }
        catch (Exception error) when (error is GatewayUnreachableException or GatewayRefusedException)
        {
            return RefundWay.ByOffice;
        }
    }
}

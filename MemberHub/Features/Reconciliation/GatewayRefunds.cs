using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Ledger;
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

    /// <summary>The payment company said no; the office transfers it.</summary>
    Declined,

    /// <summary>The payment company gave no answer: it may have taken it on, so nobody transfers anything (照会中).</summary>
    Unanswered,
}

/// <summary>Asks gateways to send refunds back. A refund has one key, so that asking again sends nothing twice.</summary>
public sealed class GatewayRefunds(MemberHubDatabases databases, PaymentGateways gateways)
{
    /// <summary>Whether the payment's gateway sends money back.</summary>
    public async Task<bool> CanTakeAsync(MemberHubDbContext database, long paymentId, CancellationToken cancel) => await FindAsync(database, paymentId, cancel) is not null;

    /// <summary>Asks for a refund that stands in the books as asked, and keeps the answer.</summary>
    public async Task<RefundWay> AskAsync(Actor actor, Refund refund, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await FindAsync(database, refund.PaymentId, cancel) is not var (gateway, payment))
        {
            return RefundWay.Unanswered;
        }

        string? transaction = null;
        try
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"refund-{actor.SocietyId}-{refund.Id}");
            transaction = await gateway.RefundAsync(payment, refund.Amount, key, cancel);
        }
        catch (GatewayUnreachableException)
        {
            return RefundWay.Unanswered;
        }
        catch (GatewayRefusedException)
        {
            // Kept below: the office is told that it has to transfer the money.
        }

        await KeepAsync(database, refund, transaction, cancel);
        return transaction is null ? RefundWay.Declined : RefundWay.ByGateway;
    }

    private async Task<(IPaymentGateway Gateway, GatewayPayment Payment)?> FindAsync(MemberHubDbContext database, long paymentId, CancellationToken cancel)
    {
        var paid = await (
            from payment in database.Payments
            join order in database.PaymentOrders on payment.OrderId equals order.Id
            where payment.Id == paymentId && payment.Method == PaymentMethod.Card && payment.Transaction != ""
            select new { order.Gateway, order.Reference, payment.Transaction, payment.Amount }).SingleOrDefaultAsync(cancel);
        return paid is not null && gateways.Find(paid.Gateway) is { Abilities.CanRefund: true } gateway
            ? (gateway, new GatewayPayment(paid.Reference, paid.Transaction, paid.Amount))
            : null;
    }

    // The company's report may have finished it meanwhile; what it answered is kept all the same.
    private static async Task KeepAsync(MemberHubDbContext database, Refund refund, string? transaction, CancellationToken cancel)
    {
        await using var kept = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(refund.MemberId, cancel);
        var stored = await database.Refunds.SingleAsync(item => item.Id == refund.Id, cancel);
        if (transaction is null)
        {
            stored.Decline();
        }
        else
        {
            stored.Accept(transaction);
        }

        await database.SaveChangesAsync(cancel);
        await kept.CommitAsync(cancel);
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Ends unpaid orders (取消) for the use cases that do so. First the gateway, without a transaction: what cannot be stopped there is refused.
/// Then, in the caller's transaction, the order, its invoice, the audit line and the mail.
/// </summary>
public sealed class OrderEnding(PaymentGateways gateways, InvoicePaper paper, PaymentMails mails, TimeProvider clock)
{
    /// <summary>Null when all of the orders may be ended; else why not.</summary>
    public async Task<Refusal?> AskGatewaysAsync(IEnumerable<PaymentOrder> orders, CancellationToken cancel)
    {
        foreach (var order in orders)
        {
            if (order.State == OrderState.PreliminarilyPaid)
            {
                return new MoneyIsComing();
            }

            if (!order.State.IsLive() || order.State == OrderState.Started || gateways.Find(order.Gateway) is not { Abilities.CanCancel: true } gateway)
            {
                continue;
            }

            try
            {
                if (await gateway.CancelAsync(order.ToGatewayPayment(), cancel) == CancelAnswer.TooLate)
                {
                    return new MoneyIsComing();
                }
            }
            catch (GatewayUnreachableException)
            {
                return new GatewayNotReached();
            }
        }

        return null;
    }

    /// <summary>False when the order had ended before.</summary>
    public async Task<bool> EndAsync(MemberHubDbContext database, PaymentOrder order, Actor actor, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        if (!order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId))
        {
            return false;
        }

        var voided = await database.VoidInvoiceAsync(order.Id, content => paper.Render(content, nowUtc, voided: true).Bytes, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(CancelOrder), order.MemberId, new { order.Reference, Voided = voided });
        await mails.QueueAsync(database, order, PaymentMailKind.Cancelled, order.Amount, cancel);
        return true;
    }

    /// <summary>Ends all live orders of a member and saves that; false when one of them may not be ended.</summary>
    public async Task<bool> EndAllAsync(MemberHubDbContext database, Actor actor, long memberId, CancellationToken cancel)
    {
        foreach (var order in await LiveOrdersAsync(database, memberId, cancel))
        {
            if (!await EndAsync(database, order, actor, cancel))
            {
                return false;
            }
        }

        await database.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>The member's own orders that hold charges, with lines and events. What an institution was asked for is not the member's to end.</summary>
    public static Task<List<PaymentOrder>> LiveOrdersAsync(MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.WholeOrders()
            .Where(order => order.MemberId == memberId && order.JointInvoiceId == null && order.Lines.Any(line => line.ClosedUtc == null)).ToListAsync(cancel);
}

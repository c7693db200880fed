using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
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

/// <summary>What the gateways said to the wish to end orders.</summary>
/// <param name="Kept">Why not all of them may be ended; null when all may.</param>
/// <param name="Stopped">The orders that a gateway has stopped: nobody can pay them any more.</param>
public sealed record GatewaysAsked(Refusal? Kept, IReadOnlyList<long> Stopped)
{
    /// <summary>Nobody had to be asked.</summary>
    public static GatewaysAsked Nobody { get; } = new(null, []);
}

/// <summary>
/// Ends unpaid orders (取消) for the use cases that do so. First the gateway, without a transaction: what cannot be stopped there is refused.
/// Then, in the caller's transaction, the order, its invoice, the audit line and the mail.
/// </summary>
public sealed class OrderEnding(MemberHubDatabases databases, PaymentGateways gateways, InvoicePaper paper, PaymentMails mails, TimeProvider clock)
{
    /// <summary>Asks for each of the orders until one is to be kept. Whoever then does not end them all owes <see cref="EndStoppedAsync"/>.</summary>
    public async Task<GatewaysAsked> AskGatewaysAsync(IReadOnlyList<PaymentOrder> orders, CancellationToken cancel)
    {
        if (orders.Any(order => order.State == OrderState.PreliminarilyPaid))
        {
            return new GatewaysAsked(new MoneyIsComing(), []);
        }

        var stopped = new List<long>();
        foreach (var order in orders.Where(order => order.State.IsLive() && order.State != OrderState.Started))
        {
            if (gateways.Find(order.Gateway) is not { Abilities.CanCancel: true } gateway)
            {
                continue;
            }

            if (await StopAsync(gateway, order, cancel) is { } kept)
            {
                return new GatewaysAsked(kept, stopped);
            }

            stopped.Add(order.Id);
        }

        return new GatewaysAsked(null, stopped);
    }

    /// <summary>Ends, in a transaction of its own, what a gateway has stopped: a number that is dead there must not be shown as good here.</summary>
    public async Task EndStoppedAsync(Actor actor, long memberId, GatewaysAsked asked, CancellationToken cancel)
    {
        if (asked.Stopped.Count == 0)
        {
            return;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        foreach (var order in (await LiveOrdersAsync(database, memberId, cancel)).Where(order => asked.Stopped.Contains(order.Id)))
        {
            await EndAsync(database, order, actor, cancel);
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
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

    private static async Task<Refusal?> StopAsync(IPaymentGateway gateway, PaymentOrder order, CancellationToken cancel)
    {
        try
        {
            return await gateway.CancelAsync(order.ToGatewayPayment(), cancel) == CancelAnswer.TooLate ? new MoneyIsComing() : null;
        }
        catch (GatewayUnreachableException)
        {
            return new GatewayGaveNoAnswer();
        }
        catch (GatewayRefusedException)
        {
            return new GatewayDidNotStop();
        }
    }

    /// <summary>The member's own orders that hold charges, with lines and events. What an institution was asked for is not the member's to end.</summary>
    public static Task<List<PaymentOrder>> LiveOrdersAsync(MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.WholeOrders()
            .Where(order => order.MemberId == memberId && order.JointInvoiceId == null && order.Lines.Any(line => line.ClosedUtc == null))
            .OrderBy(order => order.Id).ToListAsync(cancel);
}

using System.Globalization;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>Money that came, before it is booked.</summary>
public sealed record ReceivedMoney(Yen Amount, DateOnly ReceivedOn, PaymentSource Source)
{
    /// <summary>The gateway's own number, or empty.</summary>
    public string Transaction { get; init; } = "";

    /// <summary>Names the gateway's report; null for money that a person books.</summary>
    public string? EffectKey { get; init; }

    /// <summary>The person who books it; null for a gateway.</summary>
    public long? AccountId { get; init; }
}

/// <summary>What became of money: the payment, and what it left over.</summary>
public sealed record BookedMoney(Payment Payment, Yen Allocated, Yen Credited);

/// <summary>
/// Books money (入金・消込). Adds rows to the open context and saves nothing; the caller holds the transaction and the ledger's lock. Every yen is
/// allocated or credited, whatever happened in between.
/// </summary>
public static class Settlement
{
    /// <summary>
    /// Money for an order. It settles the order's charges, oldest first, while they are open; what is over, what comes twice and what comes
    /// after the order's end becomes credit and a task of the office.
    /// </summary>
    public static async Task<BookedMoney> SettleOrderAsync(
        this MemberHubDbContext database, PaymentOrder order, ReceivedMoney money, DateTime nowUtc, CancellationToken cancel)
    {
        var open = await database.ReadOpenOfOrderAsync(order.Id, cancel);
        var mayReceive = order.State.IsLive() || (order.State == OrderState.Failed && await database.AreFreeAsync(order, cancel));
        var payment = NewPayment(order.MemberId, money, order.Method, order.Id);
        if (mayReceive)
        {
            Allocate(payment, order.Lines.Select(line => (line.ChargeId, open.GetValueOrDefault(line.ChargeId))));
        }

        payment.CreditTheRest();
        order.Know(money.Transaction);
        order.Record(mayReceive ? PaymentEventKind.Settled : PaymentEventKind.MoneyAfterEnd, nowUtc, money.AccountId, money.Amount.Value.ToString(CultureInfo.InvariantCulture), money.EffectKey);
        database.Add(payment);
        var booked = Booked(payment);
        if (booked.Credited > Yen.Zero || money.Amount != order.Amount)
        {
            database.Add(new PaymentTask(
                mayReceive && money.Amount != order.Amount ? PaymentTaskKind.AmountDiffers : PaymentTaskKind.MoneyAfterEnd,
                $"money:{order.Reference}:{money.EffectKey ?? payment.ReceivedOn.ToString("O", CultureInfo.InvariantCulture) + ":" + order.Events.Count}",
                nowUtc)
            {
                MemberId = order.MemberId,
                OrderId = order.Id,
                Detail = $"{money.Amount.Value}/{order.Amount.Value}",
            });
        }

        return booked;
    }

    private static Payment NewPayment(long memberId, ReceivedMoney money, PaymentMethod method, long? orderId) =>
        new(memberId, money.Amount, money.ReceivedOn, method, money.Source) { OrderId = orderId, Transaction = money.Transaction, EffectKey = money.EffectKey };

    private static void Allocate(Payment payment, IEnumerable<(long ChargeId, Yen Open)> charges)
    {
        var left = payment.Amount;
        foreach (var (chargeId, open) in charges)
        {
            var part = Yen.Min(left, open);
            if (part > Yen.Zero)
            {
                payment.Allocate(chargeId, part);
                left -= part;
            }
        }
    }

    private static BookedMoney Booked(Payment payment) =>
        new(payment, payment.Allocations.Total(item => item.Amount), payment.Credits.Total(item => item.Amount));

    private static async Task<bool> AreFreeAsync(this MemberHubDbContext database, PaymentOrder order, CancellationToken cancel)
    {
        var charges = order.Lines.Select(line => line.ChargeId).ToList();
        return !await database.PaymentOrderLines.AnyAsync(line => line.ClosedUtc == null && charges.Contains(line.ChargeId), cancel);
    }
}

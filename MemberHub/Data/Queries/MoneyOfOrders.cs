using MemberHub.Domain;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>The money that came with an order: all of it, and what of it settles charges today.</summary>
internal sealed record MoneyWithOrder(Yen Came, Yen Settled);

/// <summary>Reads what came of orders that count as paid.</summary>
internal static class MoneyOfOrdersQuery
{
    /// <summary>By order, for those of the orders with which money came; one statement.</summary>
    public static async Task<IReadOnlyDictionary<long, MoneyWithOrder>> ReadMoneyWithOrdersAsync(
        this MemberHubDbContext database, IReadOnlyCollection<long> orders, CancellationToken cancel) => orders.Count == 0
        ? new Dictionary<long, MoneyWithOrder>()
        : (await database.Payments.Where(payment => payment.OrderId != null && orders.Contains(payment.OrderId.Value))
            .Select(payment => new
            {
                payment.OrderId,
                payment.Amount,
                Settled = payment.Allocations.Where(allocation => allocation.ReversedUtc == null).Select(allocation => allocation.Amount).ToList(),
            })
            .ToListAsync(cancel))
            .GroupBy(payment => payment.OrderId!.Value)
            .ToDictionary(came => came.Key, came => new MoneyWithOrder(came.Total(payment => payment.Amount), came.Total(payment => payment.Settled.Total())));

    /// <summary>By order, for those of the orders that count as paid; one statement.</summary>
    /// <param name="orders">With their lines and events.</param>
    /// <param name="open">What is open today, by charge.</param>
    public static async Task<IReadOnlyDictionary<long, OrderMoney>> ReadMoneyOfPaidAsync(
        this MemberHubDbContext database, IReadOnlyCollection<PaymentOrder> orders, IReadOnlyDictionary<long, Yen> open, CancellationToken cancel)
    {
        var paid = orders.Where(order => order.State == OrderState.Paid).ToList();
        var came = await database.ReadMoneyWithOrdersAsync(paid.ConvertAll(order => order.Id), cancel);
        return paid.Where(order => came.ContainsKey(order.Id)).ToDictionary(order => order.Id, order => new OrderMoney(
            order.Amount,
            came[order.Id].Came,
            came[order.Id].Settled,
            order.Lines.Select(line => line.ChargeId).Distinct().Total(charge => open.GetValueOrDefault(charge))));
    }
}

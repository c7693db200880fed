using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Orders as their state needs them: with lines and events. One statement, because an order has a handful of either.</summary>
public static class WholeOrdersQuery
{
    public static IQueryable<PaymentOrder> WholeOrders(this MemberHubDbContext database) =>
        database.PaymentOrders.Include(order => order.Lines).Include(order => order.Events).AsSingleQuery();
}

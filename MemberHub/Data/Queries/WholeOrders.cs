using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>Orders as their state needs them: with lines and events. One statement, because an order has a handful of either.</summary>
public static class WholeOrdersQuery
{
    private static readonly CompiledQuery<Func<MemberHubDbContext, long, CancellationToken, Task<PaymentOrder>>> ById = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long id, CancellationToken cancel) =>
            database.PaymentOrders.Include(order => order.Lines).Include(order => order.Events).AsSingleQuery().Single(order => order.Id == id)));

    /// <summary>The order with this number; throws when the society has none.</summary>
    public static Task<PaymentOrder> WholeOrderAsync(this MemberHubDbContext database, long id, CancellationToken cancel) => ById.On(database)(database, id, cancel);

    public static IQueryable<PaymentOrder> WholeOrders(this MemberHubDbContext database) =>
        database.PaymentOrders.Include(order => order.Lines).Include(order => order.Events).AsSingleQuery();
}

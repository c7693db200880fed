using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Tests.Domain.Payments;

public sealed class PaymentOrderTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_state_follows_the_events()
    {
        var order = new PaymentOrder(1, PaymentMethod.BankTransfer, "key", Now, [(1, new Yen(12_000)), (2, new Yen(12_000))]);
        Assert.Equal(OrderState.Started, order.State);

        Assert.True(order.Record(PaymentEventKind.InvoiceIssued, Now, 1, "I-2026-000001"));
        Assert.Equal(OrderState.AwaitingTransfer, order.State);
        Assert.All(order.Lines, line => Assert.Null(line.ClosedUtc));

        Assert.True(order.Record(PaymentEventKind.Cancelled, Now.AddDays(1), 1));
        Assert.Equal(OrderState.Cancelled, order.State);
        Assert.False(order.State.IsLive());
        Assert.All(order.Lines, line => Assert.Equal(Now.AddDays(1), line.ClosedUtc));
        Assert.Equal([1, 2, 3], order.Events.Select(item => item.Sequence));
    }
}

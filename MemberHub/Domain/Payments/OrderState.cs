namespace MemberHub.Domain.Payments;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>お手続き中.</summary>
    Started,

    /// <summary>請求書発行済（お振込み待ち）.</summary>
    AwaitingTransfer,

    /// <summary>取消（未入金）.</summary>
    Cancelled,
}

/// <summary>Computes the state from the events; the last one that matters decides.</summary>
public static class OrderStates
{
    public static OrderState Of(IEnumerable<PaymentEventKind> events) =>
        events.Aggregate(OrderState.Started, (state, kind) => kind switch
        {
            PaymentEventKind.InvoiceIssued => OrderState.AwaitingTransfer,
            PaymentEventKind.Cancelled => OrderState.Cancelled,
            _ => state,
        });

    /// <summary>The order may still bring money and holds its charges.</summary>
    public static bool IsLive(this OrderState state) => state != OrderState.Cancelled;
}

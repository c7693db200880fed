namespace MemberHub.Domain.Payments;

/// <summary>Where an order stands (お支払い手続の状態). Computed from its events, never stored.</summary>
public enum OrderState
{
    /// <summary>お手続き中: begun, nobody has been asked for money yet.</summary>
    Started,

    /// <summary>結果を確認中: the payer was sent to the gateway.</summary>
    AwaitingGateway,

    /// <summary>未入金（コンビニ支払い待ち）: a voucher was issued.</summary>
    AwaitingDeposit,

    /// <summary>入金確認中（速報）: the store reported a deposit, the money is not certain yet.</summary>
    PreliminarilyPaid,

    /// <summary>請求書発行済（お振込み待ち）.</summary>
    AwaitingTransfer,

    /// <summary>申請済み（事務局の確認待ち）.</summary>
    SlipRequested,

    /// <summary>承認（発送準備中）.</summary>
    SlipApproved,

    /// <summary>発送（お振込み待ち）.</summary>
    SlipSent,

    /// <summary>返送: the post brought the slip back. The charges stay reserved; a further copy can be sent.</summary>
    SlipReturned,

    /// <summary>照会中: the gateway did not answer; it is being asked.</summary>
    Unknown,

    /// <summary>入金済.</summary>
    Paid,

    /// <summary>決済できませんでした.</summary>
    Failed,

    /// <summary>取消（未入金）.</summary>
    Cancelled,

    /// <summary>期限切れ（未入金）.</summary>
    Expired,

    /// <summary>差戻し: the office did not approve the slip.</summary>
    SlipRejected,
}

/// <summary>The rules by which events make a state.</summary>
public static class OrderStates
{
    /// <summary>
    /// The state after these events, in the order in which they were recorded. Money that came and was taken back (速報取消) is counted, so the
    /// order in which a gateway's reports arrive does not matter.
    /// </summary>
    public static OrderState Of(IEnumerable<PaymentEventKind> events)
    {
        var state = OrderState.Started;
        var asked = state;
        var deposits = 0;
        foreach (var kind in events)
        {
            asked = state.IsLive() ? state : asked;
            deposits += kind switch { PaymentEventKind.PreliminaryDeposit => 1, PaymentEventKind.PreliminaryTakenBack => -1, _ => 0 };
            state = kind switch
            {
                PaymentEventKind.HandedOver => OrderState.AwaitingGateway,
                PaymentEventKind.VoucherIssued when deposits <= 0 => OrderState.AwaitingDeposit,
                PaymentEventKind.PreliminaryDeposit or PaymentEventKind.PreliminaryTakenBack or PaymentEventKind.VoucherIssued =>
                    deposits > 0 ? OrderState.PreliminarilyPaid : OrderState.AwaitingDeposit,
                PaymentEventKind.InvoiceIssued => OrderState.AwaitingTransfer,
                PaymentEventKind.SlipRequested => OrderState.SlipRequested,
                PaymentEventKind.SlipApproved => OrderState.SlipApproved,
                PaymentEventKind.SlipSent => OrderState.SlipSent,
                PaymentEventKind.SlipReturned => OrderState.SlipReturned,
                PaymentEventKind.OutcomeUnknown => OrderState.Unknown,
                PaymentEventKind.Settled => OrderState.Paid,
                PaymentEventKind.SettlementUndone => asked,
                PaymentEventKind.Failed => OrderState.Failed,
                PaymentEventKind.Cancelled => OrderState.Cancelled,
                PaymentEventKind.Expired => OrderState.Expired,
                PaymentEventKind.SlipRejected => OrderState.SlipRejected,
                _ => state,
            };
        }

        return state;
    }

    /// <summary>The order may still bring money and holds its charges.</summary>
    public static bool IsLive(this OrderState state) => state < OrderState.Paid;

    /// <summary>The member waits for a gateway's word, not for the member.</summary>
    public static bool IsAtGateway(this OrderState state) =>
        state is OrderState.AwaitingGateway or OrderState.PreliminarilyPaid or OrderState.Unknown;

    /// <summary>
    /// Whether the event may be recorded in this state. What a gateway reports too late or twice may not, and is then of no effect; what a
    /// person asks for is refused.
    /// </summary>
    public static bool Allows(this OrderState state, PaymentMethod method, PaymentEventKind kind) => kind switch
    {
        PaymentEventKind.Started => false,
        PaymentEventKind.HandedOver => method.IsOnline() && state is OrderState.Started or OrderState.Unknown,
        PaymentEventKind.VoucherIssued => method == PaymentMethod.ConvenienceStore && state is OrderState.Started or OrderState.AwaitingGateway or OrderState.Unknown,
        PaymentEventKind.PreliminaryDeposit or PaymentEventKind.PreliminaryTakenBack => method == PaymentMethod.ConvenienceStore && state.IsLive(),
        PaymentEventKind.InvoiceIssued => method == PaymentMethod.BankTransfer && state == OrderState.Started,
        PaymentEventKind.SlipRequested => method == PaymentMethod.PaymentSlip && state == OrderState.Started,
        PaymentEventKind.SlipApproved => state is OrderState.SlipRequested or OrderState.SlipSent or OrderState.SlipReturned,
        PaymentEventKind.SlipPrinted => state == OrderState.SlipApproved,
        PaymentEventKind.SlipRejected => state is OrderState.SlipRequested or OrderState.SlipApproved,
        PaymentEventKind.SlipSent => state is OrderState.SlipApproved or OrderState.SlipSent,
        PaymentEventKind.SlipReturned => state == OrderState.SlipSent,
        PaymentEventKind.OutcomeUnknown => state == OrderState.AwaitingGateway,
        PaymentEventKind.Settled => state.IsLive() || state == OrderState.Failed,
        PaymentEventKind.SettlementUndone => state == OrderState.Paid,
        PaymentEventKind.Failed => method.IsOnline() && state is OrderState.Started or OrderState.AwaitingGateway or OrderState.AwaitingDeposit or OrderState.Unknown,
        PaymentEventKind.Cancelled => state.IsLive() && state != OrderState.PreliminarilyPaid,
        PaymentEventKind.Expired => method.IsOnline() && state.IsLive() && state != OrderState.PreliminarilyPaid,
        PaymentEventKind.MoneyAfterEnd => !state.IsLive(),
        PaymentEventKind.Refunded => true,
        PaymentEventKind.Reminded => state.IsLive(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no rule."),
    };
}

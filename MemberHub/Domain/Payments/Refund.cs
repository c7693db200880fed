using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Money of a payment that goes back (返金).</summary>
public sealed class Refund : IOfSociety
{
    public const int ReasonMaxLength = 200;

    /// <summary>How long a gateway can be asked again without sending the money twice: companies forget the key of a request after a day.</summary>
    public static readonly TimeSpan AskableFor = TimeSpan.FromHours(23);

    private Refund()
    {
    }

    public Refund(long memberId, long paymentId, Yen amount, string reason, DateTime requestedUtc) =>
        (MemberId, PaymentId, Amount, Reason, RequestedUtc) = (memberId, paymentId, amount, reason, requestedUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public long PaymentId { get; private set; }

    public Yen Amount { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>返金手続中 from here.</summary>
    public DateTime RequestedUtc { get; private set; }

    /// <summary>返金済; null while it is under way.</summary>
    public DateTime? DoneUtc { get; private set; }

    /// <summary>The gateway's number of the refund, or empty for one made by bank.</summary>
    public string Transaction { get; private set; } = "";

    /// <summary>Since when a gateway's answer is awaited (照会中): nobody knows whether it sends the money back. Null once it has answered, or was never asked.</summary>
    public DateTime? AskedUtc { get; private set; }

    /// <summary>When it was given up (返金の取りやめ): nothing had left, and the money is credit again. Queries do not show it then.</summary>
    public DateTime? WithdrawnUtc { get; private set; }

    /// <summary>Who has to do what about it at that moment.</summary>
    public RefundStage StageAt(DateTime nowUtc) => this switch
    {
        { WithdrawnUtc: not null } or { DoneUtc: not null } => RefundStage.Ended,
        { Transaction.Length: > 0 } => RefundStage.AtGateway,
        { AskedUtc: null } => RefundStage.AwaitsTransfer,
        { AskedUtc: { } asked } => nowUtc - asked < AskableFor ? RefundStage.Inquired : RefundStage.Unclear,
    };

    /// <summary>The gateway is about to be asked; stands in the books before it hears of it.</summary>
    public void Ask(DateTime nowUtc) => AskedUtc ??= nowUtc;

    /// <summary>The gateway has taken the refund on; its report will finish it.</summary>
    public void Accept(string transaction) => (Transaction, AskedUtc) = (transaction, null);

    /// <summary>The gateway has said no, at once or after it had taken the refund on: the office transfers it.</summary>
    public void Decline() => (Transaction, AskedUtc) = ("", null);

    /// <summary>The money is back.</summary>
    public void Finish(DateTime nowUtc, string transaction) => (DoneUtc, Transaction, AskedUtc) = (DoneUtc ?? nowUtc, transaction, null);

    /// <summary>Nothing has left, and nothing will.</summary>
    public void Withdraw(DateTime nowUtc) => (WithdrawnUtc, AskedUtc) = (WithdrawnUtc ?? nowUtc, null);
}

/// <summary>Where a refund (返金) stands.</summary>
public enum RefundStage
{
    /// <summary>The office is to transfer it.</summary>
    AwaitsTransfer,

    /// <summary>照会中: a gateway was asked and has not answered; it can be asked again.</summary>
    Inquired,

    /// <summary>The gateway never answered and cannot be asked any more: its own console knows.</summary>
    Unclear,

    /// <summary>The gateway has taken it on and will report when it is done.</summary>
    AtGateway,

    /// <summary>返金済, or given up.</summary>
    Ended,
}

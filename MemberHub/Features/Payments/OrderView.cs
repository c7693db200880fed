using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Payments;

/// <summary>One order as the member sees it: where it stands, what to do next, what came of it.</summary>
public sealed record OrderView
{
    public required long OrderId { get; init; }

    public required string Reference { get; init; }

    public required PaymentMethod Method { get; init; }

    public required OrderState State { get; init; }

    public required Yen Amount { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<FiscalYear> Years { get; init; }

    public required PaymentDetails Details { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public DateTime? DeadlineUtc { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public OrderFailure? Failure { get; init; }

    /// <summary>When it was paid, cancelled or closed.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>振込用紙送付日.</summary>
    public DateOnly? SlipSentOn { get; init; }

    /// <summary>Why the office sent a slip request back, or what to correct after the post brought the slip back; empty otherwise.</summary>
    public string Rejection { get; init; } = "";

    /// <summary>The member's own invoice; null for other methods, and where an institution was asked.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>Whom the office has asked for it together with other members' dues (勤務先への一括請求); empty for the member's own order.</summary>
    public string PaidBy { get; init; } = "";

    public bool IsJoint => PaidBy.Length > 0;

    /// <summary>The member may end it.</summary>
    public bool CanBeCancelled => State.IsLive() && State != OrderState.PreliminarilyPaid && !IsJoint;

    public DateOnly? InvoiceDueOn { get; init; }

    /// <summary>The payments that came with it, oldest first.</summary>
    public required IReadOnlyList<OrderPayment> Payments { get; init; }

    /// <summary>The gateway ends the payment on its side when the member cancels; otherwise an old number can still be paid.</summary>
    public bool CanBeStopped { get; init; } = true;

    public Yen Credited => Payments.Total(payment => payment.Credited);

    /// <summary>What the money that came with it has settled.</summary>
    public Yen Settled => Payments.Total(payment => payment.Settled);

    /// <summary>What is still open today of the charges that it asked for.</summary>
    public Yen StillOpen { get; init; }

    /// <summary>All the money that came with it, whatever became of it.</summary>
    public Yen Came => Payments.Total(payment => payment.Settled + payment.Credited + payment.SentBack.UnderWay + payment.SentBack.Done);

    /// <summary>Less came than it asked for.</summary>
    public bool CameShort => State == OrderState.Paid && Money.CameShort;

    /// <summary>一部入金: less came than it asked for, and the rest is still to be paid.</summary>
    public bool IsPaidInPart => State == OrderState.Paid && Money.IsPaidInPart;

    /// <summary>What was sent back, or is to be, of the money that came with it.</summary>
    public SentBack SentBack => SentBack.Of(Payments.Select(payment => payment.SentBack));

    private OrderMoney Money => new(Amount, Came, Settled, StillOpen);

    public string? StoreKey => Details.Store is { } store ? $"Store.{store}" : null;
}

/// <summary>Money that came with an order: what of it settles charges, is held as credit, or goes back.</summary>
public sealed record OrderPayment(long PaymentId, Yen Settled, Yen Credited, DateOnly ReceivedOn, SentBack SentBack);

/// <summary>Money of the member that goes back (返金).</summary>
/// <param name="UnderWay">返金手続中.</param>
/// <param name="Done">返金済.</param>
/// <param name="DoneOn">The day of the last refund that is done; null while none is.</param>
public sealed record SentBack(Yen UnderWay, Yen Done, DateOnly? DoneOn)
{
    public static SentBack Nothing { get; } = new(Yen.Zero, Yen.Zero, null);

    internal static SentBack Of(IReadOnlyCollection<RefundRow> refunds) => refunds.Count == 0 ? Nothing : new(
        refunds.Where(refund => refund.DoneUtc is null).Total(refund => refund.Amount),
        refunds.Where(refund => refund.DoneUtc is not null).Total(refund => refund.Amount),
        refunds.Max(refund => refund.DoneUtc) is { } doneUtc ? JapanTime.DateOf(doneUtc) : null);

    internal static SentBack Of(IEnumerable<SentBack> parts) =>
        parts.Aggregate(Nothing, (sum, part) => new(sum.UnderWay + part.UnderWay, sum.Done + part.Done, part.DoneOn > sum.DoneOn || sum.DoneOn is null ? part.DoneOn : sum.DoneOn));
}

/// <summary>A refund as it is read for the pages.</summary>
internal sealed record RefundRow(Yen Amount, DateTime? DoneUtc);

/// <summary>Why an order failed. Each has a sentence in the resources under its name.</summary>
public enum OrderFailure
{
    /// <summary>The payer's bank did not approve.</summary>
    Declined,

    /// <summary>The gateway did not take the order on: the payer was never sent there.</summary>
    NotAccepted,

    /// <summary>The page was closed, or its time was over.</summary>
    GivenUp,

    /// <summary>No number was issued, or the issued one cannot be paid.</summary>
    AtStore,
}

using MemberHub.Domain;
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

    public string? StoreKey => Details.Store is { } store ? $"Store.{store}" : null;
}

/// <summary>Money that came with an order.</summary>
public sealed record OrderPayment(long PaymentId, Yen Amount, Yen Credited, DateOnly ReceivedOn);

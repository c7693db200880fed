using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Something that happened to an order. Never changed, never deleted.</summary>
public sealed class PaymentEvent : IOfSociety
{
    public const int DetailMaxLength = 400;

    private PaymentEvent()
    {
    }

    internal PaymentEvent(int sequence, PaymentEventKind kind, DateTime occurredUtc, long? accountId, string detail) =>
        (Sequence, Kind, OccurredUtc, AccountId, Detail) = (sequence, kind, occurredUtc, accountId, detail);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long OrderId { get; private set; }

    /// <summary>1, 2, 3 …; unique in the order.</summary>
    public int Sequence { get; private set; }

    public PaymentEventKind Kind { get; private set; }

    public DateTime OccurredUtc { get; private set; }

    /// <summary>Who did it; null for a job or a gateway.</summary>
    public long? AccountId { get; private set; }

    /// <summary>A document number or the like; never personal data.</summary>
    public string Detail { get; private set; } = "";
}

public enum PaymentEventKind
{
    Started,
    InvoiceIssued,
    Cancelled,
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Something that happened to an order. Never changed, never deleted.</summary>
public sealed class PaymentEvent : IOfSociety
{
    public const int DetailMaxLength = 400;

    /// <summary>Long enough for a gateway's name and its own key.</summary>
    public const int EffectKeyMaxLength = 220;

    private PaymentEvent()
    {
    }

    internal PaymentEvent(int sequence, PaymentEventKind kind, DateTime occurredUtc, long? accountId, string detail, string? effectKey) =>
        (Sequence, Kind, OccurredUtc, AccountId, Detail, EffectKey) = (sequence, kind, occurredUtc, accountId, detail, effectKey);

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

    /// <summary>Names the gateway's report behind it; unique in the society, so that a repeated report has one effect. Null otherwise.</summary>
    public string? EffectKey { get; private set; }
}

public enum PaymentEventKind
{
    /// <summary>The member confirmed; every order begins with it.</summary>
    Started,

    /// <summary>The payer was sent to the gateway.</summary>
    HandedOver,

    /// <summary>The gateway issued a voucher. Not a payment.</summary>
    VoucherIssued,

    /// <summary>速報.</summary>
    PreliminaryDeposit,

    /// <summary>速報取消.</summary>
    PreliminaryTakenBack,

    InvoiceIssued,
    SlipRequested,

    /// <summary>The office will send the slip; also again, when a further copy is to be printed.</summary>
    SlipApproved,

    /// <summary>The office sends the request back; the detail is the reason, as the member reads it.</summary>
    SlipRejected,

    /// <summary>The slip is in a pile of printed ones; the detail is the pile's number.</summary>
    SlipPrinted,

    /// <summary>The slip was posted; the detail is the day, as yyyy-MM-dd.</summary>
    SlipSent,

    /// <summary>返送: the post brought the slip back; the detail says what to correct, as the member reads it.</summary>
    SlipReturned,

    /// <summary>The gateway gave no answer.</summary>
    OutcomeUnknown,

    /// <summary>The money came and settled the charges.</summary>
    Settled,

    Failed,
    Cancelled,
    Expired,

    /// <summary>Money came for an order that had ended; it was credited.</summary>
    MoneyAfterEnd,

    /// <summary>The office undid the settlement (消込の取消): the order waits for its money again.</summary>
    SettlementUndone,

    /// <summary>Money was sent back.</summary>
    Refunded,

    /// <summary>The member was reminded of the deadline by mail; the effect key names the reminder.</summary>
    Reminded,
}

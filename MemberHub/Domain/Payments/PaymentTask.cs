using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Something about a payment that a person of the office has to look at (事務局の確認事項). Closed by that person only.</summary>
public sealed class PaymentTask : IOfSociety
{
    public const int KeyMaxLength = 260;
    public const int DetailMaxLength = 400;
    public const int PayerMaxLength = 100;

    private PaymentTask()
    {
    }

    public PaymentTask(PaymentTaskKind kind, string key, DateTime createdUtc) => (Kind, Key, CreatedUtc) = (kind, key, createdUtc);

    public long Id { get; private set; }

    public long SocietyId { get; init; }

    public PaymentTaskKind Kind { get; private set; }

    /// <summary>Names the matter; unique in the society, so that it is asked once.</summary>
    public string Key { get; private set; } = "";

    public long? MemberId { get; init; }

    public long? OrderId { get; init; }

    /// <summary>The notification it is about, with its raw text; null without one.</summary>
    public long? MessageId { get; init; }

    /// <summary>The deposit it is about; null where none is meant, or none is found.</summary>
    public long? DepositId { get; init; }

    /// <summary>振込依頼人名 as the bank's line names it, or empty.</summary>
    public string Payer { get; init; } = "";

    /// <summary>Facts for the office; no personal data.</summary>
    public string Detail { get; init; } = "";

    public DateTime CreatedUtc { get; private set; }

    public DateTime? DoneUtc { get; private set; }

    public void Close(DateTime nowUtc) => DoneUtc ??= nowUtc;
}

public enum PaymentTaskKind
{
    /// <summary>Money came for an order that had ended, or twice: apply or refund the credit.</summary>
    MoneyAfterEnd,

    /// <summary>The money is not the amount of the order.</summary>
    AmountDiffers,

    /// <summary>A notification names an order that does not exist here.</summary>
    UnknownOrder,

    /// <summary>The gateway could not say, or cannot be asked: look in its own console.</summary>
    OutcomeUnknown,

    /// <summary>A genuine notification that the rules have no answer for.</summary>
    Unclear,

    /// <summary>A bank or agent took back money that is matched already, or that is not known here.</summary>
    DepositTakenBack,

    /// <summary>A store's first report (速報) of which nothing more was heard.</summary>
    Unconfirmed,
}

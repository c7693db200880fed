using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Sandbox;

/// <summary>A payment as the pretended company knows it. It belongs to no society, as a real company's books would not.</summary>
public sealed class SandboxPayment : IVersioned
{
    public const int CodeLength = 24;
    public const int ReferenceMaxLength = 40;
    public const int ItemNameMaxLength = 100;
    public const int CustomerCodeMaxLength = 64;
    public const int UrlMaxLength = 500;
    public const int CardMaxLength = 20;

    public long Id { get; private set; }

    public int Version { get; private set; }

    /// <summary>The company's own number of the payment, not to be guessed: it is the address of the hosted page.</summary>
    public string Code { get; init; } = "";

    /// <summary>The portal's reference of its order; unique, so that a repeated request finds the same payment.</summary>
    public string Reference { get; init; } = "";

    public PaymentMethod Method { get; init; }

    public Yen Amount { get; init; }

    public string ItemName { get; init; } = "";

    public string CustomerCode { get; init; } = "";

    /// <summary>ja or en.</summary>
    public string Language { get; init; } = "";

    public string ReturnUrl { get; init; } = "";

    public string NotifyUrl { get; init; } = "";

    public ConvenienceStore? Store { get; init; }

    public string VoucherNumber { get; init; } = "";

    public string VoucherConfirmation { get; init; } = "";

    public DateTime? DeadlineUtc { get; init; }

    public DateTime CreatedUtc { get; init; }

    public SandboxState State { get; set; }

    /// <summary>Deposited at the store (速報) and not yet certain.</summary>
    public Yen Deposited { get; set; }

    /// <summary>All money that is certain, sent back or not.</summary>
    public Yen Received { get; set; }

    public Yen Refunded { get; set; }

    /// <summary>The brand of the last test card chosen, or empty.</summary>
    public string Card { get; set; } = "";

    /// <summary>How many cards were charged for it.</summary>
    public int Charges { get; set; }

    /// <summary>How many reports were written, for their names.</summary>
    public int Reports { get; set; }

    /// <summary>How its reports travel; null as all others do.</summary>
    public SandboxMode? Mode { get; set; }
}

public enum SandboxState
{
    /// <summary>Waits for the payer.</summary>
    Open,

    /// <summary>速報.</summary>
    Preliminary,

    /// <summary>The money is certain.</summary>
    Paid,

    Failed,

    Cancelled,

    Expired,
}

/// <summary>How the reports of the pretended company travel.</summary>
public enum SandboxMode
{
    /// <summary>At once.</summary>
    Deliver,

    /// <summary>Some seconds later.</summary>
    Delay,

    /// <summary>At once, and once more.</summary>
    Twice,

    /// <summary>When somebody says so.</summary>
    Hold,

    /// <summary>Never.</summary>
    Drop,
}

using System.Net;
using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways;

/// <summary>A notification as it arrived: nothing of it is believed yet.</summary>
/// <param name="Sender">Null for a stored one that is read again: its sender was checked when it arrived.</param>
/// <param name="Signature">The header that signs the body, or empty when the company signs inside.</param>
public sealed record GatewayNotification(ReadOnlyMemory<byte> Body, string ContentType, string Signature, IPAddress? Sender, DateTime ReceivedUtc);

/// <summary>What a notification turned out to be.</summary>
public abstract record NotificationReading
{
    private NotificationReading()
    {
    }

    /// <summary>Genuine, and all is in it.</summary>
    public sealed record Report(GatewayReport Content) : NotificationReading;

    /// <summary>Genuine; the company is answered first and asked for the facts later.</summary>
    public sealed record Deferred(string EventId) : NotificationReading;

    /// <summary>Genuine, but of no interest.</summary>
    public sealed record Ignored : NotificationReading;

    /// <summary>Not genuine or not readable: recorded, no effect.</summary>
    /// <param name="Outcome">Malformed or NotGenuine.</param>
    /// <param name="Reason">For the office; no personal data. The sender never sees it.</param>
    public sealed record Refused(NotificationOutcome Outcome, string Reason) : NotificationReading;
}

/// <summary>What the company says about one payment.</summary>
public sealed record GatewayReport
{
    public const int EffectKeyMaxLength = 200;

    /// <summary>Names the effect: the same for every repetition, unique among all others of the gateway.</summary>
    public required string EffectKey { get; init; }

    /// <summary>Our order's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The payer's code as the company has it, to be compared with the order's; empty when the company does not tell.</summary>
    public string CustomerCode { get; init; } = "";

    public required GatewayReportKind Kind { get; init; }

    /// <summary>The company's own number of the payment, needed to refund it.</summary>
    public string Transaction { get; init; } = "";

    /// <summary>The company's own number of a refund that it had taken on and that failed; empty in every other report.</summary>
    public string FailedRefund { get; init; } = "";

    /// <summary>The money that this report is about; the order's amount for a card.</summary>
    public Yen Amount { get; init; }

    /// <summary>All money that came for the order so far, this included, where the company tells it.</summary>
    public Yen? Cumulative { get; init; }

    /// <summary>When it happened there, UTC.</summary>
    public required DateTime OccurredUtc { get; init; }

    /// <summary>With <see cref="GatewayReportKind.Issued"/>.</summary>
    public Voucher? Voucher { get; init; }

    /// <summary>The company's error code, or empty.</summary>
    public string Code { get; init; } = "";
}

public enum GatewayReportKind
{
    /// <summary>Nothing has happened yet (the answer to an inquiry).</summary>
    Pending,

    /// <summary>A voucher was issued; not paid.</summary>
    Issued,

    /// <summary>速報: the store reported a deposit.</summary>
    PreliminaryDeposit,

    /// <summary>速報取消.</summary>
    PreliminaryTakenBack,

    /// <summary>The card was charged, or 確報 of a deposit: the money is certain.</summary>
    Paid,

    /// <summary>The card was refused or the payer gave up: no money moved.</summary>
    Failed,

    /// <summary>The voucher's deadline passed unpaid.</summary>
    Expired,

    /// <summary>Money was sent back.</summary>
    Refunded,

    /// <summary>Something that needs a person: a dispute, a letter that is not documented.</summary>
    Unclear,
}

/// <summary>What became of a notification.</summary>
public enum NotificationOutcome
{
    Applied,

    /// <summary>It had been applied before.</summary>
    Repeated,

    /// <summary>Kept for the office: nothing to do by itself.</summary>
    ForOffice,

    UnknownOrder,

    WrongAmount,

    /// <summary>The order is paid already; a gateway with <see cref="GatewayAbilities.RefusalVoidsCard"/> voids this payment.</summary>
    AlreadySettled,

    Malformed,

    NotGenuine,

    /// <summary>Our own fault: the company is to try again.</summary>
    TryAgain,
}

/// <summary>The answer to a notification, byte for byte.</summary>
public sealed record GatewayAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);

using MemberHub.Domain;

namespace MemberHub.Platform.Gateways;

/// <summary>
/// A payment company (決済代行) as the portal sees it: begins a payment, reads what the company reports, answers it. It knows
/// nothing of members and never touches the database. A call that got no answer throws <see cref="GatewayUnreachableException"/>:
/// then nothing is known. A call that was answered with no throws <see cref="GatewayRefusedException"/>.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>As written in settings and in <c>/gateway/{name}/notify</c>: SbPayment, Stripe or Sandbox.</summary>
    string Name { get; }

    GatewayAbilities Abilities { get; }

    /// <summary>Begins the payment. Safe to repeat for the same order: the same reference and attempt lead to the same payment there.</summary>
    Task<Handover> BeginAsync(GatewayOrder order, CancellationToken cancel);

    /// <summary>Checks sender, signature and form of a notification. No I/O.</summary>
    NotificationReading Read(GatewayNotification notification);

    /// <summary>
    /// Asks the company for what a <see cref="NotificationReading.Deferred"/> notification is about; null when it is about nothing of ours.
    /// </summary>
    Task<GatewayReport?> FetchAsync(string eventId, CancellationToken cancel);

    /// <summary>What the company is to be answered, given what became of its notification.</summary>
    GatewayAnswer Answer(NotificationOutcome outcome);

    /// <summary>Asks how a payment stands; only with <see cref="GatewayAbilities.CanInquire"/>.</summary>
    Task<GatewayReport> InquireAsync(GatewayPayment payment, CancellationToken cancel);

    /// <summary>Ends an unpaid attempt at the company, so that it cannot be paid; only with <see cref="GatewayAbilities.CanCancel"/>.</summary>
    Task<CancelAnswer> CancelAsync(GatewayPayment payment, CancellationToken cancel);

    /// <summary>Sends money back; only with <see cref="GatewayAbilities.CanRefund"/>. The same <paramref name="requestKey"/> refunds once.</summary>
    /// <returns>The company's number of the refund.</returns>
    Task<string> RefundAsync(GatewayPayment payment, Yen amount, string requestKey, CancellationToken cancel);
}

/// <summary>A payment as the company knows it.</summary>
/// <param name="Reference">Our order's reference.</param>
/// <param name="Transaction">The company's own number, or empty while it is not known.</param>
public sealed record GatewayPayment(string Reference, string Transaction, Yen Amount);

/// <summary>What became of a wish to end an attempt at the company.</summary>
public enum CancelAnswer
{
    /// <summary>It cannot be paid any more.</summary>
    Cancelled,

    /// <summary>It was paid before, or is being paid this moment; its notification will follow.</summary>
    TooLate,
}

/// <summary>The company gave no answer in time, or one that says nothing (a time-out, a 5xx): the outcome is unknown.</summary>
public sealed class GatewayUnreachableException : Exception
{
    public GatewayUnreachableException(string message)
        : base(message)
    {
    }

    public GatewayUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The company said no.</summary>
public sealed class GatewayRefusedException(string code, string message) : Exception(message)
{
    /// <summary>The company's error code, as text.</summary>
    public string Code { get; } = code;
}

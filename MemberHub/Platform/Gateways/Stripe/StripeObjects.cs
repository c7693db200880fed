using System.Text.Json;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>What the API calls checkout.session: a payment page and what became of it.</summary>
internal sealed record StripeSession
{
    public required string Id { get; init; }

    /// <summary>The page; null once the session is over.</summary>
    public string? Url { get; init; }

    /// <summary>open, complete or expired.</summary>
    public string? Status { get; init; }

    public string? ClientReferenceId { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    /// <summary>Null until the payer confirmed.</summary>
    public string? PaymentIntent { get; init; }

    public long Created { get; init; }
}

/// <summary>What the API calls payment_intent: one payment from the wish to the money.</summary>
internal sealed record StripeIntent
{
    public required string Id { get; init; }

    /// <summary>requires_payment_method, requires_confirmation, requires_action, processing, requires_capture, canceled or succeeded.</summary>
    public string? Status { get; init; }

    public long Amount { get; init; }

    public long AmountReceived { get; init; }

    public string? Currency { get; init; }

    public IReadOnlyList<string> PaymentMethodTypes { get; init; } = [];

    public Dictionary<string, string>? Metadata { get; init; }

    public StripeNextAction? NextAction { get; init; }

    public StripeError? LastPaymentError { get; init; }

    public string? CancellationReason { get; init; }

    /// <summary>Its number, or the charge itself where a call asked for it.</summary>
    public JsonElement LatestCharge { get; init; }

    public long Created { get; init; }

    /// <summary>Paid at a store.</summary>
    public bool IsKonbini => PaymentMethodTypes is ["konbini"];
}

internal sealed record StripeNextAction
{
    public StripeKonbini? KonbiniDisplayDetails { get; init; }
}

internal sealed record StripeKonbini
{
    public long? ExpiresAt { get; init; }

    public string? HostedVoucherUrl { get; init; }

    public StripeStores Stores { get; init; } = new();
}

/// <summary>How to pay at each chain. There is no 7-Eleven.</summary>
internal sealed record StripeStores
{
    public StripeStore? Familymart { get; init; }

    public StripeStore? Lawson { get; init; }

    public StripeStore? Ministop { get; init; }

    public StripeStore? Seicomart { get; init; }
}

internal sealed record StripeStore
{
    public string PaymentCode { get; init; } = "";

    public string? ConfirmationNumber { get; init; }
}

internal sealed record StripeRefund
{
    public required string Id { get; init; }

    public string? PaymentIntent { get; init; }

    public long Amount { get; init; }

    /// <summary>pending, requires_action, succeeded, failed or canceled.</summary>
    public string? Status { get; init; }

    public string? FailureReason { get; init; }

    public long Created { get; init; }
}

internal sealed record StripeDispute
{
    public required string Id { get; init; }

    public string? PaymentIntent { get; init; }

    public long Amount { get; init; }

    /// <summary>needs_response, under_review, won, lost and others.</summary>
    public string? Status { get; init; }

    public string? Reason { get; init; }
}

internal sealed record StripeEvent
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public long Created { get; init; }

    public StripeEventData Data { get; init; } = new(new StripeReference(""));
}

internal sealed record StripeEventData(StripeReference Object);

/// <summary>Of the object in an event only the number is used: what it says may be out of date by now.</summary>
internal sealed record StripeReference(string Id);

internal sealed record StripeList<T>(IReadOnlyList<T> Data);

internal sealed record StripeFailure(StripeError? Error);

internal sealed record StripeError
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public string? DeclineCode { get; init; }
}

using MemberHub.Domain;

namespace MemberHub.Data.Sandbox;

/// <summary>A report of the pretended company to the portal, sent as often as the console wants.</summary>
public sealed class SandboxNotification
{
    public const int EffectKeyMaxLength = 200;
    public const int KindMaxLength = 30;
    public const int ErrorMaxLength = 100;

    public long Id { get; private set; }

    public long PaymentId { get; init; }

    /// <summary>Names what happened; the same in every repetition.</summary>
    public string EffectKey { get; init; } = "";

    /// <summary>As in the message: Paid, PreliminaryDeposit and so on.</summary>
    public string Kind { get; init; } = "";

    public string Transaction { get; init; } = "";

    public Yen Amount { get; init; }

    public Yen? Cumulative { get; init; }

    /// <summary>The company's error code, or empty.</summary>
    public string ErrorCode { get; init; } = "";

    public DateTime OccurredUtc { get; init; }

    public SandboxDelivery Delivery { get; set; }

    /// <summary>Not before this moment; moved on by each attempt, so that two workers never send it both.</summary>
    public DateTime NextAttemptUtc { get; set; }

    /// <summary>How often it is still to be sent.</summary>
    public int Copies { get; set; }

    /// <summary>How often it was sent without success since somebody wanted it sent.</summary>
    public int Attempts { get; set; }

    /// <summary>How often the portal took it.</summary>
    public int Deliveries { get; set; }

    /// <summary>The last answer: an HTTP status, or why there was none.</summary>
    public string LastAnswer { get; set; } = "";
}

public enum SandboxDelivery
{
    /// <summary>On its way.</summary>
    Waiting,

    /// <summary>Kept back until somebody sends it.</summary>
    Held,

    Delivered,

    /// <summary>Lost on purpose.</summary>
    Dropped,

    /// <summary>The portal refused it, or did not answer for too long.</summary>
    GivenUp,
}

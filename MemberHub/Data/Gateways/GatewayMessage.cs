namespace MemberHub.Data.Gateways;

/// <summary>
/// A notification of a payment gateway as it came, stored before anything is done with it. Whose it is only its content says, so it
/// belongs to no society.
/// </summary>
public sealed class GatewayMessage
{
    public const int GatewayMaxLength = 20;
    public const int ContentTypeMaxLength = 100;
    public const int SignatureMaxLength = 1000;
    public const int EventIdMaxLength = 200;
    public const int NoteMaxLength = 400;

    /// <summary>What is read of a body at the most: 64 KiB.</summary>
    public const int BodyMaxLength = 64 * 1024;

    public long Id { get; private set; }

    public string Gateway { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public string ContentType { get; init; } = "";

    public string Signature { get; init; } = "";

    public DateTime ReceivedUtc { get; init; }

    /// <summary>The gateway's event that is to be fetched; null when the body says all.</summary>
    public string? EventId { get; set; }

    /// <summary>What became of it; null while it waits.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why it was refused, or what failed last; no personal data.</summary>
    public string Note { get; set; } = "";

    /// <summary>When a waiting one is tried next; moved on by each attempt, so that two workers never apply it both.</summary>
    public DateTime NextAttemptUtc { get; set; }

    public int Attempts { get; set; }
}

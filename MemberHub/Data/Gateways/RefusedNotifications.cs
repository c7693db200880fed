namespace MemberHub.Data.Gateways;

/// <summary>How many notifications of one sender a gateway's address refused within one hour. The first of them are stored whole, the others only counted here.</summary>
public sealed class RefusedNotifications
{
    public const int SenderMaxLength = 50;

    public long Id { get; private set; }

    public string Gateway { get; init; } = "";

    /// <summary>A network address; of IPv6 the network that one subscriber has (/64). Empty where unknown, and for all that came when too many senders were counted.</summary>
    public string Sender { get; init; } = "";

    /// <summary>The full hour.</summary>
    public DateTime HourUtc { get; init; }

    public int Count { get; set; }
}

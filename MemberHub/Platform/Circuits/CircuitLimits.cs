namespace MemberHub.Platform.Circuits;

/// <summary>What one open page (circuit) may use of the server. The figures and their reasons stand in docs/decisions/circuit-limits.md.</summary>
public static class CircuitLimits
{
    /// <summary>So many calls of a browser at once go through without delay.</summary>
    public const int Burst = 200;

    /// <summary>Beyond the burst, so many calls a second.</summary>
    public const int CallsPerSecond = 50;

    /// <summary>Who has been over the budget for so long without a pause is no person, and the connection ends.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>The longest message a browser may send, in bytes. Files come in pieces that fit.</summary>
    public const long MessageBytes = 32 * 1024;

    /// <summary>How many circuits without a connection are kept, and for how long: a phone in a lift comes back within minutes.</summary>
    public const int DisconnectedCircuits = 100;

    /// <summary>See <see cref="DisconnectedCircuits"/>.</summary>
    public static readonly TimeSpan DisconnectedFor = TimeSpan.FromMinutes(3);

    /// <summary>Drawings that a browser has not acknowledged; with more the circuit waits instead of keeping them all.</summary>
    public const int UnacknowledgedBatches = 10;

    /// <summary>Open connections of circuits, all visitors together.</summary>
    public const long Connections = 5_000;

    /// <summary>How long the descriptors of a page are remembered; the framework itself takes none that is older than five minutes.</summary>
    public static readonly TimeSpan DescriptorsFor = TimeSpan.FromMinutes(10);
}

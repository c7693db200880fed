namespace MemberHub.Data.Sandbox;

/// <summary>How the reports of all payments travel that have no mode of their own. There is one row.</summary>
public sealed class SandboxSwitches
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    public SandboxMode Mode { get; set; }

    /// <summary>Seconds, for <see cref="SandboxMode.Delay"/>.</summary>
    public int DelaySeconds { get; set; } = 30;
}

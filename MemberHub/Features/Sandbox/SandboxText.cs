namespace MemberHub.Features.Sandbox;

/// <summary>The words of the test gateway.</summary>
public sealed class SandboxText;

namespace MemberHub.Features.Accounts;

/// <summary>The words of the page about one's own safety: devices, history, passkeys, second factor, proof of who one is.</summary>
public sealed class SecurityText;

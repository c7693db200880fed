namespace MemberHub.Features.Accounts;

/// <summary>The words of sign-in, passwords and the mails about them.</summary>
public sealed class AccountsText;

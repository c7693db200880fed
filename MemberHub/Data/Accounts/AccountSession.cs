namespace MemberHub.Data.Accounts;

/// <summary>One signed-in browser. The cookie carries the token; only its hash is kept.</summary>
public sealed class AccountSession
{
    public const int UserAgentMaxLength = 200;

    public long Id { get; private set; }

    public long AccountId { get; init; }

    /// <summary>SHA-256 of the token in the cookie, 64 lower-case hex digits; unique.</summary>
    public string TokenHash { get; init; } = "";

    /// <summary>次回から自動でログイン.</summary>
    public bool IsPersistent { get; init; }

    public string UserAgent { get; init; } = "";

    public DateTime CreatedUtc { get; init; }

    /// <summary>When a request or an open page last used it, to within a few minutes; null from before this was kept.</summary>
    public DateTime? LastSeenUtc { get; set; }

    public DateTime ExpiresUtc { get; set; }

    /// <summary>When the second factor was given; null while staff may not enter the office with it.</summary>
    public DateTime? SecondFactorUtc { get; init; }

    /// <summary>When whoever sits before it last showed who they are, by password, code or passkey (本人確認); null when never.</summary>
    public DateTime? ProvedUtc { get; set; }

    /// <summary>When it was signed out or ended by a password change; null while it lives.</summary>
    public DateTime? EndedUtc { get; set; }
}

namespace MemberHub.Data.Accounts;

/// <summary>A set-up link of staff: they choose a password, then set up their authenticator app. Good once and for 72 hours.</summary>
public sealed class StaffInvitation
{
    public long Id { get; private set; }

    public long AccountId { get; init; }

    /// <summary>SHA-256 of the token in the link, 64 lower-case hex digits; unique.</summary>
    public string TokenHash { get; init; } = "";

    public DateTime CreatedUtc { get; init; }

    public DateTime ExpiresUtc { get; init; }

    /// <summary>When it was used, or made void by a newer one.</summary>
    public DateTime? EndedUtc { get; set; }
}

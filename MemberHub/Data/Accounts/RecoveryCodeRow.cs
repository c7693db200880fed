namespace MemberHub.Data.Accounts;

/// <summary>A code that opens once in place of the authenticator app (リカバリーコード).</summary>
public sealed class RecoveryCodeRow
{
    public long Id { get; private set; }

    public long AccountId { get; init; }

    /// <summary>SHA-256 of the code's letters, 64 lower-case hex digits.</summary>
    public string CodeHash { get; init; } = "";

    public DateTime? UsedUtc { get; init; }
}

using MemberHub.Domain.Societies;

namespace MemberHub.Data.Accounts;

/// <summary>A code in a letter with which a member without e-mail sets the first password (初回パスワード設定), good once and for 30 days.</summary>
public sealed class FirstPassword : IOfSociety
{
    public const int HashLength = 64;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long AccountId { get; init; }

    public long MemberId { get; init; }

    /// <summary>SHA-256 of the code in the letter, 64 lower-case hex digits; unique.</summary>
    public string CodeHash { get; init; } = "";

    public DateTime CreatedUtc { get; init; }

    public DateTime ExpiresUtc { get; init; }

    /// <summary>When it was used, or made void by a newer letter or a password set otherwise.</summary>
    public DateTime? EndedUtc { get; set; }
}

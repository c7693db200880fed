namespace MemberHub.Data.Accounts;

/// <summary>A new login ID (ログインID) that waits for the code that was mailed to the account's address.</summary>
public sealed class LoginIdChange
{
    /// <summary>Of a hash in the form of Identity's password hasher.</summary>
    public const int CodeHashMaxLength = 100;

    public long Id { get; private set; }

    public long AccountId { get; init; }

    public string NewLoginId { get; init; } = "";

    /// <summary>The mailed six digits, hashed as slowly as a password: there are only a million of them.</summary>
    public string CodeHash { get; init; } = "";

    /// <summary>So many codes were typed for it.</summary>
    public int Attempts { get; init; }

    public DateTime CreatedUtc { get; init; }

    public DateTime ExpiresUtc { get; init; }

    /// <summary>When it was used, or made void by a newer one.</summary>
    public DateTime? EndedUtc { get; set; }
}

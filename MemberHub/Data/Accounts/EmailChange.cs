namespace MemberHub.Data.Accounts;

/// <summary>A new e-mail address that waits for its link, or the code beside it, to be used.</summary>
public sealed class EmailChange
{
    public long Id { get; private set; }

    public long AccountId { get; init; }

    public string NewEmail { get; init; } = "";

    /// <summary>SHA-256 of the token in the link, 64 lower-case hex digits; unique.</summary>
    public string TokenHash { get; init; } = "";

    /// <summary>The mailed six digits, hashed as slowly as a password: there are only a million of them.</summary>
    public string CodeHash { get; init; } = "";

    /// <summary>So many codes were typed for it.</summary>
    public int Attempts { get; init; }

    public DateTime CreatedUtc { get; init; }

    public DateTime ExpiresUtc { get; init; }

    /// <summary>When it was used, or made void by a newer one.</summary>
    public DateTime? EndedUtc { get; set; }
}

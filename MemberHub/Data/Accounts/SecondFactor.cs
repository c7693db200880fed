namespace MemberHub.Data.Accounts;

/// <summary>The authenticator app of an account (二段階認証).</summary>
public sealed class SecondFactor
{
    public long Id { get; private set; }

    public long AccountId { get; init; }

    /// <summary>The secret it shares with the app, encrypted.</summary>
    public string ProtectedSecret { get; init; } = "";

    public DateTime CreatedUtc { get; init; }

    /// <summary>The 30-second step of the last code that was accepted; earlier ones and this one open nothing any more.</summary>
    public long UsedStep { get; init; }

    /// <summary>Wrong codes in a row. Not the account's own count: a right password must not start it anew.</summary>
    public int FailedCount { get; init; }

    public DateTime? LockedUntilUtc { get; init; }

    /// <summary>It is asked for before the member pages, too, because the member wants it. The office always asks.</summary>
    public bool GuardsMember { get; init; }
}

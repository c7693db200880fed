namespace MemberHub.Data.Accounts;

/// <summary>A sign-in, sign-out or refused sign-in. A name that belongs to no account is not kept.</summary>
public sealed class SignInEvent
{
    public const int OutcomeMaxLength = 30;

    public long Id { get; private set; }

    /// <summary>Null when the typed name belongs to no account.</summary>
    public long? AccountId { get; init; }

    public DateTime OccurredUtc { get; init; }

    /// <summary>A word in code, such as SignedIn, WrongPassword, LockedOut.</summary>
    public string Outcome { get; init; } = "";
}

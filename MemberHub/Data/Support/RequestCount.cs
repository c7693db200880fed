namespace MemberHub.Data.Support;

/// <summary>How many forms that need no sign-in came from a network in an hour. Kept for a day, to refuse floods on every node alike.</summary>
public sealed class RequestCount
{
    public const int NetworkMaxLength = 60;

    public long Id { get; private set; }

    /// <summary>Such as 203.0.113.0/24; an asterisk for all together.</summary>
    public string Network { get; init; } = "";

    /// <summary>Hours since the beginning of 1970, UTC.</summary>
    public long Hour { get; init; }

    public int Count { get; init; }
}

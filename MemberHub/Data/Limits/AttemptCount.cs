namespace MemberHub.Data.Limits;

/// <summary>How often something was tried lately from one network or with one typed name (試行回数). Says nothing readable about either.</summary>
public sealed class AttemptCount
{
    public const int KeyLength = 64;

    /// <summary>SHA-256 of what is counted, 64 lower-case hex digits.</summary>
    public string Key { get; private set; } = "";

    public int Count { get; private set; }

    /// <summary>From then on it begins at nothing again.</summary>
    public DateTime UntilUtc { get; private set; }
}

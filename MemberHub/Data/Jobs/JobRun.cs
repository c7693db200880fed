using MemberHub.Domain.Societies;

namespace MemberHub.Data.Jobs;

/// <summary>The state of a piece of long work: what was asked, how far it is, what came of it.</summary>
public sealed class JobRun : IOfSociety
{
    public const int KindMaxLength = 40;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public string Kind { get; init; } = "";

    /// <summary>What was asked, as JSON.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>How far it came, in units of the work.</summary>
    public long Position { get; set; }

    /// <summary>How far it has to come; 0 where that is not known.</summary>
    public long Total { get; set; }

    /// <summary>What came of it so far, as JSON; empty where only the end counts.</summary>
    public string Result { get; set; } = "";

    public DateTime StartedUtc { get; init; }

    /// <summary>When it came to its end or was stopped; null while there is more to do.</summary>
    public DateTime? FinishedUtc { get; set; }

    /// <summary>The account that stopped it (中止); null when it came to its end, and for the writing of a billing run, which says itself who moved it.</summary>
    public long? StoppedBy { get; set; }
}

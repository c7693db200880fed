namespace MemberHub.Data.Audit;

/// <summary>The end of the sealed audit trail: one row for the whole database.</summary>
public sealed class AuditSeal
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>How many lines are sealed.</summary>
    public long Sequence { get; set; }

    /// <summary>The hash of the last one.</summary>
    public string Hash { get; set; } = "";
}

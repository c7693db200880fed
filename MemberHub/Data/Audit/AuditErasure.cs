namespace MemberHub.Data.Audit;

/// <summary>What the audit trail keeps of an erasing of its own values: the line of the action <see cref="Action"/> carries it as its details.</summary>
/// <param name="Before">The values of older lines were erased.</param>
/// <param name="Years">The society's retention at that time.</param>
public sealed record AuditErasure(DateTime Before, int Count, int Years)
{
    public const string Action = "EraseAuditValues";
}

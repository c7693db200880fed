using MemberHub.Domain.Societies;

namespace MemberHub.Data.Audit;

/// <summary>One line of the audit trail (記録簿): who did what to whom, when and why. Never changed.</summary>
public sealed class AuditEntry : IOfSociety
{
    public const int ActionMaxLength = 60;
    public const int ReasonMaxLength = 400;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public DateTime OccurredUtc { get; init; }

    /// <summary>Null for a command or a job.</summary>
    public long? AccountId { get; init; }

    /// <summary>The use case's name, such as SaveProfile.</summary>
    public string Action { get; init; } = "";

    /// <summary>The member it was done to; null when it concerns no single member.</summary>
    public long? MemberId { get; init; }

    /// <summary>Old and new values or other facts, as JSON.</summary>
    public string Details { get; init; } = "";

    public string Reason { get; init; } = "";
}

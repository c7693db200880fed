using MemberHub.Domain.Societies;

namespace MemberHub.Data.Audit;

/// <summary>
/// One line of the audit trail (記録簿): who did what to whom, when, why and from where. Never changed, but that it is sealed into the chain soon after,
/// and that its values may be erased when the time for keeping them is over.
/// </summary>
public sealed class AuditEntry : IOfSociety
{
    public const int ActionMaxLength = 60;
    public const int ReasonMaxLength = 400;
    public const int SaltLength = 32;
    public const int DigestLength = 64;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public DateTime OccurredUtc { get; init; }

    /// <summary>Null for a command or a job.</summary>
    public long? AccountId { get; init; }

    /// <summary>Where it was done from: a network address, or <see cref="AuditTrail.Command"/> or <see cref="AuditTrail.Job"/>.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The use case's name, such as SaveProfile.</summary>
    public string Action { get; init; } = "";

    /// <summary>The member it was done to; null when it concerns no single member.</summary>
    public long? MemberId { get; init; }

    /// <summary>Old and new values or other facts, as JSON. Empty once erased.</summary>
    public string Details { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>Random, so that nobody can guess erased values from their digest; erased with them.</summary>
    public string Salt { get; init; } = "";

    /// <summary>SHA-256 over salt, details and reason; empty in lines from before there was a chain, until they are sealed.</summary>
    public string Digest { get; set; } = "";

    /// <summary>Its place in the chain, from 1 on without a gap; null until it is sealed.</summary>
    public long? Sequence { get; set; }

    /// <summary>SHA-256 over the line before it, what it says and its digest; empty until it is sealed.</summary>
    public string Hash { get; set; } = "";
}

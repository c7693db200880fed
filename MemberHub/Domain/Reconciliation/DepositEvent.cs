using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Reconciliation;

/// <summary>One line of a deposit's history. Never changed, never deleted.</summary>
public sealed class DepositEvent : IOfSociety
{
    public const int DetailMaxLength = 400;

    private DepositEvent()
    {
    }

    internal DepositEvent(int sequence, DepositEventKind kind, DateTime occurredUtc, long? accountId, string detail) =>
        (Sequence, Kind, OccurredUtc, AccountId, Detail) =
        (sequence, kind, occurredUtc, accountId, detail.Length > DetailMaxLength ? detail[..DetailMaxLength] : detail);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long DepositId { get; private set; }

    /// <summary>1, 2, 3 …; unique in the deposit, so that of two people one is told.</summary>
    public int Sequence { get; private set; }

    public DepositEventKind Kind { get; private set; }

    public DateTime OccurredUtc { get; private set; }

    /// <summary>Who did it.</summary>
    public long? AccountId { get; private set; }

    /// <summary>A note or reason as the office wrote it, or empty.</summary>
    public string Detail { get; private set; } = "";
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>Fiscal years in which a member rests (休会): no dues are charged for them.</summary>
public sealed class LeaveOfAbsence : IOfSociety
{
    private LeaveOfAbsence()
    {
    }

    public LeaveOfAbsence(long memberId, FiscalYear from, FiscalYear through) => (MemberId, From, Through) = (memberId, from, through);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary>The first year of rest; unique for a member.</summary>
    public FiscalYear From { get; private set; }

    /// <summary>The last year of rest.</summary>
    public FiscalYear Through { get; private set; }

    /// <summary>Ends the rest earlier. <see cref="ArgumentOutOfRangeException"/> for a year that is not among those of the rest, or its last one.</summary>
    public void Shorten(FiscalYear through) =>
        Through = through >= From && through < Through ? through : throw new ArgumentOutOfRangeException(nameof(through), through, "Not an earlier year of this rest.");
}

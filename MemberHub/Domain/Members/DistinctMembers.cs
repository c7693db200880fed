using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>Two members of whom the office said that they are not the same (別人): they are not proposed again.</summary>
public sealed class DistinctMembers : IOfSociety
{
    private DistinctMembers()
    {
    }

    public DistinctMembers(long one, long other) => (FirstId, SecondId) = (Math.Min(one, other), Math.Max(one, other));

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>The lower key of the two.</summary>
    public long FirstId { get; private set; }

    public long SecondId { get; private set; }
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>
/// What a member is from a fiscal year on (区分変更): category, rank and units, as the office decided it. The billing of that year uses it; when the year
/// begins, it becomes what the member is.
/// </summary>
public sealed class MemberChange : IOfSociety
{
    private MemberChange()
    {
    }

    public MemberChange(long memberId, FiscalYear from, long categoryId, long? rankId, int units) =>
        (MemberId, From, CategoryId, RankId, Units) = (memberId, from, categoryId, rankId, units);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary>The first year for which it holds; unique for a member.</summary>
    public FiscalYear From { get; private set; }

    public long CategoryId { get; private set; }

    /// <summary>Null for no rank.</summary>
    public long? RankId { get; private set; }

    /// <summary>口数, 1 to <see cref="Member.MaxUnits"/>.</summary>
    public int Units { get; private set; }

    /// <summary>When it became what the member is, or was found overtaken; null while its year is still to come.</summary>
    public DateTime? AppliedUtc { get; private set; }

    /// <summary>Decides otherwise before its year has begun.</summary>
    public void Revise(long categoryId, long? rankId, int units) => (CategoryId, RankId, Units) = (categoryId, rankId, units);

    /// <summary>Leaves the member what a later year's change has made of them.</summary>
    public void Overtake(DateTime nowUtc) => AppliedUtc = nowUtc;

    /// <summary>Makes the member what this says.</summary>
    public void ApplyTo(Member member, DateTime nowUtc)
    {
        member.Classify(CategoryId, RankId, member.JoinedOn, member.WithdrawnOn);
        member.CountUnits(Units);
        AppliedUtc = nowUtc;
    }
}

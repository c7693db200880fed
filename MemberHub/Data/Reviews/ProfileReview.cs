using MemberHub.Data.Audit;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Reviews;

/// <summary>
/// A profile that a member changed and that the office has to look at (会員による変更の確認): names and addresses go onto slips, papers and the journal's
/// labels. What changed stands in the audit trail alone.
/// </summary>
public sealed class ProfileReview : IOfSociety
{
    private ProfileReview()
    {
    }

    public ProfileReview(long memberId, AuditEntry entry) => (MemberId, Entry, ChangedUtc) = (memberId, entry, entry.OccurredUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public long EntryId { get; private set; }

    /// <summary>The line with the old and new values; each is looked at once.</summary>
    public AuditEntry Entry { get; private set; } = default!;

    public DateTime ChangedUtc { get; private set; }

    /// <summary>Null while nobody of the office has looked at it.</summary>
    public DateTime? ReviewedUtc { get; private set; }

    /// <summary>The account of the person who did.</summary>
    public long? ReviewedBy { get; private set; }
}

using MemberHub.Domain.Societies;

namespace MemberHub.Data.Accounts;

/// <summary>An account has read a notice (既読).</summary>
public sealed class NoticeRead : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long AccountId { get; init; }

    public long NoticeId { get; init; }

    public DateTime ReadUtc { get; init; }
}

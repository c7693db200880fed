using MemberHub.Domain.Societies;

namespace MemberHub.Data.Accounts;

/// <summary>The account of a member; a member has one account, an account at most one member in a society.</summary>
public sealed class AccountMember : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; set; }

    public long AccountId { get; init; }

    public long MemberId { get; init; }
}

using MemberHub.Domain.Societies;

namespace MemberHub.Data.Search;

/// <summary>How often an account has searched the directory (会員検索の回数) since its hour began. What was searched for is kept nowhere.</summary>
public sealed class DirectorySearches : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long AccountId { get; init; }

    /// <summary>The first search of the hour.</summary>
    public DateTime SinceUtc { get; init; }

    /// <summary>One more than the limit once the account was told that it is reached.</summary>
    public int Count { get; init; }
}

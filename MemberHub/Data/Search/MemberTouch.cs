using MemberHub.Domain.Societies;

namespace MemberHub.Data.Search;

/// <summary>
/// When something that members are found by was last written: name, affiliations, account. Kept by triggers, so that no writer can forget it;
/// <see cref="MemberIndex"/> reads it to learn whom to read anew.
/// </summary>
public sealed class MemberTouch : IOfSociety
{
    public long MemberId { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>On PostgreSQL the number of the transaction, on SQLite a counter: both grow, and no reader looks past one that is still open.</summary>
    public long Stamp { get; private set; }
}

using MemberHub.Domain.Societies;

namespace MemberHub.Data.Accounts;

/// <summary>The role that an account has in a society's office.</summary>
public sealed class StaffAssignment : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; set; }

    public long AccountId { get; init; }

    public StaffRole Role { get; set; }

    /// <summary>The person's name, as colleagues see it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Since when it opens nothing any more (停止中); null while it counts.</summary>
    public DateTime? DisabledUtc { get; set; }
}

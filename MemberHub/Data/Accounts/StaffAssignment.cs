using MemberHub.Domain.Societies;

namespace MemberHub.Data.Accounts;

/// <summary>A role that an account has in a society's office.</summary>
public sealed class StaffAssignment : IOfSociety
{
    public long Id { get; private set; }

    public long SocietyId { get; set; }

    public long AccountId { get; init; }

    public StaffRole Role { get; init; }

    /// <summary>The person's name, as colleagues see it.</summary>
    public string Name { get; init; } = "";
}

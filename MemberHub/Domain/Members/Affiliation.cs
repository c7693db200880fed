using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>Where a member works or studies (所属先).</summary>
public sealed class Affiliation : IOfSociety
{
    private Affiliation()
    {
    }

    internal Affiliation(int ordinal, AffiliationDetails details) => (Ordinal, Details) = (ordinal, details);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary>1 for the mailing affiliation, then 2, 3 …; unique for a member.</summary>
    public int Ordinal { get; private set; }

    public AffiliationDetails Details { get; private set; } = new();

    internal void Change(AffiliationDetails details) => Details = details;
}

/// <summary>The fields of an affiliation.</summary>
public sealed record AffiliationDetails
{
    public const int InstitutionMaxLength = 100;
    public const int DepartmentMaxLength = 100;

    /// <summary>How many affiliations a member can have.</summary>
    public const int MaxCount = 5;

    /// <summary>施設・大学名.</summary>
    public string Institution { get; init; } = "";

    /// <summary>部署.</summary>
    public string Department { get; init; } = "";

    public PostalAddress Place { get; init; } = new();

    /// <summary>表示: which fields of this affiliation the other members see.</summary>
    public VisibleFields Visible { get; init; }

    public bool IsEmpty => Institution.Length + Department.Length == 0 && Place.IsEmpty;
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>
/// What the other members see of a member (会員検索): name, reading and category, and beyond them only what the member shows. What is hidden is not in it, just
/// like what was never told: the two cannot be told apart.
/// </summary>
public sealed record DirectoryEntry
{
    public required string Name { get; init; }

    public required string Kana { get; init; }

    public required string CategoryJa { get; init; }

    public required string CategoryEn { get; init; }

    /// <summary>Affiliations of which something is shown, in their order.</summary>
    public IReadOnlyList<DirectoryPlace> Affiliations { get; init; } = [];

    public string Email { get; init; } = "";

    public string MobilePhone { get; init; } = "";

    /// <summary>自宅.</summary>
    public DirectoryPlace Home { get; init; } = new();

    public IReadOnlyList<string> Qualifications { get; init; } = [];

    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>The one place that decides what is seen.</summary>
    public static DirectoryEntry Of(PersonalDetails person, IEnumerable<AffiliationDetails> affiliations, string email, MemberCategory category) => new()
    {
        Name = person.Name,
        Kana = person.Kana,
        CategoryJa = category.NameJa,
        CategoryEn = category.NameEn,
        Affiliations = [.. affiliations.Select(Of).Where(place => !place.IsEmpty)],
        Email = Shown(person.Visible, VisibleFields.Email, email),
        MobilePhone = Shown(person.Visible, VisibleFields.MobilePhone, person.MobilePhone),
        Home = Of(person.Home, person.Visible, VisibleFields.HomeAddress, VisibleFields.HomePhone),
        Qualifications = person.Visible.Shows(VisibleFields.Qualifications) ? person.Qualifications : [],
        Specialties = person.Visible.Shows(VisibleFields.Specialties) ? person.Specialties : [],
    };

    private static DirectoryPlace Of(AffiliationDetails work) => Of(work.Place, work.Visible, VisibleFields.Address, VisibleFields.Phone) with
    {
        Institution = Shown(work.Visible, VisibleFields.Institution, work.Institution),
        Department = Shown(work.Visible, VisibleFields.Department, work.Department),
    };

    private static DirectoryPlace Of(PostalAddress place, VisibleFields shown, VisibleFields address, VisibleFields phone) => new()
    {
        PostalCode = Shown(shown, address, place.PostalCode),
        Address = Shown(shown, address, place.Address),
        Phone = Shown(shown, phone, place.Phone),
    };

    private static string Shown(VisibleFields shown, VisibleFields field, string value) => shown.Shows(field) ? value : "";
}

/// <summary>What is shown of an affiliation or a home; empty where nothing is.</summary>
public sealed record DirectoryPlace
{
    public string Institution { get; init; } = "";

    public string Department { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public string Address { get; init; } = "";

    public string Phone { get; init; } = "";

    public bool IsEmpty => Institution.Length + Department.Length + PostalCode.Length + Address.Length + Phone.Length == 0;
}

namespace MemberHub.Domain.Members;

/// <summary>The fields of a member that the member may change (基本情報), without affiliations, login ID and e-mail.</summary>
public sealed record PersonalDetails
{
    /// <summary>氏名: family name, full-width space, given name; exactly as typed. At most <see cref="Member.NameMaxLength"/> UTF-16 units.</summary>
    public string Name { get; init; } = "";

    /// <summary>ふりがな, as typed in full width; empty for names in Latin letters.</summary>
    public string Kana { get; init; } = "";

    public Sex Sex { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>Licences (国家資格), each once.</summary>
    public IReadOnlyList<string> Qualifications { get; init; } = [];

    /// <summary>Fields of work (専門領域), each once.</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>Where paper mail goes (通信先).</summary>
    public MailingDestination MailingDestination { get; init; }

    public PostalAddress Home { get; init; } = new();

    /// <summary>携帯番号, as typed with half-width digits and hyphens.</summary>
    public string MobilePhone { get; init; } = "";

    /// <summary>表示: which fields the other members see.</summary>
    public VisibleFields Visible { get; init; }

    // Lists have no value equality, so the records' own comparison would call an unchanged profile changed.
    public bool Equals(PersonalDetails? other) =>
        other is not null && Name == other.Name && Kana == other.Kana && Sex == other.Sex && BirthDate == other.BirthDate
        && MailingDestination == other.MailingDestination && Home == other.Home && MobilePhone == other.MobilePhone && Visible == other.Visible
        && Qualifications.SequenceEqual(other.Qualifications) && Specialties.SequenceEqual(other.Specialties);

    public override int GetHashCode() => HashCode.Combine(Name, Kana, BirthDate, MobilePhone);
}

/// <summary>An address with its telephone.</summary>
public sealed record PostalAddress
{
    public const int PostalCodeMaxLength = 12;
    public const int AddressMaxLength = 300;
    public const int PhoneMaxLength = 30;

    /// <summary>〒: seven digits as 123-4567; abroad any form, or empty.</summary>
    public string PostalCode { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Half-width digits and hyphens as typed.</summary>
    public string Phone { get; init; } = "";

    public bool IsEmpty => PostalCode.Length + Address.Length + Phone.Length == 0;
}

public enum Sex
{
    /// <summary>Not told.</summary>
    Unknown,
    Male,
    Female,
}

/// <summary>Where paper mail goes (通信先).</summary>
public enum MailingDestination
{
    /// <summary>所属先1.</summary>
    Affiliation1,

    /// <summary>自宅.</summary>
    Home,
}

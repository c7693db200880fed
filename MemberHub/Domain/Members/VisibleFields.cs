namespace MemberHub.Domain.Members;

/// <summary>
/// What a member shows to the other members (表示: 会員に見せる). What is not set nobody sees (誰にも見せない), and that is how everybody begins. Kept as a number: a
/// value keeps its meaning for ever.
/// </summary>
[Flags]
public enum VisibleFields
{
    /// <summary>Name, reading and category alone, which every member of a society can find.</summary>
    None = 0,

    Email = 1,
    HomeAddress = 2,
    HomePhone = 4,
    MobilePhone = 8,
    Qualifications = 16,
    Specialties = 32,

    /// <summary>施設・大学名 of one affiliation.</summary>
    Institution = 64,

    /// <summary>部署 of one affiliation.</summary>
    Department = 128,

    /// <summary>Postal code and address of one affiliation.</summary>
    Address = 256,

    /// <summary>電話番号 of one affiliation.</summary>
    Phone = 512,
}

/// <summary>Which of <see cref="VisibleFields"/> is switched where.</summary>
public static class Visibility
{
    /// <summary>What is shown or hidden of the person.</summary>
    public static IReadOnlyList<VisibleFields> OfPerson { get; } =
        [VisibleFields.Email, VisibleFields.MobilePhone, VisibleFields.HomeAddress, VisibleFields.HomePhone, VisibleFields.Qualifications, VisibleFields.Specialties];

    /// <summary>What is shown or hidden of each affiliation by itself.</summary>
    public static IReadOnlyList<VisibleFields> OfAffiliation { get; } = [VisibleFields.Institution, VisibleFields.Department, VisibleFields.Address, VisibleFields.Phone];

    /// <summary>Whether this one field is among the shown.</summary>
    public static bool Shows(this VisibleFields shown, VisibleFields field) => (shown & field) != 0;

    /// <summary>The same with one field shown or hidden.</summary>
    public static VisibleFields With(this VisibleFields shown, VisibleFields field, bool isShown) => isShown ? shown | field : shown & ~field;
}

using System.Globalization;
using System.Text.Json.Serialization;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Profile;

/// <summary>What a save would change, field by field, and how many fields it leaves alone.</summary>
public sealed record ProfileChanges(IReadOnlyList<ProfileChange> All, int Unchanged)
{
    /// <summary>The office looks at such a change; what others see is the member's own affair.</summary>
    public bool ConcernOffice => All.Any(change => change.Field < ProfileField.ShowsEmail);

    public static ProfileChanges Between(StoredProfile stored, ProfileInput input)
    {
        var fields = Personal(stored, input.Person).Concat(Affiliations(stored, input.Affiliations)).ToList();
        var changes = fields.Where(change => change.Old != change.New).ToList();
        return new ProfileChanges(changes, fields.Count - changes.Count);
    }

    private static IEnumerable<ProfileChange> Personal(StoredProfile stored, PersonalDetails after)
    {
        var before = stored.Person;
        yield return new(stored.IsOrganisation ? ProfileField.OrganisationName : ProfileField.Name, null, before.Name, after.Name);
        yield return new(ProfileField.Kana, null, before.Kana, after.Kana);
        if (!stored.IsOrganisation)
        {
            yield return new(ProfileField.Sex, null, before.Sex.ToString(), after.Sex.ToString());
            yield return new(ProfileField.BirthDate, null, Text(before.BirthDate), Text(after.BirthDate));
        }

        yield return new(ProfileField.MailingDestination, null, before.MailingDestination.ToString(), after.MailingDestination.ToString());
        yield return new(ProfileField.HomePostalCode, null, before.Home.PostalCode, after.Home.PostalCode);
        yield return new(ProfileField.HomeAddress, null, before.Home.Address, after.Home.Address);
        yield return new(ProfileField.HomePhone, null, before.Home.Phone, after.Home.Phone);
        yield return new(ProfileField.MobilePhone, null, before.MobilePhone, after.MobilePhone);
        yield return new(ProfileField.Qualifications, null, Text(before.Qualifications), Text(after.Qualifications));
        yield return new(ProfileField.Specialties, null, Text(before.Specialties), Text(after.Specialties));
        foreach (var field in Visibility.OfPerson)
        {
            yield return Shown(field, null, before.Visible, after.Visible);
        }
    }

    private static IEnumerable<ProfileChange> Affiliations(StoredProfile stored, IReadOnlyList<AffiliationInput> after)
    {
        for (var ordinal = 1; ordinal <= stored.Affiliations.Count; ordinal++)
        {
            var before = stored.Affiliations[ordinal - 1];
            if (after.FirstOrDefault(affiliation => affiliation.Origin == ordinal) is not { } kept)
            {
                yield return new(ProfileField.Affiliation, ordinal, Summary(before), "");
                continue;
            }

            yield return new(ProfileField.Institution, ordinal, before.Institution, kept.Details.Institution);
            yield return new(ProfileField.Department, ordinal, before.Department, kept.Details.Department);
            yield return new(ProfileField.PostalCode, ordinal, before.Place.PostalCode, kept.Details.Place.PostalCode);
            yield return new(ProfileField.Address, ordinal, before.Place.Address, kept.Details.Place.Address);
            yield return new(ProfileField.Phone, ordinal, before.Place.Phone, kept.Details.Place.Phone);
            foreach (var field in Visibility.OfAffiliation)
            {
                yield return Shown(field, ordinal, before.Visible, kept.Details.Visible);
            }
        }

        for (var index = 0; index < after.Count; index++)
        {
            if (after[index].Origin is null)
            {
                yield return new(ProfileField.Affiliation, index + 1, "", Summary(after[index].Details));
                foreach (var field in Visibility.OfAffiliation.Where(field => after[index].Details.Visible.Shows(field)))
                {
                    yield return Shown(field, index + 1, VisibleFields.None, after[index].Details.Visible);
                }
            }
        }
    }

    private static ProfileChange Shown(VisibleFields field, int? affiliation, VisibleFields before, VisibleFields after) =>
        new(Enum.Parse<ProfileField>($"Shows{field}"), affiliation, Word(before.Shows(field)), Word(after.Shows(field)));

    private static string Word(bool isShown) => isShown ? ProfileChange.Shown : ProfileChange.Hidden;

    private static string Summary(AffiliationDetails details) => string.Join('\n', new[]
    {
        details.Institution, details.Department, details.Place.PostalCode, details.Place.Address, details.Place.Phone,
    }.Where(line => line.Length > 0));

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(IEnumerable<string> words) => string.Join('、', words);
}

/// <summary>What the audit line of a saved profile keeps; read again when the office looks at the change.</summary>
public sealed record SavedChanges([property: JsonPropertyName("changes")] IReadOnlyList<ProfileChange> All);

/// <summary>One field, old and new; empty where there was or will be nothing. Dates as yyyy-MM-dd, choices by their names in code.</summary>
/// <param name="Affiliation">The number of the affiliation it belongs to; null for the person.</param>
public sealed record ProfileChange(ProfileField Field, int? Affiliation, string Old, string New)
{
    /// <summary>会員に見せる: the value of a field that says what others see.</summary>
    public const string Shown = "Shown";

    /// <summary>誰にも見せない.</summary>
    public const string Hidden = "Hidden";
}

/// <summary>A field of 基本情報; its label stands in ProfileText under this name.</summary>
public enum ProfileField
{
    Name,

    /// <summary>The name of a body.</summary>
    OrganisationName,
    Kana,
    Sex,
    BirthDate,
    MailingDestination,
    HomePostalCode,
    HomeAddress,
    HomePhone,
    MobilePhone,
    Qualifications,
    Specialties,

    /// <summary>A whole affiliation that is added or removed.</summary>
    Affiliation,
    Institution,
    Department,
    PostalCode,
    Address,
    Phone,

    // Whether others see the field of that name.
    ShowsEmail,
    ShowsMobilePhone,
    ShowsHomeAddress,
    ShowsHomePhone,
    ShowsQualifications,
    ShowsSpecialties,
    ShowsInstitution,
    ShowsDepartment,
    ShowsAddress,
    ShowsPhone,
}

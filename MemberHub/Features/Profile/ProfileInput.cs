using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Profile;

/// <summary>What a form means: normalised as the import does. A field that was not touched keeps its value to the letter.</summary>
public sealed record ProfileInput(PersonalDetails Person, IReadOnlyList<AffiliationInput> Affiliations)
{
    public IReadOnlyList<AffiliationDetails> Details => [.. Affiliations.Select(affiliation => affiliation.Details)];

    public static ProfileInput Of(ProfileForm form)
    {
        var before = form.Stored.Person;
        var person = new PersonalDetails
        {
            Name = Unless(form.Name, before.Name, JapaneseText.PersonName),
            Kana = Unless(form.Kana, before.Kana, JapaneseText.Kana),
            Sex = form.Stored.IsOrganisation ? before.Sex : form.Sex,
            BirthDate = form.Stored.IsOrganisation ? before.BirthDate : Date(form.BirthDate),
            Qualifications = Chosen(form.Qualifications, before.Qualifications, form.Stored.QualificationChoices),
            Specialties = Chosen(form.Specialties, before.Specialties, form.Stored.SpecialtyChoices),
            MailingDestination = form.MailingDestination,
            Home = Address(form.Home, before.Home),
            MobilePhone = Unless(form.MobilePhone, before.MobilePhone, JapaneseText.Phone),
            Visible = form.Visible,
        };
        return new ProfileInput(person, [.. form.Affiliations.Where(typed => typed.IsFixed || !typed.IsEmpty).Select(typed => Affiliation(typed, form.Stored))]);
    }

    private static AffiliationInput Affiliation(AffiliationForm typed, StoredProfile stored)
    {
        var before = typed.Origin is { } origin ? stored.Affiliations[origin - 1] : new AffiliationDetails();
        return new AffiliationInput(typed.Origin, new AffiliationDetails
        {
            Institution = Unless(typed.Institution, before.Institution, JapaneseText.Text),
            Department = Unless(typed.Department, before.Department, JapaneseText.Text),
            Place = Address(typed.Place, before.Place),
            Visible = typed.Visible,
        });
    }

    private static PostalAddress Address(AddressForm typed, PostalAddress before) => new()
    {
        PostalCode = Unless(typed.PostalCode, before.PostalCode, JapaneseText.PostalCode),
        Address = Unless(typed.Address, before.Address, JapaneseText.Text),
        Phone = Unless(typed.Phone, before.Phone, JapaneseText.Phone),
    };

    private static DateOnly? Date(string typed) => JapaneseDate.TryParse(typed.Trim(), out var date) ? date : null;

    // Ticking off and on again is no change, so what was chosen before keeps its order.
    private static IReadOnlyList<string> Chosen(List<string> ticked, IReadOnlyList<string> before, IReadOnlyList<string> choices) =>
        [.. before.Where(ticked.Contains), .. choices.Where(choice => ticked.Contains(choice) && !before.Contains(choice))];

    private static string Unless(string typed, string before, Func<string, string> normalised) => typed == before ? before : normalised(typed);
}

/// <summary>An affiliation as it will be saved.</summary>
/// <param name="Origin">The number it is saved under so far; null for a new one.</param>
public sealed record AffiliationInput(int? Origin, AffiliationDetails Details);

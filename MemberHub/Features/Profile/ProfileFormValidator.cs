using FluentValidation;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Profile;

/// <summary>
/// The rules of 基本情報. A field that still says what is saved is never refused: a roster has gaps and oddities, and they must not
/// keep a member from correcting something else.
/// </summary>
public sealed class ProfileFormValidator : AbstractValidator<ProfileForm>
{
    private readonly IStringLocalizer<ProfileText> texts;
    private readonly TimeProvider clock;

    public ProfileFormValidator(IStringLocalizer<ProfileText> texts, TimeProvider clock)
    {
        (this.texts, this.clock) = (texts, clock);
        RuleFor(form => form).Custom((_, context) => Check(context));
    }

    private void Check(ValidationContext<ProfileForm> context)
    {
        var form = context.InstanceToValidate;
        var faults = new ProfileFaults(context, texts);
        Names(faults, form);
        BirthDate(faults, form);
        Affiliations(faults, form);
        var home = form.Stored.Person.Home;
        faults.OfAddress(nameof(form.Home), form.Home, home, form.Stored.IsOverseas);
        faults.OfPhone(nameof(form.MobilePhone), form.MobilePhone, form.Stored.Person.MobilePhone, form.Stored.IsOverseas);
        Mailing(faults, form);
        Phones(faults, form);
        Choices(faults, nameof(form.Qualifications), form.Qualifications, form.Stored.Person.Qualifications);
        Choices(faults, nameof(form.Specialties), form.Specialties, form.Stored.Person.Specialties);
    }

    private static void Names(ProfileFaults faults, ProfileForm form)
    {
        var before = form.Stored.Person;
        if (string.IsNullOrWhiteSpace(form.Name))
        {
            faults.Add(nameof(form.Name), "NameNeeded");
        }

        faults.OfText(nameof(form.Name), form.Name, before.Name, Member.NameMaxLength);
        faults.OfText(nameof(form.Kana), form.Kana, before.Kana, Member.KanaMaxLength);
        var kana = JapaneseText.Kana(form.Kana);
        if (kana.Length == 0 && before.Kana.Length > 0 && JapaneseText.HasKanjiOrKana(form.Name))
        {
            faults.Add(nameof(form.Kana), "KanaNeeded");
        }
        else if (form.Kana != before.Kana && !JapaneseText.IsKana(kana))
        {
            faults.Add(nameof(form.Kana), "KanaOnly");
        }
    }

    private void BirthDate(ProfileFaults faults, ProfileForm form)
    {
        var typed = form.BirthDate.Trim();
        if (form.Stored.IsOrganisation || typed.Length == 0)
        {
            return;
        }

        if (!JapaneseDate.TryParse(typed, out var day))
        {
            faults.Add(nameof(form.BirthDate), "DateUnclear");
        }
        else if (day > clock.Today() && day != form.Stored.Person.BirthDate)
        {
            faults.Add(nameof(form.BirthDate), "DateInFuture");
        }
    }

    private static void Affiliations(ProfileFaults faults, ProfileForm form)
    {
        var stored = form.Stored;
        if (form.Affiliations.Count > AffiliationDetails.MaxCount)
        {
            faults.Add(nameof(form.Affiliations), "TooManyAffiliations", AffiliationDetails.MaxCount);
        }

        if (stored.HasAffiliation && form.Affiliations.FirstOrDefault() is not { IsFixed: true })
        {
            faults.Add(nameof(form.Affiliations), "FirstAffiliationStays");
        }

        for (var index = 0; index < form.Affiliations.Count; index++)
        {
            var typed = form.Affiliations[index];
            var before = typed.Origin is { } origin ? stored.Affiliations[origin - 1] : new AffiliationDetails();
            var path = $"{nameof(form.Affiliations)}[{index}]";
            var institution = $"{path}.{nameof(typed.Institution)}";
            if (string.IsNullOrWhiteSpace(typed.Institution) && (before.Institution.Length > 0 || typed.Origin is null || typed.IsEmpty) && (typed.IsFixed || !typed.IsEmpty))
            {
                faults.Add(institution, typed.IsFixed ? "FirstInstitutionNeeded" : "InstitutionNeeded");
            }

            faults.OfText(institution, typed.Institution, before.Institution, AffiliationDetails.InstitutionMaxLength);
            faults.OfText($"{path}.{nameof(typed.Department)}", typed.Department, before.Department, AffiliationDetails.DepartmentMaxLength);
            faults.OfAddress($"{path}.{nameof(typed.Place)}", typed.Place, before.Place, stored.IsOverseas);
        }
    }

    // Mail must arrive. What never had an address is left as it is until the member turns to it.
    private static void Mailing(ProfileFaults faults, ProfileForm form)
    {
        var before = form.Stored.Person;
        var chosenNow = form.MailingDestination != before.MailingDestination;
        if (form.MailingDestination == MailingDestination.Home)
        {
            if (string.IsNullOrWhiteSpace(form.Home.Address) && (chosenNow || before.Home.Address.Length > 0))
            {
                faults.Add($"{nameof(form.Home)}.{nameof(form.Home.Address)}", "HomeAddressNeeded");
            }

            return;
        }

        if (form.Affiliations.FirstOrDefault() is not { IsEmpty: false } first)
        {
            if (chosenNow)
            {
                faults.Add(nameof(form.MailingDestination), "NoAffiliationForMail");
            }
        }
        else if (string.IsNullOrWhiteSpace(first.Place.Address)
            && (chosenNow || !form.Stored.HasAffiliation || form.Stored.Affiliations[0].Place.Address.Length > 0))
        {
            faults.Add($"{nameof(form.Affiliations)}[0].{nameof(first.Place)}.{nameof(first.Place.Address)}", "AffiliationAddressNeeded");
        }
    }

    private static void Phones(ProfileFaults faults, ProfileForm form)
    {
        var before = form.Stored.Person;
        if (string.IsNullOrWhiteSpace(form.Home.Phone + form.MobilePhone) && before.Home.Phone.Length + before.MobilePhone.Length > 0)
        {
            var field = before.MobilePhone.Length > 0 ? nameof(form.MobilePhone) : $"{nameof(form.Home)}.{nameof(form.Home.Phone)}";
            faults.Add(field, "OnePhoneNeeded");
        }
    }

    private static void Choices(ProfileFaults faults, string path, List<string> ticked, IReadOnlyList<string> before)
    {
        if (string.Join('\n', ticked).Length > Member.ChoicesMaxLength && ticked.Except(before).Any())
        {
            faults.Add(path, "TooManyChoices");
        }
    }
}

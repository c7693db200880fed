using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Domain.Documents;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Documents;

/// <summary>Whom a document is made out to, as its asker chooses and types it.</summary>
public abstract class AddresseeForm : IAddresseeLines
{
    /// <summary>Which of the lines below are printed.</summary>
    public AddresseeChoice Choice { get; set; } = AddresseeChoice.Person;

    public string Institution { get; set; } = "";

    public string Department { get; set; } = "";

    public string Person { get; set; } = "";

    /// <summary>書類の言語, as chosen.</summary>
    public string Language { get; set; } = Languages.Default;

    /// <summary>The language of the paper: Japanese for anything that is none.</summary>
    public string ToLanguage() => Languages.Knows(Language) ? Language : Languages.Default;

    /// <summary>The chosen lines as they will be printed.</summary>
    public Addressee ToAddressee() => Addressee.Typed(
        Choice == AddresseeChoice.Person ? "" : Institution,
        Choice == AddresseeChoice.Person ? "" : Department,
        Choice == AddresseeChoice.Affiliation ? "" : Person);

    /// <summary>Fills the form with an addressee that is known, such as an invoice's.</summary>
    public void Take(Addressee addressee)
    {
        (Institution, Department, Person) = (addressee.Institution, addressee.Department, addressee.Person);
        Choice = (addressee.Institution.Length + addressee.Department.Length > 0, addressee.Person.Length > 0) switch
        {
            (true, true) => AddresseeChoice.Both,
            (true, false) => AddresseeChoice.Affiliation,
            _ => AddresseeChoice.Person,
        };
    }

    /// <summary>Fills lines that are empty from the profile, ready for another choice.</summary>
    public void FillUp(Addressee profile)
    {
        if (Institution.Length + Department.Length == 0)
        {
            (Institution, Department) = (profile.Institution, profile.Department);
        }

        if (Person.Length == 0)
        {
            Person = profile.Person;
        }
    }
}

/// <summary>Person, affiliation or both (宛名の選択).</summary>
public enum AddresseeChoice
{
    Person,
    Affiliation,
    Both,
}

/// <summary>The chosen lines are there, fit the paper and can be printed.</summary>
public abstract class AddresseeFormValidator<T> : AbstractValidator<T>
    where T : AddresseeForm
{
    protected AddresseeFormValidator(IStringLocalizer<DocumentsText> text, JapaneseFonts fonts)
    {
        RuleFor(form => form.Choice).IsInEnum().WithMessage(_ => text["ChoiceMissing"]);
        RuleFor(form => form.Institution).Must((form, _) => form.Choice == AddresseeChoice.Person || form.ToAddressee().Institution.Length > 0).WithMessage(_ => text["InstitutionMissing"]);
        RuleFor(form => form.Person).Must((form, _) => form.Choice == AddresseeChoice.Affiliation || form.ToAddressee().Person.Length > 0).WithMessage(_ => text["PersonMissing"]);
        Include(new AddresseeLinesValidator<T>(fonts, longest => text["LineNotPrintable", longest], signs => text["SignsNotPrintable", signs]));
    }
}

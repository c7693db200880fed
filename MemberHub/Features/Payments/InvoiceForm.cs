using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Domain.Documents;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Payments;

/// <summary>What a member types before an invoice is issued. The lines and the amount come from the ledger, never from here.</summary>
public sealed class InvoiceForm : IAddresseeLines
{
    public string Institution { get; set; } = "";

    public string Department { get; set; } = "";

    public string Person { get; set; } = "";

    /// <summary>Made with the page: a second press with the same key leads to the first press's invoice.</summary>
    public string RequestKey { get; set; } = "";

    /// <summary>The total that the page showed, in yen; only compared, never charged.</summary>
    public long ShownTotal { get; set; }

    /// <summary>The coming fiscal year is paid, too.</summary>
    public bool AddComingYear { get; set; }

    /// <summary>The live attempt is ended in the same step.</summary>
    public bool Replace { get; set; }

    /// <summary>書類の言語, as chosen.</summary>
    public string Language { get; set; } = Languages.Default;

    /// <summary>The language of the paper: Japanese for anything that is none.</summary>
    public string ToLanguage() => Languages.Knows(Language) ? Language : Languages.Default;

    /// <summary>Each line as it will be printed.</summary>
    public Addressee ToAddressee() => Addressee.Typed(Institution, Department, Person);
}

/// <summary>Checks the addressee: one line at least, none too long for the paper.</summary>
public sealed class InvoiceFormValidator : AbstractValidator<InvoiceForm>
{
    public InvoiceFormValidator(IStringLocalizer<PaymentsText> text, JapaneseFonts fonts)
    {
        RuleFor(form => form.Institution).Must((form, _) => form.ToAddressee().Lines.Count > 0).WithMessage(_ => text["AddresseeMissing"]);
        Include(new AddresseeLinesValidator<InvoiceForm>(fonts, longest => text["LineNotPrintable", longest], signs => text["SignsNotPrintable", signs]));
    }
}

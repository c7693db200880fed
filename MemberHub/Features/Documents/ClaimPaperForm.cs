using FluentValidation;
using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Documents;

/// <summary>What a member chooses before a quotation or delivery note is issued. The lines come from the claim or its invoice.</summary>
public sealed class ClaimPaperForm : AddresseeForm
{
    /// <summary><see cref="DocumentKind.Quotation"/> or <see cref="DocumentKind.DeliveryNote"/>.</summary>
    public DocumentKind Kind { get; set; } = DocumentKind.Quotation;

    /// <summary>日付空欄: the dates are left for the payer's own hand.</summary>
    public bool BlankDates { get; set; }

    /// <summary>The member's invoice whose lines are printed; empty for the claim as it is.</summary>
    public string InvoiceNumber { get; set; } = "";

    /// <summary>Made with the page: a second press with the same key leads to the first press's paper.</summary>
    public string RequestKey { get; set; } = "";

    /// <summary>The total that the page showed, in yen; only compared.</summary>
    public long ShownTotal { get; set; }
}

/// <summary>Checks the addressee and the kind.</summary>
public sealed class ClaimPaperFormValidator : AddresseeFormValidator<ClaimPaperForm>
{
    public ClaimPaperFormValidator(IStringLocalizer<DocumentsText> text, JapaneseFonts fonts)
        : base(text, fonts)
    {
        RuleFor(form => form.Kind).Must(kind => kind is DocumentKind.Quotation or DocumentKind.DeliveryNote).WithMessage(_ => text["KindMissing"]);
        RuleFor(form => form.RequestKey).Must(key => key?.Length == IssuedDocument.RequestKeyLength && key.All(char.IsAsciiHexDigit)).WithMessage(_ => text["OpenAgain"]);
    }
}

using FluentValidation;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Documents;

/// <summary>What a member types before a receipt is issued. Amount, date and lines come from the payment, never from here.</summary>
public sealed class ReceiptForm : AddresseeForm
{
    /// <summary>但し書き.</summary>
    public string Proviso { get; set; } = "";

    /// <summary>As it will be printed.</summary>
    public string ToProviso() => JapaneseText.Text(Proviso ?? "");
}

/// <summary>Checks the addressee and the proviso.</summary>
public sealed class ReceiptFormValidator : AddresseeFormValidator<ReceiptForm>
{
    public ReceiptFormValidator(IStringLocalizer<DocumentsText> text, JapaneseFonts fonts)
        : base(text, fonts)
    {
        RuleFor(form => form.Proviso).Must((form, _) => form.ToProviso().Length > 0).WithMessage(_ => text["ProvisoMissing"]);
        RuleFor(form => form.Proviso).MustBePrintable(ReceiptContent.ProvisoMaxLength, fonts, longest => text["LineNotPrintable", longest], signs => text["SignsNotPrintable", signs]);
    }
}

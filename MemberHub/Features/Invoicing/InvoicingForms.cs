using FluentValidation;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Invoicing;

/// <summary>To whom the office makes an invoice out, as typed, and why.</summary>
public abstract class InvoicingForm : IAddresseeLines
{
    public const int ReasonMaxLength = 200;

    public string Institution { get; set => field = value ?? ""; } = "";

    public string Department { get; set => field = value ?? ""; } = "";

    public string Person { get; set => field = value ?? ""; } = "";

    /// <summary>For the audit trail.</summary>
    public string Reason { get; set => field = value ?? ""; } = "";

    /// <summary>32 hex digits made with the page: a second press leads to what the first one issued.</summary>
    public string RequestKey { get; set => field = value ?? ""; } = "";

    /// <summary>Each line as it will be printed.</summary>
    public Addressee ToAddressee() => Addressee.Typed(Institution, Department, Person);

    /// <summary>Fills the lines with an addressee that is known.</summary>
    public void Take(Addressee addressee) => (Institution, Department, Person) = (addressee.Institution, addressee.Department, addressee.Person);
}

/// <summary>年度を分けて請求: one invoice or slip for each chosen year of one member.</summary>
public sealed class SplitForm : InvoicingForm
{
    /// <summary>The chosen charges.</summary>
    public IReadOnlyList<long> Charges { get; set; } = [];

    public PaymentMethod Method { get; set; } = PaymentMethod.BankTransfer;

    /// <summary>Invoices and slips that hold a chosen year are ended in the same step.</summary>
    public bool Ends { get; set; }
}

/// <summary>勤務先への一括請求: one invoice over the chosen charges of several members.</summary>
public sealed class JointForm : InvoicingForm
{
    /// <summary>The chosen charges.</summary>
    public IReadOnlyList<long> Charges { get; set; } = [];

    /// <summary>The total that the page showed, in yen; only compared, never charged.</summary>
    public long ShownTotal { get; set; }
}

/// <summary>宛名の変更 of an issued invoice.</summary>
public sealed class ReaddressForm : InvoicingForm;

/// <summary>Checks the addressee (one line at least, none too long for the paper) and the reason.</summary>
public abstract class InvoicingFormValidator<T> : AbstractValidator<T>
    where T : InvoicingForm
{
    protected InvoicingFormValidator(IStringLocalizer<InvoicingText> text, JapaneseFonts fonts, bool asksReason)
    {
        Include(new AddresseeLinesValidator<T>(fonts, longest => text["Line.NotPrintable", longest], signs => text["Line.SignsNotPrintable", signs]));
        RuleFor(form => form.Reason).Must(reason => (!asksReason && string.IsNullOrWhiteSpace(reason)) || IsReason(reason)).WithMessage(_ => text["Reason.Wrong", InvoicingForm.ReasonMaxLength]);
        RuleFor(form => form.RequestKey).Must(key => key is { Length: 32 } && key.All(char.IsAsciiHexDigitLower));
    }

    /// <summary>A reason as it can be kept.</summary>
    internal static bool IsReason(string? reason) => (reason ?? "").Trim() is { Length: > 0 and <= InvoicingForm.ReasonMaxLength } words && !JapaneseText.HasControlCharacters(words);
}

public sealed class SplitFormValidator : InvoicingFormValidator<SplitForm>
{
    public SplitFormValidator(IStringLocalizer<InvoicingText> text, JapaneseFonts fonts)
        : base(text, fonts, asksReason: true)
    {
        RuleFor(form => form.Charges).Must(charges => charges.Count > 0 && charges.Distinct().Count() == charges.Count).WithMessage(_ => text["Years.Missing"]);
        RuleFor(form => form.Method).Must(method => !method.IsOnline() && Enum.IsDefined(method)).WithMessage(_ => text["Method.Missing"]);
        RuleFor(form => form.Institution).Must((form, _) => form.Method != PaymentMethod.BankTransfer || form.ToAddressee().Names.Count > 0).WithMessage(_ => text["Addressee.Missing"]);
    }
}

public sealed class JointFormValidator : InvoicingFormValidator<JointForm>
{
    public JointFormValidator(IStringLocalizer<InvoicingText> text, JapaneseFonts fonts)
        : base(text, fonts, asksReason: false)
    {
        RuleFor(form => form.Charges).Must(charges => charges.Count > 0 && charges.Distinct().Count() == charges.Count).WithMessage(_ => text["Years.Missing"]);
        RuleFor(form => form.Institution).Must((form, _) => form.ToAddressee().Institution.Length > 0).WithMessage(_ => text["Institution.Missing"]);
    }
}

public sealed class ReaddressFormValidator : InvoicingFormValidator<ReaddressForm>
{
    public ReaddressFormValidator(IStringLocalizer<InvoicingText> text, JapaneseFonts fonts)
        : base(text, fonts, asksReason: true) =>
        RuleFor(form => form.Institution).Must((form, _) => form.ToAddressee().Names.Count > 0).WithMessage(_ => text["Addressee.Missing"]);
}

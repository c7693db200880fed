using FluentValidation;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Payments;

/// <summary>What a member confirms before paying by card, at a store or by slip. Amounts are never taken from it.</summary>
public sealed class StartOrderForm
{
    public const int NameMaxLength = 40;

    public PaymentMethod Method { get; set; }

    /// <summary>The chain; null for other methods, and where the gateway asks for it.</summary>
    public ConvenienceStore? Store { get; set; }

    public string Name { get; set; } = "";

    public string Kana { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>The address at which the page asked whether it is meant so; empty before it asked.</summary>
    public string EmailAsked { get; set; } = "";

    /// <summary>Made with the page: a second press with the same key leads to the first press's order.</summary>
    public string RequestKey { get; set; } = "";

    /// <summary>The total that the page showed, in yen; only compared, never charged.</summary>
    public long ShownTotal { get; set; }

    /// <summary>The coming fiscal year is paid, too.</summary>
    public bool AddComingYear { get; set; }

    /// <summary>The live attempt is ended in the same step.</summary>
    public bool Replace { get; set; }

    public PayerContact ToContact() => new(
        JapaneseText.PersonName(Name ?? ""),
        JapaneseText.Kana(Kana ?? ""),
        string.Concat(JapaneseText.Phone(Phone ?? "").Where(char.IsAsciiDigit)),
        JapaneseText.Code(Email ?? ""));
}

/// <summary>Checks what a convenience store's gateway needs: a name, a telephone it can show, an e-mail that can arrive.</summary>
public sealed class StartOrderFormValidator : AbstractValidator<StartOrderForm>
{
    public StartOrderFormValidator(IStringLocalizer<PaymentsText> text)
    {
        When(form => form.Method == PaymentMethod.ConvenienceStore, () =>
        {
            RuleFor(form => form.Name).Must((form, _) => form.ToContact().Name is { Length: > 0 and <= StartOrderForm.NameMaxLength } name && !JapaneseText.HasControlCharacters(name))
                .WithMessage(_ => text["Contact.Name.Wrong", StartOrderForm.NameMaxLength]);
            RuleFor(form => form.Kana).Must((form, _) => form.ToContact().Kana is { Length: <= StartOrderForm.NameMaxLength } kana && JapaneseText.IsKana(kana))
                .WithMessage(_ => text["Contact.Kana.Wrong"]);
            RuleFor(form => form.Phone).Must((form, _) => form.ToContact().Phone is { Length: 10 or 11 } phone && phone[0] == '0' && phone.Trim('0').Length > 0)
                .WithMessage(_ => text["Contact.Phone.Wrong"]);
            RuleFor(form => form.Email).Must((form, _) => EmailAddress.FaultOf(form.ToContact().Email) is null)
                .WithMessage(_ => text["Contact.Email.Wrong"]);
        });
    }
}

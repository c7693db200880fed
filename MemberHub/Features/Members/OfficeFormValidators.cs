using FluentValidation;
using MemberHub.Domain.Members;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>The rules that the office's forms share.</summary>
internal static class OfficeRules
{
    public const int ReasonMaxLength = 400;

    public static void IsReason<T>(this IRuleBuilderInitial<T, string> rule, IStringLocalizer<MembersText> texts) => rule.Cascade(CascadeMode.Stop)
        .Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage(_ => texts["Reason.Missing"])
        .Must(reason => reason.Trim().Length <= ReasonMaxLength).WithMessage(_ => texts["Reason.TooLong", ReasonMaxLength])
        .Must(reason => !JapaneseText.HasControlCharacters(reason)).WithMessage(_ => texts["Reason.Signs"]);

    public static void IsText<T>(this IRuleBuilderInitial<T, string> rule, int max, IStringLocalizer<MembersText> texts) => rule.Cascade(CascadeMode.Stop)
        .Must(text => text.Trim().Length <= max).WithMessage(_ => texts["Reason.TooLong", max])
        .Must(text => !JapaneseText.HasControlCharacters(text)).WithMessage(_ => texts["Reason.Signs"]);
}

public sealed class ClassifyFormValidator : AbstractValidator<ClassifyForm>
{
    public ClassifyFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Units).Must((form, _) => form.UnitsMeant is not null).WithMessage(_ => texts["Units.Wrong", Member.MaxUnits]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class LeaveFormValidator : AbstractValidator<LeaveForm>
{
    public LeaveFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Through).Must((form, _) => form.Through >= form.From).WithMessage(_ => texts["Leave.Order"]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class ShortenLeaveFormValidator : AbstractValidator<ShortenLeaveForm>
{
    public ShortenLeaveFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Choice).Must((form, _) => form.Meant is not null).WithMessage(_ => texts["Shorten.Missing"]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class EndFormValidator : AbstractValidator<EndForm>
{
    public EndFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Kind).IsInEnum();
        RuleFor(form => form.Day).Must((form, _) => form.DayMeant is not null).WithMessage(_ => texts["Day.Wrong"]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class RestoreFormValidator : AbstractValidator<RestoreForm>
{
    public RestoreFormValidator(IStringLocalizer<MembersText> texts) => RuleFor(form => form.Reason).IsReason(texts);
}

public sealed class JoinedFormValidator : AbstractValidator<JoinedForm>
{
    public JoinedFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Day).Must((form, _) => form.DayMeant is not null).WithMessage(_ => texts["Day.Wrong"]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class DeliveryFormValidator : AbstractValidator<DeliveryForm>
{
    public DeliveryFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.StopReason).IsText(Member.StopReasonMaxLength, texts);
        RuleFor(form => form.StopReason).Must((form, reason) => !form.Stopped || !string.IsNullOrWhiteSpace(reason)).WithMessage(_ => texts["Reason.Missing"]);
        RuleFor(form => form.Note).IsText(Member.NoteMaxLength, texts);
    }
}

public sealed class ListingFormValidator : AbstractValidator<ListingForm>
{
    public ListingFormValidator(IStringLocalizer<MembersText> texts) => RuleFor(form => form.Reason).IsReason(texts);
}

public sealed class AddMemberFormValidator : AbstractValidator<AddMemberForm>
{
    public AddMemberFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Name).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => texts["Name.Missing"]);
        RuleFor(form => form.Name).IsText(Member.NameMaxLength, texts);
        RuleFor(form => form.Kana).IsText(Member.KanaMaxLength, texts);
        RuleFor(form => form.Kana).Must(kana => JapaneseText.IsKana(JapaneseText.Kana(kana))).WithMessage(_ => texts["Kana.Wrong"]);
        RuleFor(form => form.Category).Must(category => category.Length > 0).WithMessage(_ => texts["Category.Missing"]);
        RuleFor(form => form.Units).Must((form, _) => form.UnitsMeant is not null).WithMessage(_ => texts["Units.Wrong", Member.MaxUnits]);
        RuleFor(form => form.JoinedOn).Must((form, _) => form.JoinedMeant is not null).WithMessage(_ => texts["Day.Wrong"]);
        RuleFor(form => form.Email).Must(email => JapaneseText.Code(email) is var code && (code.Length == 0 || EmailAddress.FaultOf(code) is null)).WithMessage(_ => texts["Email.Wrong"]);
    }
}

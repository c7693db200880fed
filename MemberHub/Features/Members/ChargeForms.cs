using FluentValidation;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>A charge by hand, as typed.</summary>
public sealed class RaiseForm
{
    /// <summary>What can be charged by hand: the annual dues are billed.</summary>
    public static readonly IReadOnlyList<DuesItem> Items = [DuesItem.Individual, DuesItem.TemporaryDues, DuesItem.EntranceFee];

    public DuesItem Item { get; set; } = DuesItem.Individual;

    /// <summary>What it is for; the member reads it.</summary>
    public string Name { get; set; } = "";

    public string Amount { get; set; } = "";

    public string DueOn { get; set; } = "";

    /// <summary>For the office's own records.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Null for what is no amount.</summary>
    public Yen? Meant => TypedAmount.Read(Amount);

    /// <summary>Null for what is no day.</summary>
    public DateOnly? DueMeant => JapaneseDate.TryParse(DueOn, out var day) ? day : null;
}

/// <summary>By how much a charge is increased, as typed; the member reads the reason.</summary>
public sealed class IncreaseForm
{
    public long ChargeId { get; set; }

    /// <summary>What was asked for when the page was opened, in yen: a second press of the button finds another amount.</summary>
    public long Shown { get; set; }

    public string Amount { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Null for what is no amount.</summary>
    public Yen? Meant => TypedAmount.Read(Amount);
}

public sealed class RaiseFormValidator : AbstractValidator<RaiseForm>
{
    public RaiseFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Item).Must(RaiseForm.Items.Contains).WithMessage(_ => texts["Raise.Item.Wrong"]);
        RuleFor(form => form.Name).IsText(DuesCharge.TitleMaxLength, texts);
        RuleFor(form => form.Name).Must((form, name) => form.Item != DuesItem.Individual || !string.IsNullOrWhiteSpace(name)).WithMessage(_ => texts["Raise.Name.Missing"]);
        RuleFor(form => form.Amount).Must((form, _) => form.Meant is not null).WithMessage(_ => texts["Raise.Amount.Wrong"]);
        RuleFor(form => form.DueOn).Must((form, _) => form.DueMeant is not null).WithMessage(_ => texts["Day.Wrong"]);
        RuleFor(form => form.Reason).IsReason(texts);
    }
}

public sealed class IncreaseFormValidator : AbstractValidator<IncreaseForm>
{
    public IncreaseFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Amount).Must((form, _) => form.Meant is not null).WithMessage(_ => texts["Raise.Amount.Wrong"]);
        RuleFor(form => form.Reason).Cascade(CascadeMode.Stop)
            .Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage(_ => texts["Reason.Missing"])
            .Must(reason => reason.Trim().Length <= Waiver.ReasonMaxLength).WithMessage(_ => texts["Reason.TooLong", Waiver.ReasonMaxLength])
            .Must(reason => !JapaneseText.HasControlCharacters(reason)).WithMessage(_ => texts["Reason.Signs"]);
    }
}

using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>What is asked when a charge is lowered. The amount is typed; the reason is what the member reads.</summary>
public sealed class WaiveForm
{
    /// <summary>What lowers a charge; an increase is a use case of its own.</summary>
    public static readonly IReadOnlyList<WaiverKind> Kinds = [WaiverKind.Exemption, WaiverKind.WriteOff, WaiverKind.Correction];

    public long ChargeId { get; set; }

    public WaiverKind Kind { get; set; }

    /// <summary>What was open when the page was opened, in yen: a second press of the button, or a second tab, finds another amount.</summary>
    public long Shown { get; set; }

    public string Amount { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>The amount in yen; null for what is no whole number above nothing.</summary>
    public Yen? Meant => TypedAmount.Read(Amount);
}

public sealed class WaiveFormValidator : AbstractValidator<WaiveForm>
{
    public WaiveFormValidator(IStringLocalizer<MembersText> texts)
    {
        RuleFor(form => form.Amount).Must((form, _) => form.Meant is not null).WithMessage(_ => texts["Waive.Amount.Wrong"]);
        RuleFor(form => form.Reason).Cascade(CascadeMode.Stop)
            .Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage(_ => texts["Reason.Missing"])
            .Must(reason => reason.Trim().Length <= Waiver.ReasonMaxLength).WithMessage(_ => texts["Reason.TooLong", Waiver.ReasonMaxLength])
            .Must(reason => !JapaneseText.HasControlCharacters(reason)).WithMessage(_ => texts["Reason.Signs"]);
        RuleFor(form => form.Kind).Must(WaiveForm.Kinds.Contains).WithMessage(_ => texts["Waive.Kind.Wrong"]);
    }
}

/// <summary>Waives a charge, writes it off or lowers it (免除・貸倒・減額), up to what is open of it. The amount that was charged stays as it is.</summary>
public sealed class WaiveCharge(MemberHubDatabases databases, IValidator<WaiveForm> validator, TimeProvider clock)
{
    public async Task<Result<Yen>> RunAsync(Actor actor, long memberId, WaiveForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.WriteOff))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new FormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var ledger = await database.ReadLedgerAsync(memberId, clock.Today(), cancel);
        if (ledger.Charges.FirstOrDefault(charge => charge.ChargeId == form.ChargeId) is not { } found)
        {
            return new NoSuchCharge();
        }

        var amount = form.Meant!.Value;
        if (found.Open.Value != form.Shown)
        {
            return new OpenAmountMoved(new Yen(form.Shown), found.Open, await database.LatestOfChargeAsync(memberId, form.ChargeId, found.Open, cancel));
        }

        if (amount > found.Open)
        {
            return new MoreThanOpen(amount, found.Open);
        }

        if ((await database.LiveChargesAsync(memberId, cancel)).Contains(form.ChargeId))
        {
            return new ChargeIsBeingPaid();
        }

        var reason = form.Reason.Trim();
        database.Add(new Waiver(form.ChargeId, amount, reason, clock.Today(), form.Kind));
        database.Record(actor, clock.UtcNow(), nameof(WaiveCharge), memberId, new { form.ChargeId, Year = found.Year.Year, form.Kind, Amount = amount.Value, Open = new[] { Text(found.Open), Text(found.Open - amount) } }, reason);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return amount;
    }

    private static string Text(Yen amount) => amount.ToString();
}

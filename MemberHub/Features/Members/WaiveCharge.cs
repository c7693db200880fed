using System.Globalization;
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

    /// <summary>What was charged, with its corrections, when the page was opened, in yen: it moves where a correction of what is paid leaves nothing open as before.</summary>
    public long ShownCharged { get; set; }

    /// <summary>What the page said becomes credit (預り金), in yen; 0 before it has said anything.</summary>
    public long ShownFreed { get; set; }

    public string Amount { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>The amount in yen; null for what is no whole number above nothing.</summary>
    public Yen? Meant => TypedAmount.Read(Amount);

    /// <summary>As the page opens it: all that is open; of a settled charge a correction, whose amount is to be typed.</summary>
    public static WaiveForm Of(ChargePosition charge) => new()
    {
        Shown = charge.Open.Value,
        ShownCharged = charge.Charged.Value,
        Kind = charge.IsOpen ? WaiverKind.Exemption : WaiverKind.Correction,
        Amount = charge.IsOpen ? charge.Open.Value.ToString(CultureInfo.InvariantCulture) : "",
    };
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

/// <summary>
/// Waives a charge, writes it off or lowers it (免除・貸倒・減額), up to what is open of it. The amount that was charged stays as it is. A correction (減額訂正) also goes beyond
/// what is open: what was paid too much becomes the member's credit, and the member is told.
/// </summary>
public sealed class WaiveCharge(MemberHubDatabases databases, IValidator<WaiveForm> validator, ChargeMails mails, TimeProvider clock)
{
    /// <summary>How much the charge was lowered by.</summary>
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

        if (await RefusalAsync(database, memberId, found, form, cancel) is { } refusal)
        {
            return refusal;
        }

        var (amount, reason, nowUtc) = (form.Meant!.Value, form.Reason.Trim(), clock.UtcNow());
        var freed = Yen.Max(Yen.Zero, amount - found.Open);
        database.Add(new Waiver(form.ChargeId, amount, reason, clock.Today(), form.Kind));
        if (freed > Yen.Zero)
        {
            await database.FreeAsync(memberId, form.ChargeId, freed, nowUtc, cancel);
            await mails.QueueLoweredAsync(database, memberId, found, amount, freed, reason, cancel);
        }

        database.Record(actor, nowUtc, nameof(WaiveCharge), memberId, Facts(found, form.Kind, amount, freed), reason);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return amount;
    }

    private static async Task<Refusal?> RefusalAsync(MemberHubDbContext database, long memberId, ChargePosition found, WaiveForm form, CancellationToken cancel)
    {
        var amount = form.Meant!.Value;
        if (found.Open.Value != form.Shown)
        {
            return new OpenAmountMoved(new Yen(form.Shown), found.Open, await database.LatestOfChargeAsync(memberId, form.ChargeId, found.Open, cancel));
        }

        if (amount > found.Open && form.Kind != WaiverKind.Correction)
        {
            return new MoreThanOpen(amount, found.Open);
        }

        if ((await database.LiveChargesAsync(memberId, cancel)).Contains(form.ChargeId))
        {
            return new ChargeIsBeingPaid();
        }

        return amount > found.Open ? await RefusalOfPaidAsync(database, memberId, found, form, amount - found.Open, cancel) : null;
    }

    private static async Task<Refusal?> RefusalOfPaidAsync(MemberHubDbContext database, long memberId, ChargePosition found, WaiveForm form, Yen freed, CancellationToken cancel)
    {
        if (found.Charged.Value != form.ShownCharged)
        {
            return new ChargeMoved(found.Charged, await database.LatestOfChargeAsync(memberId, form.ChargeId, found.Charged, cancel));
        }

        if (freed > found.Allocated)
        {
            return new MoreThanAsked(found.Open + freed, found.Reducible);
        }

        if (await database.IsGoingBackAsync(form.ChargeId, cancel))
        {
            return new PaidMoneyGoesBack();
        }

        return freed.Value == form.ShownFreed ? null : new FreesWhatWasPaid(freed);
    }

    // What stayed as it was is no change, and the history shows none.
    private static object Facts(ChargePosition found, WaiverKind kind, Yen amount, Yen freed) => freed == Yen.Zero
        ? new { found.ChargeId, Year = found.Year.Year, Kind = kind, Amount = amount.Value, Open = Pair(found.Open, found.Open - amount) }
        : new
        {
            found.ChargeId,
            Year = found.Year.Year,
            Kind = kind,
            Amount = amount.Value,
            Open = found.IsOpen ? Pair(found.Open, Yen.Zero) : [],
            Charged = Pair(found.Charged, found.Charged - amount),
            Credited = freed.Value,
        };

    private static string[] Pair(Yen before, Yen after) => [before.ToString(), after.ToString()];
}

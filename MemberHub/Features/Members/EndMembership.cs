using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>
/// Ends a membership on a day (退会・除名・逝去). What is open stays open; nothing is charged for the years after, and what was charged for them already is
/// taken off, but for what is being paid at the moment. Where the day is a later one than before, what was taken off of the years that have begun by then
/// is owed again.
/// </summary>
public sealed class EndMembership(MemberHubDatabases databases, IValidator<EndForm> validator, TimeProvider clock, IStringLocalizer<MembersText> text)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, EndForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new FormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var taken = await database.TakeAsync(number, form.Version, cancel);
        if (taken.Value is not { } member)
        {
            return taken.Refusal!;
        }

        var day = form.DayMeant!.Value;
        if (day < member.JoinedOn)
        {
            return new LeftBeforeJoining(member.JoinedOn.Value);
        }

        await database.LockLedgerAsync(member.Id, cancel);
        var changes = await database.EndMembershipAsync(member, form.Kind, day, clock.UtcNow(), cancel);
        var reason = await ReasonAsync(database, member.Id, day, cancel);
        var takenOff = (await TakeOffAsync(database, actor, member.Id, day, reason, cancel)).Select(charge => new { charge.ChargeId, Year = charge.Year.Year, Amount = charge.Open.Value });
        var owedAgain = (await CorrectAsync(database, member.Id, day, reason, cancel)).Select(waiver => new { waiver.ChargeId, Amount = waiver.Amount.Value });
        database.Record(actor, clock.UtcNow(), nameof(EndMembership), member.Id, new { changes, TakenOff = takenOff, OwedAgain = owedAgain }, form.Reason.Trim());
        if (await database.SaveAsync(member, cancel) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    // Billing would not have charged a year that begins after the leaving, had it been known. What a member owes for a year that runs already, only the
    // accountant takes off.
    private async Task<IReadOnlyList<ChargePosition>> TakeOffAsync(MemberHubDbContext database, Actor actor, long memberId, DateOnly day, string reason, CancellationToken cancel)
    {
        var ledger = await database.ReadLedgerAsync(memberId, clock.Today(), cancel);
        var paying = await database.LiveChargesAsync(memberId, cancel);
        List<ChargePosition> needless =
            [.. ledger.Charges.Where(charge => charge.IsOpen && charge.Item == DuesItem.AnnualDues && charge.PeriodStart > day && !paying.Contains(charge.ChargeId)
                && (charge.PeriodStart > clock.Today() || actor.May(OfficeRight.WriteOff)))];
        database.AddRange(needless.Select(charge => TakenOff(charge.ChargeId, charge.Open, reason, day)));
        return needless;
    }

    // What an earlier day took off, by the office or by a withdrawal notice, comes back where the member is one after all; what stays off says the day
    // that holds now.
    private async Task<IReadOnlyList<Waiver>> CorrectAsync(MemberHubDbContext database, long memberId, DateOnly day, string reason, CancellationToken cancel)
    {
        var before = await database.Waivers.Where(waiver => waiver.LeftOn != null || waiver.WithdrawalNoticeId != null)
            .Join(database.DuesCharges.Where(charge => charge.MemberId == memberId), waiver => waiver.ChargeId, charge => charge.Id, (waiver, charge) => new { Waiver = waiver, charge.PeriodStart })
            .ToListAsync(cancel);
        var owedAgain = before.Where(item => item.PeriodStart <= day).Select(item => item.Waiver).ToList();
        var moved = before.Where(item => item.PeriodStart > day && item.Waiver.LeftOn is { } wrong && wrong != day).Select(item => item.Waiver).ToList();
        foreach (var waiver in owedAgain.Concat(moved))
        {
            waiver.Reverse(clock.UtcNow());
        }

        database.AddRange(moved.Select(waiver => TakenOff(waiver.ChargeId, waiver.Amount, reason, day)));
        return owedAgain;
    }

    private Waiver TakenOff(long chargeId, Yen amount, string reason, DateOnly day) => new(chargeId, amount, reason, clock.Today(), WaiverKind.Correction) { LeftOn = day };

    // The one who may still read it in the history is the member.
    private async Task<string> ReasonAsync(MemberHubDbContext database, long memberId, DateOnly day, CancellationToken cancel)
    {
        var language = (await database.ReadMailReaderAsync(memberId, cancel))?.Reader.Language;
        return Spoken.In(language, () => text["End.TakenOff", Show.Date(day)].Value);
    }
}

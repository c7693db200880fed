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
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>
/// Ends a membership on a day (退会・除名・逝去). What is open stays open; nothing is charged for the years after, and what was charged for them already is
/// taken off, but for what is being paid at the moment.
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

        var changes = await database.EndMembershipAsync(member, form.Kind, day, clock.UtcNow(), cancel);
        var takenOff = (await TakeOffAsync(database, actor, member.Id, day, cancel)).Select(charge => new { charge.ChargeId, Year = charge.Year.Year, Amount = charge.Open.Value });
        database.Record(actor, clock.UtcNow(), nameof(EndMembership), member.Id, new { changes, TakenOff = takenOff }, form.Reason.Trim());
        if (await database.SaveAsync(member, cancel) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    // Billing would not have charged a year that begins after the leaving, had it been known. What a member owes for a year that runs already, only the
    // accountant takes off.
    private async Task<IReadOnlyList<ChargePosition>> TakeOffAsync(MemberHubDbContext database, Actor actor, long memberId, DateOnly day, CancellationToken cancel)
    {
        await database.LockLedgerAsync(memberId, cancel);
        var ledger = await database.ReadLedgerAsync(memberId, clock.Today(), cancel);
        var paying = await database.LiveChargesAsync(memberId, cancel);
        List<ChargePosition> needless =
            [.. ledger.Charges.Where(charge => charge.IsOpen && charge.Item == DuesItem.AnnualDues && charge.PeriodStart > day && !paying.Contains(charge.ChargeId)
                && (charge.PeriodStart > clock.Today() || actor.May(OfficeRight.WriteOff)))];
        if (needless.Count > 0)
        {
            // The one who may still read it in the history is the member.
            var language = (await database.ReadMailReaderAsync(memberId, cancel))?.Reader.Language;
            var reason = Spoken.In(language, () => text["End.TakenOff", Show.Date(day)].Value);
            database.AddRange(needless.Select(charge => new Waiver(charge.ChargeId, charge.Open, reason, clock.Today(), WaiverKind.Correction)));
        }

        return needless;
    }
}

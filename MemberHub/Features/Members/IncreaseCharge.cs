using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Increases a charge that was too low (増額訂正), also a settled one: the amount stays as it was charged, the correction is a row of its own.</summary>
public sealed class IncreaseCharge(MemberHubDatabases databases, IValidator<IncreaseForm> validator, ChargeMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long memberId, IncreaseForm form, CancellationToken cancel)
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

        var more = form.Meant!.Value;
        if (found.Charged.Value != form.Shown)
        {
            return new ChargeMoved(found.Charged, await database.LatestOfChargeAsync(memberId, form.ChargeId, found.Charged, cancel));
        }

        if (found.Charged + more > DuesCharge.MaxAmount)
        {
            return new ChargeTooLarge(DuesCharge.MaxAmount);
        }

        if ((await database.LiveChargesAsync(memberId, cancel)).Contains(form.ChargeId))
        {
            return new ChargeIsBeingPaid();
        }

        var reason = form.Reason.Trim();
        database.Add(Waiver.Increase(form.ChargeId, more, reason, clock.Today()));
        database.Record(actor, clock.UtcNow(), nameof(IncreaseCharge), memberId, new { form.ChargeId, Year = found.Year.Year, Amount = more.Value, Charged = new[] { $"{found.Charged}", $"{found.Charged + more}" } }, reason);
        await mails.QueueIncreasedAsync(database, memberId, found, found.Open + more, reason, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

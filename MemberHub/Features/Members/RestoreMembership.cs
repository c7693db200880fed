using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>
/// Takes the end of a membership back (在籍に戻す), as when it was entered for the wrong person. What the end took off is owed again, whether the office had entered
/// it or a withdrawal notice had come to its day.
/// </summary>
public sealed class RestoreMembership(MemberHubDatabases databases, IValidator<RestoreForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, RestoreForm form, CancellationToken cancel)
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

        if (member is { WithdrawnOn: null, Leaving: null })
        {
            return new HasNotLeft();
        }

        await database.LockLedgerAsync(member.Id, cancel);
        var changes = member.Restore();
        var dues = await database.UndoEndAsync(member.Id, clock.UtcNow(), cancel);
        database.Record(actor, clock.UtcNow(), nameof(RestoreMembership), member.Id, new { changes = changes.Concat(dues.Changes), dues.OwedAgain }, form.Reason.Trim());
        if (await database.SaveAsync(member, cancel) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

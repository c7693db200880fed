using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>
/// Ends a membership on a day (退会・除名・逝去). What is open stays open; nothing is charged for the years after, and what was charged for them already is
/// taken off, but for what is being paid at the moment; what was paid stays. Where the day is a later one than before, what was taken off of the years that have
/// begun by then is owed again.
/// </summary>
public sealed class EndMembership(MemberHubDatabases databases, IValidator<EndForm> validator, TimeProvider clock, IStringLocalizer<StatusText> text)
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
        var language = (await database.ReadMailReaderAsync(member.Id, cancel))?.Reader.Language;
        var dues = await database.EndDuesAsync(member.Id, day, text.EndOn(language, day), clock.UtcNow(), cancel);
        database.Record(actor, clock.UtcNow(), nameof(EndMembership), member.Id, new { changes = changes.Concat(dues.Changes), dues.TakenOff, dues.OwedAgain }, form.Reason.Trim());
        if (await database.SaveAsync(member, cancel) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

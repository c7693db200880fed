using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Stops or resumes what is sent to a member (発送停止), and keeps the office's own note.</summary>
public sealed class SetDelivery(MemberHubDatabases databases, IValidator<DeliveryForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, DeliveryForm form, CancellationToken cancel)
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
        var taken = await database.TakeAsync(number, form.Version, cancel);
        if (taken.Value is not { } member)
        {
            return taken.Refusal!;
        }

        var (reason, note) = (form.Stopped ? form.StopReason.Trim() : "", form.Note.Trim());
        ChangedField[] changes = [new("DeliveryStop", member.DeliveryStopReason, reason), new("Note", member.OfficeNote, note)];
        member.StopDelivery(form.Stopped ? member.DeliveryStoppedOn ?? clock.Today() : null, reason);
        member.NoteDown(note);
        database.Record(actor, clock.UtcNow(), nameof(SetDelivery), member.Id, new { form.Stopped, changes = changes.Where(change => change.Old != change.New) }, reason);
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }
}

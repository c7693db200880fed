using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Ends a membership on a day (退会・除名・逝去). What is open stays open; nothing is charged for the years after.</summary>
public sealed class EndMembership(MemberHubDatabases databases, IValidator<EndForm> validator, TimeProvider clock)
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

        var facts = await database.EndMembershipAsync(member, form.Kind, day, clock.UtcNow(), cancel);
        database.Record(actor, clock.UtcNow(), nameof(EndMembership), member.Id, facts, form.Reason.Trim());
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }
}

using System.Globalization;
using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Corrects the day of joining (入会日); what stood there before stays in the history.</summary>
public sealed class CorrectJoining(MemberHubDatabases databases, IValidator<JoinedForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, JoinedForm form, CancellationToken cancel)
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

        // Somebody may be entered who joins next year.
        var (day, latest) = (form.DayMeant!.Value, clock.Today().AddYears(1));
        Refusal? fault = day > latest ? new JoinedInFuture(latest)
            : day > member.WithdrawnOn ? new JoinedAfterLeaving(member.WithdrawnOn.Value)
            : day == member.JoinedOn ? new JoinedUnchanged()
            : null;
        if (fault is not null)
        {
            return fault;
        }

        var before = Text(member.JoinedOn);
        member.Classify(member.CategoryId, member.RankId, day, member.WithdrawnOn);
        database.Record(actor, clock.UtcNow(), nameof(CorrectJoining), member.Id, new { changes = new[] { new ChangedField("JoinedOn", before, Text(day)) } }, form.Reason.Trim());
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

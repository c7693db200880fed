using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Lets a member rest for fiscal years (休会): no dues are charged for them. What was charged already is waived by itself.</summary>
public sealed class GrantLeave(MemberHubDatabases databases, IValidator<LeaveForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, LeaveForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid || form.From < FiscalYear.Earliest || form.Through > FiscalYear.Latest)
        {
            return new FormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        var taken = await database.TakeAsync(number, form.Version, cancel);
        if (taken.Value is not { } member)
        {
            return taken.Refusal!;
        }

        if (member.HasWithdrawnBy(clock.Today()))
        {
            return new MemberHasLeft();
        }

        var (from, through) = (new FiscalYear(form.From), new FiscalYear(form.Through));
        if (await database.LeavesOfAbsence.AnyAsync(leave => leave.MemberId == member.Id && leave.From <= through && leave.Through >= from, cancel))
        {
            return new RestsAlready();
        }

        database.Add(new LeaveOfAbsence(member.Id, from, through));
        database.Record(actor, clock.UtcNow(), nameof(GrantLeave), member.Id, new { changes = new[] { new ChangedField("Leave", "", $"{from}〜{through}年度") } }, form.Reason.Trim());
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }
}

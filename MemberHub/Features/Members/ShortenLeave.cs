using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>
/// Ends a leave of absence earlier, or takes it back as a whole (休会の短縮・取りやめ): the years given back are billed like anybody's. Years that are over, and
/// years in whose billing the member was left out, stay as they are.
/// </summary>
public sealed class ShortenLeave(MemberHubDatabases databases, IValidator<ShortenLeaveForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, ShortenLeaveForm form, CancellationToken cancel)
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

        var (from, kept) = form.Meant!.Value;
        if (await database.LeavesOfAbsence.SingleOrDefaultAsync(leave => leave.MemberId == member.Id && leave.From == from, cancel) is not { } leave || kept >= leave.Through)
        {
            return new FormNotValid();
        }

        var first = kept is { } last ? last.Next() : from;
        if ((await database.ReadLeaveYearsAsync(member.Id, clock.Today(), cancel)).FirstFree(leave) is not { } free || first < free)
        {
            return new LeaveYearSettled(first);
        }

        var before = Words(leave.From, leave.Through);
        if (kept is { } through)
        {
            leave.Shorten(through);
        }
        else
        {
            database.Remove(leave);
        }

        database.Record(actor, clock.UtcNow(), nameof(ShortenLeave), member.Id, new { changes = new[] { new ChangedField("Leave", before, kept is { } end ? Words(from, end) : "") } }, form.Reason.Trim());
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }

    private static string Words(FiscalYear from, FiscalYear through) => $"{from}〜{through}年度";
}

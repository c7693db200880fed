using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>Lets a benefit change places with the one before it.</summary>
public sealed class MoveBenefit(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var benefits = await database.Benefits.Where(item => item.EndedUtc == null).OrderBy(item => item.Ordinal).ThenBy(item => item.Id).ToListAsync(cancel);
        var at = benefits.FindIndex(item => item.Id == id);
        if (at < 1)
        {
            return await database.BenefitMovedAsync(id, cancel);
        }

        (benefits[at - 1], benefits[at]) = (benefits[at], benefits[at - 1]);
        for (var place = 0; place < benefits.Count; place++)
        {
            benefits[place].Place(place + 1);
        }

        database.Record(actor, clock.UtcNow(), nameof(MoveBenefit), null, new { Order = benefits.Select(benefit => benefit.TitleJa) });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

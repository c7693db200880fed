using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>Shows an ended benefit to members again.</summary>
public sealed class ResumeBenefit(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.Benefits.SingleOrDefaultAsync(item => item.Id == id, cancel) is not { EndedUtc: not null } benefit)
        {
            return await database.BenefitMovedAsync(id, cancel);
        }

        benefit.End(null);
        database.Record(actor, clock.UtcNow(), nameof(ResumeBenefit), null, new { benefit.Id, benefit.TitleJa });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await database.BenefitMovedAsync(id, cancel);
        }

        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>Shows a benefit to nobody from now on; it stays in the office's list.</summary>
public sealed class EndBenefit(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.Benefits.SingleOrDefaultAsync(item => item.Id == id, cancel) is not { EndedUtc: null } benefit)
        {
            return await database.BenefitMovedAsync(id, cancel);
        }

        benefit.End(clock.UtcNow());
        database.Record(actor, clock.UtcNow(), nameof(EndBenefit), null, new { benefit.Id, benefit.TitleJa });
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

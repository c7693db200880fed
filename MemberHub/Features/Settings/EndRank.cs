using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>Offers a rank that nobody uses no more. Who left with it keeps it, and so does what was printed.</summary>
public sealed class EndRank(MemberHubDatabases databases, TimeProvider clock)
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
        if (await database.Ranks.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { EndedUtc: null } found)
        {
            return await database.RankMovedAsync(id, cancel);
        }

        var members = await database.InRankAsync(id, clock.Today(), cancel);
        if (members > 0)
        {
            return new ClassInUse(members);
        }

        found.End(clock.UtcNow());
        database.Record(actor, clock.UtcNow(), nameof(EndRank), null, new { found.Code, found.NameJa });
        return await database.SaveClassAsync(cancel) is { } refusal ? refusal : Done.It;
    }
}

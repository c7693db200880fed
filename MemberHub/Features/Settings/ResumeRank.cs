using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>Offers a rank that ended again.</summary>
public sealed class ResumeRank(MemberHubDatabases databases, TimeProvider clock)
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
        if (await database.Ranks.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { EndedUtc: not null } found)
        {
            return await database.RankMovedAsync(id, cancel);
        }

        found.End(null);
        database.Record(actor, clock.UtcNow(), nameof(ResumeRank), null, new { found.Code, found.NameJa });
        return await database.SaveClassAsync(cancel) is { } refusal ? refusal : Done.It;
    }
}

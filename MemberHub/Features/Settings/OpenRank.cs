using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>The form of a rank, or an empty one.</summary>
public sealed class OpenRank(MemberHubDatabases databases)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<RankForm>> RunAsync(Actor actor, long? id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (id is null)
        {
            return new RankForm();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.Ranks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is { } found ? RankForm.Of(found) : new ClassMoved(null);
    }
}

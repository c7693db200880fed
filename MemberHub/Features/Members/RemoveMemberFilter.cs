using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Forgets a saved filter of the person's own.</summary>
public sealed class RemoveMemberFilter(MemberHubDatabases databases)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await database.SavedFilters.Where(kept => kept.Id == id && kept.AccountId == actor.AccountId).ExecuteDeleteAsync(cancel);
        return Done.It;
    }
}

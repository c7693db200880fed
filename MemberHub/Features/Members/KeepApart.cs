using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Remembers that two members are not the same (別人).</summary>
public sealed class KeepApart(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string one, string other, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var (first, second) = (await database.FindToMergeAsync(one, cancel), await database.FindToMergeAsync(other, cancel));
        if (first is null || second is null || first.Id == second.Id)
        {
            return new NoSuchMember();
        }

        var pair = new DistinctMembers(first.Id, second.Id);
        if (!await database.DistinctMembers.AnyAsync(row => row.FirstId == pair.FirstId && row.SecondId == pair.SecondId, cancel))
        {
            database.Add(pair);
            database.Record(actor, clock.UtcNow(), nameof(KeepApart), first.Id, new { Other = second.Number.Digits });
            try
            {
                await database.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException error) when (error.IsUniqueViolation())
            {
                // A colleague said the same at the same moment.
            }
        }

        return Done.It;
    }
}

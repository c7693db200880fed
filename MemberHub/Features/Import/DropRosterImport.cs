using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>Throws the files of an upload away that is not to be taken.</summary>
public sealed class DropRosterImport(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.MayImport())
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.RosterImports.Where(import => import.Id == id && import.OrderedUtc == null && (import.Roster != null || import.Dues != null))
            .ExecuteUpdateAsync(row => row.SetProperty(import => import.Roster, (byte[]?)null).SetProperty(import => import.Dues, (byte[]?)null), cancel) == 0)
        {
            return new ImportFilesGone();
        }

        database.Record(actor, clock.UtcNow(), nameof(DropRosterImport), null, new { Import = id });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

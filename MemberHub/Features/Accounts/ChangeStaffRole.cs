using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Gives somebody of the office another role. Their open pages and sessions end, so that the old one counts nowhere any more.</summary>
public sealed class ChangeStaffRole(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long accountId, StaffRole role, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (!actor.May(OfficeRight.ManageStaff))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        if (accountId == actor.AccountId)
        {
            return new OwnAccessUnchanged();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.StaffAssignments.FirstOrDefaultAsync(staff => staff.AccountId == accountId, cancel) is not { } person || !Enum.IsDefined(role))
        {
            return new StaffNotFound();
        }

        if (person.Role == role)
        {
            return Done.It;
        }

        var before = person.Role;
        person.Role = role;
        var ended = await sessions.EndAllAsync(database, accountId, exceptHash: null, cancel);
        database.Record(actor, now, nameof(ChangeStaffRole), null, new { person.Name, Role = new { before = before.ToString(), after = role.ToString() } });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}

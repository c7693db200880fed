using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Closes the office to somebody (停止). Their sessions and links end; what they did stays in the audit trail.</summary>
public sealed class DisableStaff(MemberHubDatabases databases, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long accountId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ManageStaff))
        {
            return new NotAllowed();
        }

        if (accountId == actor.AccountId)
        {
            return new OwnAccessUnchanged();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.StaffAssignments.FirstOrDefaultAsync(staff => staff.AccountId == accountId && staff.DisabledUtc == null, cancel) is not { } person)
        {
            return new StaffNotFound();
        }

        person.DisabledUtc = now;
        await StaffInvitations.EndAllAsync(database, accountId, now, cancel);
        var ended = await sessions.EndAllAsync(database, accountId, exceptHash: null, cancel);
        database.Record(actor, now, nameof(DisableStaff), null, new { person.Name, Role = person.Role.ToString() });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}

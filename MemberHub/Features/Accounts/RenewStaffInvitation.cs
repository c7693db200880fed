using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Mails somebody of the office a new set-up link; the one before is void.</summary>
public sealed class RenewStaffInvitation(MemberHubDatabases databases, StaffMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long accountId, CancellationToken cancel)
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
        var account = await database.Users.FirstOrDefaultAsync(row => row.Id == accountId && row.Email != null, cancel);
        var person = await database.StaffAssignments.FirstOrDefaultAsync(staff => staff.AccountId == accountId && staff.DisabledUtc == null, cancel);
        if (account is null || person is null)
        {
            return new StaffNotFound();
        }

        var link = await StaffInvitations.IssueAsync(database, accountId, now, cancel);
        await mails.AddInvitationAsync(database, now, account, person.Name, link, cancel);
        database.Record(actor, now, nameof(RenewStaffInvitation), null, new { person.Name });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

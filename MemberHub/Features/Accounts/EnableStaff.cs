using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Opens the office again to somebody to whom it was closed; their password and second factor are as they were. Who has no second factor is mailed a set-up link.</summary>
public sealed class EnableStaff(MemberHubDatabases databases, StaffMails mails, TimeProvider clock)
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

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.StaffAssignments.FirstOrDefaultAsync(staff => staff.AccountId == accountId && staff.DisabledUtc != null, cancel) is not { } person)
        {
            return new StaffNotFound();
        }

        person.DisabledUtc = null;
        var account = await database.Users.SingleAsync(row => row.Id == accountId, cancel);
        if (account.Email is { Length: > 0 } && !await database.SecondFactors.AnyAsync(factor => factor.AccountId == accountId, cancel)
            && !await database.AccountPasskeys.AnyAsync(passkey => passkey.AccountId == accountId, cancel))
        {
            await mails.AddInvitationAsync(database, now, account, person.Name, await StaffInvitations.IssueAsync(database, accountId, now, cancel), cancel);
        }

        database.Record(actor, now, nameof(EnableStaff), null, new { person.Name, Role = person.Role.ToString() });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

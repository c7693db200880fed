using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Takes the authenticator app of somebody of the office away who lost it. They are mailed a set-up link for another one.</summary>
public sealed class ResetSecondFactor(MemberHubDatabases databases, Sessions sessions, StaffMails mails, TimeProvider clock)
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
        if (await database.StaffAssignments.FirstOrDefaultAsync(staff => staff.AccountId == accountId && staff.DisabledUtc == null, cancel) is not { } person)
        {
            return new StaffNotFound();
        }

        await SecondFactors.RemoveAsync(database, accountId, cancel);

        // Whoever has the lost phone must not come in with a passkey on it.
        await database.AccountPasskeys.Where(passkey => passkey.AccountId == accountId).ExecuteDeleteAsync(cancel);
        var ended = await sessions.EndAllAsync(database, accountId, exceptHash: null, cancel);
        var account = await database.Users.SingleAsync(row => row.Id == accountId, cancel);
        if (account.Email is { Length: > 0 })
        {
            await mails.AddResetAsync(database, now, account, person.Name, await StaffInvitations.IssueAsync(database, accountId, now, cancel), cancel);
        }

        database.Record(actor, now, nameof(ResetSecondFactor), null, new { person.Name });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>Takes the notice of the member whose matter it is back (取下げ), until the day of leaving is over. What a confirmation took off is owed again.</summary>
public sealed class UndoWithdrawal(MemberHubDatabases databases, WithdrawalMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.EditMembers, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        if (await database.WithdrawalNotices.Live().SingleOrDefaultAsync(row => row.MemberId == memberId, cancel) is not { } notice)
        {
            return actor.OnBehalfOf is null ? new WithdrawalMoved(null) : await database.MovedAsync(memberId, cancel);
        }

        if (!notice.CanBeUndone(clock.Today()))
        {
            return new TooLateToUndo(notice.LeavesOn);
        }

        notice.Undo(nowUtc);
        await database.OweAgainAsync(notice, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(UndoWithdrawal), memberId, new { notice.Id, notice.LeavesOn, WasConfirmed = notice.ConfirmedUtc is not null });
        await mails.QueueAsync(database, notice, WithdrawalMailKind.Undone, [], cancel);
        return await database.CommitAsync(cancel);
    }
}

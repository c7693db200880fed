using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace MemberHub.Features.Withdrawal;

/// <summary>
/// Ends the memberships whose confirmed notice is due: the day is over and, where the society lets nobody go who owes, all is paid. As often as one
/// likes: who left stays left. Somebody who pays late leaves as of the notice's own day.
/// </summary>
public sealed class EndWithdrawals(MemberHubDatabases databases, WithdrawalMails mails, TimeProvider clock)
{
    /// <summary>How many memberships ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var ended = 0;
        await using var all = databases.OpenAcrossSocieties();
        foreach (var society in await all.Societies.AsNoTracking().ToListAsync(cancel))
        {
            var today = clock.Today();
            await using var reading = databases.Open(society.Id);
            var waiting = await reading.WithdrawalNotices.Live().Where(notice => notice.ConfirmedUtc != null && notice.LeavesOn < today).OrderBy(notice => notice.Id)
                .Select(notice => new { notice.Id, notice.MemberId }).ToListAsync(cancel);
            foreach (var notice in waiting)
            {
                ended += await EndAsync(society.Id, notice.Id, notice.MemberId, society.Settings.Withdrawal, cancel) ? 1 : 0;
            }
        }

        return ended;
    }

    // A transaction and a context of its own: what one member does meanwhile holds nobody else up.
    private async Task<bool> EndAsync(long societyId, long noticeId, long memberId, WithdrawalRule rule, CancellationToken cancel)
    {
        var (today, nowUtc) = (clock.Today(), clock.UtcNow());
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var notice = await database.WithdrawalNotices.SingleAsync(row => row.Id == noticeId, cancel);
        var owed = await database.OwedAsync(notice, today, cancel);
        if (!notice.IsDue(today, owed.Open(), rule))
        {
            return false;
        }

        var member = await database.Members.SingleAsync(row => row.Id == notice.MemberId, cancel);
        var changes = await database.EndMembershipAsync(member, MemberLeaving.Withdrawal, notice.LeavesOn, nowUtc, cancel);
        database.RecordBySystem(nowUtc, nameof(EndWithdrawals), member.Id, new { changes });
        await mails.QueueAsync(database, notice, WithdrawalMailKind.Ended, owed, cancel);
        return (await database.CommitAsync(cancel)).Succeeded;
    }
}

[DisallowConcurrentExecution]
internal sealed class EndWithdrawalsJob(EndWithdrawals end) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await end.RunAsync(cancellationToken);
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>
/// The office confirms a notice (受理). Dues of the years after the leaving that were charged already are taken off; the member is told what is owed.
/// </summary>
public sealed class ConfirmWithdrawal(MemberHubDatabases databases, WithdrawalMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        var (today, nowUtc) = (clock.Today(), clock.UtcNow());
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.WithdrawalNotices.Where(row => row.Id == id).Select(row => (long?)row.MemberId).SingleOrDefaultAsync(cancel) is not { } memberId)
        {
            return new NoSuchWithdrawal();
        }

        // What is read after the lock is what all earlier ones left.
        await database.LockLedgerAsync(memberId, cancel);
        var notice = await database.WithdrawalNotices.SingleAsync(row => row.Id == id, cancel);
        if (notice is not { IsLive: true, ConfirmedUtc: null })
        {
            return await database.MovedAsync(memberId, cancel);
        }

        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var needless = ledger.Charges.Where(charge => charge.IsOpen && notice.Terms.IsNeedless(charge.Item, charge.Year)).ToList();
        var paying = await database.LiveChargesAsync(memberId, cancel);
        if (needless.Find(charge => paying.Contains(charge.ChargeId)) is { } busy)
        {
            return new LaterYearIsBeingPaid(busy.Year);
        }

        var reason = mails.ReasonFor(notice);
        database.AddRange(needless.Select(charge => new Waiver(charge.ChargeId, charge.Open, reason, today, WaiverKind.Correction) { WithdrawalNoticeId = notice.Id }));
        notice.Confirm(actor.AccountId, nowUtc);
        var owed = notice.Terms.OwedOf(ledger);
        database.Record(actor, nowUtc, nameof(ConfirmWithdrawal), memberId, new
        {
            notice.Id,
            notice.LeavesOn,
            Owed = owed.Open().Value,
            TakenOff = needless.Select(charge => new { charge.ChargeId, Year = charge.Year.Year, Amount = charge.Open.Value }),
        });
        await mails.QueueAsync(database, notice, WithdrawalMailKind.Confirmed, owed, cancel);
        return await database.CommitAsync(cancel);
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>返金を取りやめる: nothing of a refund has left, and its money is the member's credit again; the member is told.</summary>
public sealed class WithdrawRefund(MemberHubDatabases databases, MoneyTrail trail, ReconciliationMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long refundId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RefundMoney))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var nowUtc = clock.UtcNow();
        var refund = await database.LockRefundAsync(refundId, cancel);
        switch (refund?.StageAt(nowUtc))
        {
            case RefundStage.AwaitsTransfer or RefundStage.Unclear:
                break;
            case RefundStage.Inquired:
                return new RefundInquired();
            case RefundStage.AtGateway:
                return new RefundAtGateway();
            default:
                return await trail.RefundNotOpenAsync(actor, refundId, cancel);
        }

        await ReviveAsync(database, refund, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(WithdrawRefund), refund.MemberId, new { Refund = refund.Id, Amount = refund.Amount.Value }, refund.Reason);
        await mails.QueueAsync(database, new MoneyMail(refund.MemberId, MoneyMailKind.RefundWithdrawn, refund.Amount), cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    // A payment has one credit that counts; a correction may have made one meanwhile.
    private static async Task ReviveAsync(MemberHubDbContext database, Refund refund, DateTime nowUtc, CancellationToken cancel)
    {
        refund.Withdraw(nowUtc);
        var held = await database.Credits.SingleOrDefaultAsync(item => item.PaymentId == refund.PaymentId && item.EndedUtc == null, cancel);
        if (held is null && await database.Credits.FirstOrDefaultAsync(
            item => item.PaymentId == refund.PaymentId && item.EndedUtc == refund.RequestedUtc && item.Amount == refund.Amount, cancel) is { } ended)
        {
            ended.Reopen();
            return;
        }

        held?.End(nowUtc);

        // The index allows one that counts.
        await database.SaveChangesAsync(cancel);
        database.Add(new Credit(refund.MemberId, refund.PaymentId, refund.Amount + (held?.Amount ?? Yen.Zero)));
    }
}

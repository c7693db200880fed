using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>返金済: the money of a credit has left; the member is told.</summary>
public sealed class FinishRefund(MemberHubDatabases databases, MoneyTrail trail, ReconciliationMails mails, TimeProvider clock)
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
        if (await database.LockRefundAsync(refundId, cancel) is not { } refund || refund.StageAt(nowUtc) == RefundStage.Ended)
        {
            return await trail.RefundNotOpenAsync(actor, refundId, cancel);
        }

        if (refund.StageAt(nowUtc) == RefundStage.Inquired)
        {
            return new RefundInquired();
        }

        refund.Finish(nowUtc, refund.Transaction);
        var order = await database.WholeOrders()
            .SingleOrDefaultAsync(item => database.Payments.Any(payment => payment.Id == refund.PaymentId && payment.OrderId == item.Id), cancel);
        order?.Record(PaymentEventKind.Refunded, nowUtc, actor.AccountId);
        database.Record(actor, nowUtc, nameof(FinishRefund), refund.MemberId, new { Refund = refund.Id, Amount = refund.Amount.Value }, refund.Reason);
        await mails.QueueAsync(database, new MoneyMail(refund.MemberId, MoneyMailKind.RefundDone, refund.Amount), cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

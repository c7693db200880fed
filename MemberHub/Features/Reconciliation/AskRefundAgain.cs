using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>もう一度問い合わせる: asks the gateway again for a refund that it has not answered. The same key, so that it sends the money once.</summary>
public sealed class AskRefundAgain(MemberHubDatabases databases, GatewayRefunds gateways, MoneyTrail trail, TimeProvider clock)
{
    public async Task<Result<RefundWay>> RunAsync(Actor actor, long refundId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RefundMoney))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var refund = await database.Refunds.AsNoTracking().SingleOrDefaultAsync(item => item.Id == refundId, cancel);
        switch (refund?.StageAt(clock.UtcNow()))
        {
            case RefundStage.Inquired:
                break;
            case RefundStage.AtGateway:
                return RefundWay.ByGateway;
            case RefundStage.AwaitsTransfer:
                return RefundWay.ByOffice;
            case RefundStage.Unclear:
                return new RefundUnclear();
            default:
                return await trail.RefundNotOpenAsync(actor, refundId, cancel);
        }

        var way = await gateways.AskAsync(actor, refund, cancel);
        database.Record(actor, clock.UtcNow(), nameof(AskRefundAgain), refund.MemberId, new { Refund = refund.Id, Amount = refund.Amount.Value, Answer = way.ToString() }, refund.Reason);
        await database.SaveChangesAsync(cancel);
        return way;
    }
}

using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips;

/// <summary>差戻し: the office sends no slip. The member reads why, and can ask again or pay another way.</summary>
public sealed class RejectSlips(SlipSteps steps, SlipMails mails)
{
    /// <summary>How long a reason may be: what a member's page shows in a line or two.</summary>
    public const int ReasonMaxLength = 200;

    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        if (orderIds.Count == 0)
        {
            return new NoSlips();
        }

        if (reason.Trim() is not { Length: > 0 and <= ReasonMaxLength } words)
        {
            return new SlipReasonMissing(ReasonMaxLength);
        }

        return await steps.RunAsync(actor, orderIds, async batch =>
        {
            foreach (var order in batch.Orders)
            {
                batch.Take(order, nameof(RejectSlips), PaymentEventKind.SlipRejected, [OrderState.SlipRequested, OrderState.SlipApproved], words, words);
            }

            await mails.QueueAsync(batch.Database, batch.Taken, SlipMailKind.Rejected, batch.NowUtc, () => words, cancel);
        }, cancel);
    }
}

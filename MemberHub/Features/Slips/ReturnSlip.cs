using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips;

/// <summary>返送: the post brought a slip back. The member reads what to correct; the slip can be sent again.</summary>
public sealed class ReturnSlip(SlipSteps steps, SlipMails mails)
{
    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, long orderId, string note, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        if (note.Trim() is not { Length: > 0 and <= RejectSlips.ReasonMaxLength } words)
        {
            return new SlipReasonMissing(RejectSlips.ReasonMaxLength);
        }

        return await steps.RunAsync(actor, [orderId], async batch =>
        {
            foreach (var order in batch.Orders)
            {
                batch.Take(order, nameof(ReturnSlip), PaymentEventKind.SlipReturned, [OrderState.SlipSent], words, words);
            }

            await mails.QueueAsync(batch.Database, batch.Taken, SlipMailKind.Returned, batch.NowUtc, () => words, cancel);
        }, cancel);
    }
}

using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips;

/// <summary>承認: the office will send these slips, to where the members' paper mail goes today.</summary>
public sealed class ApproveSlips(SlipSteps steps)
{
    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        if (orderIds.Count == 0)
        {
            return new NoSlips();
        }

        return await steps.RunAsync(actor, orderIds, async batch =>
        {
            var addresses = await batch.Database.ReadMailingAddressesAsync([.. batch.Orders.Select(order => order.MemberId)], cancel);
            foreach (var order in batch.Orders)
            {
                batch.Take(order, nameof(ApproveSlips), PaymentEventKind.SlipApproved, [OrderState.SlipRequested], to: addresses.GetValueOrDefault(order.MemberId));
            }
        }, cancel);
    }
}

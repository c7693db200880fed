using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>再発行: slips that were lost or came back are printed once more, for the address of today and with a new promise.</summary>
public sealed class ReprintSlips(SlipSteps steps, TimeProvider clock)
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
            var settings = await batch.Database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
            var promise = SlipPromise.For(clock.Today(), settings);
            var addresses = await batch.Database.ReadMailingAddressesAsync([.. batch.Orders.Select(order => order.MemberId)], cancel);
            foreach (var order in batch.Orders)
            {
                batch.Take(
                    order, nameof(ReprintSlips), PaymentEventKind.SlipApproved, [OrderState.SlipSent, OrderState.SlipReturned],
                    to: addresses.GetValueOrDefault(order.MemberId) ?? order.Details.SlipTo, promise: promise);
            }
        }, cancel);
    }
}

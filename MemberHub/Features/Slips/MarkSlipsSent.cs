using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips;

/// <summary>発送: the slips were posted on that day (振込用紙送付日). The member sees the day and is mailed.</summary>
public sealed class MarkSlipsSent(SlipSteps steps, SlipMails mails, TimeProvider clock)
{
    /// <summary>How many days back a posting can be entered.</summary>
    public const int DaysBack = 60;

    public async Task<Result<SlipsHandled>> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, DateOnly day, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return new NotAllowed();
        }

        if (orderIds.Count == 0)
        {
            return new NoSlips();
        }

        var today = clock.Today();
        if (day > today || day < today.AddDays(-DaysBack))
        {
            return new SlipDayWrong(today.AddDays(-DaysBack), today);
        }

        return await steps.RunAsync(actor, orderIds, async batch =>
        {
            foreach (var order in batch.Orders)
            {
                batch.Take(order, nameof(MarkSlipsSent), PaymentEventKind.SlipSent, [OrderState.SlipApproved], day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            await mails.QueueAsync(batch.Database, batch.Taken, SlipMailKind.Sent, batch.NowUtc, () => Show.Date(day), cancel);
        }, cancel);
    }
}

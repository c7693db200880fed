using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Slips.Office;

/// <summary>The list and the slip beside it.</summary>
public sealed record SlipsScreen(SlipList List, SlipView? Open, long? Wanted);

/// <summary>Reads both; the first slip of the list is open unless another one of it is asked for.</summary>
public sealed class SlipsReading(ListSlips list, OpenSlip open)
{
    public async Task<Result<SlipsScreen>> ReadAsync(Actor actor, SlipFilter filter, long? wanted, SlipList? known)
    {
        var rows = known is not null ? known : await list.RunAsync(actor, filter, CancellationToken.None);
        if (rows is not { Value: { } shown })
        {
            return rows.Refusal!;
        }

        var row = shown.Rows.FirstOrDefault(item => item.OrderId == wanted) ?? shown.Rows.FirstOrDefault();
        var opened = row is null ? null : (await open.RunAsync(actor, row.OrderId, CancellationToken.None)).Value;
        return new SlipsScreen(shown, opened, wanted);
    }
}

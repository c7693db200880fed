using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Tells the office, once, of a store's first report (速報) that nothing has followed for <see cref="InquiryPlan.Confirmation"/>: neither its
/// confirmation (確報) nor that it was taken back. Such an order cannot be cancelled and does not expire, so nobody else would see it.
/// </summary>
public sealed class NoteUnconfirmed(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>Of how many the office was told.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - InquiryPlan.Confirmation;
        await using var all = databases.OpenAcrossSocieties();
        var waiting = await all.PaymentOrders.AcrossSocieties()
            .Where(order => order.Method == PaymentMethod.ConvenienceStore && order.Lines.Any(line => line.ClosedUtc == null))
            .Where(order => order.Events.Any(item => item.Kind == PaymentEventKind.PreliminaryDeposit)
                && order.Events.Where(item => item.Kind == PaymentEventKind.PreliminaryDeposit).Max(item => item.OccurredUtc) < before)
            .Where(order => !all.PaymentTasks.AcrossSocieties().Any(task => task.OrderId == order.Id && (task.Kind == PaymentTaskKind.Unconfirmed || task.DoneUtc == null)))
            .OrderBy(order => order.Id).Select(order => new { order.SocietyId, order.MemberId, order.Id }).ToListAsync(cancel);
        var told = 0;
        foreach (var order in waiting)
        {
            told += await TellAsync(order.SocietyId, order.MemberId, order.Id, cancel) ? 1 : 0;
        }

        return told;
    }

    private async Task<bool> TellAsync(long societyId, long memberId, long orderId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = await database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
        var key = $"unconfirmed:{order.Reference}";
        if (order.State != OrderState.PreliminarilyPaid || await database.PaymentTasks.AnyAsync(task => task.Key == key, cancel))
        {
            return false;
        }

        var nowUtc = clock.UtcNow();
        database.Add(new PaymentTask(PaymentTaskKind.Unconfirmed, key, nowUtc)
        {
            MemberId = order.MemberId,
            OrderId = orderId,
            Detail = string.Create(CultureInfo.InvariantCulture, $"{GatewayReportKind.PreliminaryDeposit} {order.Amount.Value} "),
        });
        database.RecordBySystem(nowUtc, nameof(NoteUnconfirmed), order.MemberId, new { order.Reference });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}

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
/// Ends online orders that nobody paid (期限切れ): a day after their deadline, because a voucher may be at the till at that moment. A gateway that
/// can be asked is asked first, and closes the payment on its side.
/// </summary>
public sealed class CloseExpired(MemberHubDatabases databases, PaymentGateways gateways, GatewayReports reports, PaymentMails mails, TimeProvider clock)
{
    private const int Batch = 50;

    /// <summary>How many were ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - InquiryPlan.Grace;
        await using var all = databases.OpenAcrossSocieties();
        var due = await all.PaymentOrders.AcrossSocieties()
            .Where(order => order.DeadlineUtc < before && order.Lines.Any(line => line.ClosedUtc == null))
            .OrderBy(order => order.DeadlineUtc).Take(Batch).Select(order => new { order.SocietyId, order.Id, order.MemberId }).ToListAsync(cancel);
        var ended = 0;
        foreach (var order in due)
        {
            ended += await EndAsync(order.SocietyId, order.MemberId, order.Id, cancel) ? 1 : 0;
        }

        return ended;
    }

    private async Task<bool> EndAsync(long societyId, long memberId, long orderId, CancellationToken cancel)
    {
        if (!await IsUnpaidThereAsync(societyId, orderId, cancel))
        {
            return false;
        }

        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = await ReadAsync(database, orderId, cancel);
        var nowUtc = clock.UtcNow();
        if (!order.Record(PaymentEventKind.Expired, nowUtc))
        {
            return false;
        }

        database.RecordBySystem(nowUtc, nameof(CloseExpired), memberId, new { order.Reference, State = order.State.ToString() });
        if (order.Method == PaymentMethod.ConvenienceStore)
        {
            await mails.QueueAsync(database, order, PaymentMailKind.Expired, order.Amount, cancel);
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<bool> IsUnpaidThereAsync(long societyId, long orderId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        var order = await ReadAsync(database, orderId, cancel);
        if (order.State == OrderState.Started || gateways.Find(order.Gateway) is not { } gateway)
        {
            return true;
        }

        try
        {
            if (gateway.Abilities.CanInquire)
            {
                var report = await gateway.InquireAsync(order.ToGatewayPayment(), cancel);
                await reports.ApplyLateAsync(gateway, report, null, cancel);
                if (report.Kind is GatewayReportKind.Paid or GatewayReportKind.PreliminaryDeposit or GatewayReportKind.Expired or GatewayReportKind.Failed)
                {
                    return false;
                }
            }

            return !gateway.Abilities.CanCancel || await gateway.CancelAsync(order.ToGatewayPayment(), cancel) == CancelAnswer.Cancelled;
        }
        catch (Exception error) when (error is GatewayUnreachableException or GatewayRefusedException)
        {
            return false;
        }
    }

    private static Task<PaymentOrder> ReadAsync(MemberHubDbContext database, long orderId, CancellationToken cancel) =>
        database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
}

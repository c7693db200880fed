using System.Collections.Concurrent;
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
/// Ends online orders that nobody paid (期限切れ): a day after their deadline, because a voucher may be at the till at that moment. A gateway that
/// can be asked is asked first, and closes the payment on its side. One that does not say or does not close is asked again every hour; after
/// <see cref="InquiryPlan.Patience"/> the order ends all the same and the office is told. Money that comes later is credited.
/// </summary>
public sealed class CloseExpired(MemberHubDatabases databases, PaymentGateways gateways, GatewayReports reports, PaymentMails mails, TimeProvider clock)
{
    private const int Batch = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    // Those that could not be ended wait here, so that they do not take the places of others. A restart only asks for them sooner.
    private readonly ConcurrentDictionary<long, DateTime> pausedUntil = new();

    private enum Standing
    {
        /// <summary>Nobody can pay it any more.</summary>
        Unpaid,

        /// <summary>Money came or is coming, or the gateway's report has ended the order.</summary>
        Reported,

        /// <summary>The gateway gave no answer, or does not stop it.</summary>
        Unsure,
    }

    /// <summary>How many were ended.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var before = nowUtc - InquiryPlan.Grace;
        await using var all = databases.OpenAcrossSocieties();
        var due = await all.PaymentOrders.AcrossSocieties()
            .Where(order => order.DeadlineUtc < before && order.Lines.Any(line => line.ClosedUtc == null))
            .OrderBy(order => order.DeadlineUtc).ThenBy(order => order.Id).Select(order => new { order.SocietyId, order.Id, order.MemberId }).ToListAsync(cancel);
        foreach (var over in pausedUntil.Where(pause => pause.Value <= nowUtc).ToList())
        {
            pausedUntil.TryRemove(over);
        }

        var ended = 0;
        foreach (var order in due.Where(order => !pausedUntil.ContainsKey(order.Id)).Take(Batch).ToList())
        {
            if (await EndAsync(order.SocietyId, order.MemberId, order.Id, cancel))
            {
                ended++;
            }
            else
            {
                pausedUntil[order.Id] = nowUtc + Pause;
            }
        }

        return ended;
    }

    private async Task<bool> EndAsync(long societyId, long memberId, long orderId, CancellationToken cancel)
    {
        var (standing, code) = await AskAsync(societyId, orderId, cancel);
        if (standing == Standing.Reported)
        {
            return false;
        }

        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = await ReadAsync(database, orderId, cancel);
        var nowUtc = clock.UtcNow();
        if ((standing == Standing.Unsure && nowUtc < order.DeadlineUtc + InquiryPlan.Patience) || !order.Record(PaymentEventKind.Expired, nowUtc, detail: code))
        {
            return false;
        }

        database.RecordBySystem(nowUtc, nameof(CloseExpired), memberId, new { order.Reference, State = order.State.ToString() });
        if (standing == Standing.Unsure)
        {
            database.Add(new PaymentTask(PaymentTaskKind.OutcomeUnknown, $"expired:{order.Reference}", nowUtc)
            {
                MemberId = memberId,
                OrderId = orderId,
                Detail = string.Create(CultureInfo.InvariantCulture, $"closed {order.Amount.Value} {code}"),
            });
        }

        if (order.Method == PaymentMethod.ConvenienceStore)
        {
            await mails.QueueAsync(database, order, PaymentMailKind.Expired, order.Amount, cancel);
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<(Standing Standing, string Code)> AskAsync(long societyId, long orderId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        var order = await ReadAsync(database, orderId, cancel);
        if (order.State == OrderState.Started || gateways.Find(order.Gateway) is not { } gateway)
        {
            return (Standing.Unpaid, "");
        }

        try
        {
            if (gateway.Abilities.CanInquire)
            {
                var report = await gateway.InquireAsync(order.ToGatewayPayment(), cancel);
                await reports.ApplyLateAsync(gateway, report, null, cancel);
                if (report.Kind is GatewayReportKind.Paid or GatewayReportKind.PreliminaryDeposit or GatewayReportKind.Expired or GatewayReportKind.Failed)
                {
                    return (Standing.Reported, "");
                }
            }

            return !gateway.Abilities.CanCancel || await gateway.CancelAsync(order.ToGatewayPayment(), cancel) == CancelAnswer.Cancelled
                ? (Standing.Unpaid, "")
                : (Standing.Unsure, nameof(CancelAnswer.TooLate));
        }
        catch (GatewayUnreachableException)
        {
            return (Standing.Unsure, "no_answer");
        }
        catch (GatewayRefusedException refused)
        {
            return (Standing.Unsure, refused.Code);
        }
    }

    private static Task<PaymentOrder> ReadAsync(MemberHubDbContext database, long orderId, CancellationToken cancel) =>
        database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
}

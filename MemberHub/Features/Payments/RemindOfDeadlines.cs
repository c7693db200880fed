using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Reminds members of a voucher's deadline by mail, three days and one day before it, or as soon after as may be; each once.</summary>
public sealed class RemindOfDeadlines(MemberHubDatabases databases, PaymentMails mails, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>How many mails were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var today = clock.Today();
        var (lastUtc, firstUtc) = (StartOf(today.AddDays(2)), StartOf(today.AddDays(4)));
        await using var all = databases.OpenAcrossSocieties();
        var live = await all.PaymentOrders.AcrossSocieties()
            .Where(order => order.Method == PaymentMethod.ConvenienceStore && order.DeadlineUtc > nowUtc && order.DeadlineUtc < firstUtc)
            .Where(order => order.Lines.Any(line => line.ClosedUtc == null) && order.Events.Any(item => item.Kind == PaymentEventKind.VoucherIssued))
            .Where(order => order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryDeposit) <= order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryTakenBack))
            .Where(order => !order.Events.Any(item => item.Kind == PaymentEventKind.Reminded
                && item.Detail == (order.DeadlineUtc < lastUtc ? nameof(PaymentMailKind.DeadlineTomorrow) : nameof(PaymentMailKind.DeadlineInThreeDays))))
            .OrderBy(order => order.DeadlineUtc).ThenBy(order => order.Id).Take(Batch)
            .Select(order => new { order.SocietyId, order.MemberId, order.Id, IsLast = order.DeadlineUtc < lastUtc }).ToListAsync(cancel);
        var written = 0;
        foreach (var order in live)
        {
            var kind = order.IsLast ? PaymentMailKind.DeadlineTomorrow : PaymentMailKind.DeadlineInThreeDays;
            written += await RemindAsync(order.SocietyId, order.MemberId, order.Id, kind, cancel) ? 1 : 0;
        }

        return written;
    }

    private static DateTime StartOf(DateOnly day) => JapanTime.UtcOf(day.ToDateTime(TimeOnly.MinValue));

    private async Task<bool> RemindAsync(long societyId, long memberId, long orderId, PaymentMailKind kind, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var order = await database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
        var key = $"mail:{order.Reference}:{kind}";
        if (order.State != OrderState.AwaitingDeposit || order.Events.Any(item => item.EffectKey == key) || !order.Record(PaymentEventKind.Reminded, clock.UtcNow(), detail: kind.ToString(), effectKey: key))
        {
            return false;
        }

        await mails.QueueAsync(database, order, kind, order.Amount, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}

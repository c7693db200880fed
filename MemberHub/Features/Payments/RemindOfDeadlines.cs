using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Reminds members of a voucher's deadline by mail, three days and one day before it; each once.</summary>
public sealed class RemindOfDeadlines(MemberHubDatabases databases, PaymentMails mails, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>How many mails were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var until = nowUtc.AddDays(4);
        await using var all = databases.OpenAcrossSocieties();
        var live = await all.PaymentOrders.AcrossSocieties()
            .Where(order => order.Method == PaymentMethod.ConvenienceStore && order.DeadlineUtc > nowUtc && order.DeadlineUtc < until)
            .Where(order => order.Lines.Any(line => line.ClosedUtc == null))
            .OrderBy(order => order.DeadlineUtc).Take(Batch).Select(order => new { order.SocietyId, order.MemberId, order.Id, order.DeadlineUtc }).ToListAsync(cancel);
        var written = 0;
        foreach (var order in live)
        {
            var days = JapanTime.DateOf(order.DeadlineUtc!.Value).DayNumber - clock.Today().DayNumber;
            PaymentMailKind? kind = days switch { <= 1 => PaymentMailKind.DeadlineTomorrow, <= 3 => PaymentMailKind.DeadlineInThreeDays, _ => null };
            written += kind is { } due && await RemindAsync(order.SocietyId, order.MemberId, order.Id, due, cancel) ? 1 : 0;
        }

        return written;
    }

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

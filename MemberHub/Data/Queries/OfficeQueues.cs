using System.Linq.Expressions;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>What waits in the office: how many, and since when the oldest of them.</summary>
public sealed record OfficeQueue(OfficeQueueKind Kind, int Count, DateTime? OldestUtc);

/// <summary>The office's queues, in the order in which the cockpit shows them.</summary>
public enum OfficeQueueKind
{
    /// <summary>Money that is not matched to anybody yet (未消込).</summary>
    Deposits,

    /// <summary>払込取扱票 asked for, not reviewed.</summary>
    Slips,

    /// <summary>Matters about payments that a person has to look at (事務局の確認事項).</summary>
    Tasks,

    /// <summary>Mail that was given up and that nobody took note of.</summary>
    FailedMails,

    /// <summary>払込番号 whose deadline comes within <see cref="OfficeQueuesQuery.ExpiringWithin"/>, unpaid.</summary>
    ExpiringNumbers,
}

/// <summary>Counts the queues, one statement each.</summary>
public static class OfficeQueuesQuery
{
    /// <summary>How soon a voucher's deadline is to come for the office to look at it.</summary>
    public static readonly TimeSpan ExpiringWithin = TimeSpan.FromDays(3);

    public static async Task<IReadOnlyList<OfficeQueue>> ReadOfficeQueuesAsync(this MemberHubDbContext database, DateTime nowUtc, CancellationToken cancel) =>
    [
        await database.ReadDepositsAsync(cancel),
        await database.SlipsToReview().AsQueueAsync(OfficeQueueKind.Slips, order => order.CreatedUtc, cancel),
        await database.PaymentTasks.Where(task => task.DoneUtc == null).AsQueueAsync(OfficeQueueKind.Tasks, task => task.CreatedUtc, cancel),
        await database.FailedMails().AsQueueAsync(OfficeQueueKind.FailedMails, mail => mail.FailedUtc!.Value, cancel),
        new(OfficeQueueKind.ExpiringNumbers, await database.ExpiringNumbers(nowUtc).CountAsync(cancel), null),
    ];

    /// <summary>Slip requests that wait for the office's yes or no.</summary>
    public static IQueryable<PaymentOrder> SlipsToReview(this MemberHubDbContext database) =>
        database.Slips().Where(slip => slip.Step.Kind == PaymentEventKind.SlipRequested).Select(slip => slip.Order);

    /// <summary>Mails that were given up and that nobody took note of.</summary>
    public static IQueryable<OutboxMail> FailedMails(this MemberHubDbContext database) => database.OutboxMails.Where(mail => mail.FailedUtc != null && mail.NotedUtc == null);

    /// <summary>Unpaid voucher orders that expire soon.</summary>
    public static IQueryable<PaymentOrder> ExpiringNumbers(this MemberHubDbContext database, DateTime nowUtc)
    {
        var until = nowUtc + ExpiringWithin;
        return database.PaymentOrders.Where(order =>
            order.Method == PaymentMethod.ConvenienceStore && order.DeadlineUtc > nowUtc && order.DeadlineUtc <= until
            && order.Lines.Any(line => line.ClosedUtc == null)
            && order.Events.Any(item => item.Kind == PaymentEventKind.VoucherIssued)
            && order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryDeposit) <= order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryTakenBack));
    }

    // Money waits from the day on which it came.
    private static async Task<OfficeQueue> ReadDepositsAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var found = await database.UnmatchedDeposits.Where(deposit => deposit.ClosedUtc == null)
            .GroupBy(_ => 1).Select(all => new { Count = all.Count(), Oldest = all.Min(deposit => deposit.ReceivedOn) }).FirstOrDefaultAsync(cancel);
        return new OfficeQueue(OfficeQueueKind.Deposits, found?.Count ?? 0, found is null ? null : JapanTime.UtcOf(found.Oldest.ToDateTime(TimeOnly.MinValue)));
    }

    private static async Task<OfficeQueue> AsQueueAsync<T>(this IQueryable<T> waiting, OfficeQueueKind kind, Expression<Func<T, DateTime>> since, CancellationToken cancel)
    {
        var found = await waiting.Select(since).GroupBy(_ => 1).Select(all => new { Count = all.Count(), Oldest = all.Min() }).FirstOrDefaultAsync(cancel);
        return new OfficeQueue(kind, found?.Count ?? 0, found?.Oldest);
    }
}

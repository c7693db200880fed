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

    /// <summary>Mail that was given up or came back, and returned mail that nobody could read, of which nobody took note.</summary>
    FailedMails,

    /// <summary>Profiles that members changed and nobody looked at (会員による変更).</summary>
    ProfileReviews,

    /// <summary>払込番号 whose deadline comes within <see cref="OfficeQueuesQuery.ExpiringWithin"/>, unpaid.</summary>
    ExpiringNumbers,

    /// <summary>払込取扱票 that the post brought back (返送).</summary>
    ReturnedSlips,

    /// <summary>Tickets that wait for the office (お問い合わせ).</summary>
    Support,

    /// <summary>退会届 that nobody has confirmed or sent back.</summary>
    Withdrawals,
}

/// <summary>Counts the queues in four statements: money, slips, expiring numbers, and all those of which each row is one thing to do.</summary>
public static class OfficeQueuesQuery
{
    /// <summary>How soon a voucher's deadline is to come for the office to look at it.</summary>
    public static readonly TimeSpan ExpiringWithin = TimeSpan.FromDays(3);

    // A voucher that one of these happened to is no longer waited for.
    private static readonly IReadOnlyList<PaymentEventKind> Ends = [PaymentEventKind.Settled, PaymentEventKind.Failed, PaymentEventKind.Cancelled, PaymentEventKind.Expired];

    public static async Task<IReadOnlyList<OfficeQueue>> ReadOfficeQueuesAsync(this MemberHubDbContext database, DateTime nowUtc, CancellationToken cancel)
    {
        var slips = await database.CountSlipsAsync(cancel);
        var waiting = await database.ReadWaitingAsync(cancel);
        return
        [
            await database.ReadDepositsAsync(cancel),
            slips.AsQueue(OfficeQueueKind.Slips, SlipStage.Requested),
            waiting(OfficeQueueKind.Tasks),
            waiting(OfficeQueueKind.FailedMails),
            waiting(OfficeQueueKind.ProfileReviews),
            new(OfficeQueueKind.ExpiringNumbers, await database.ExpiringNumbers(nowUtc).CountAsync(cancel), null),
            slips.AsQueue(OfficeQueueKind.ReturnedSlips, SlipStage.Returned),
            waiting(OfficeQueueKind.Support),
            waiting(OfficeQueueKind.Withdrawals),
        ];
    }

    /// <summary>Mails that were given up or came back and that nobody took note of.</summary>
    public static IQueryable<OutboxMail> FailedMails(this MemberHubDbContext database) => database.OutboxMails.Where(mail => mail.FailedUtc != null && mail.NotedUtc == null);

    /// <summary>Files of returned mail that a person has to look at and nobody did.</summary>
    public static IQueryable<MailBounce> UnreadableBounces(this MemberHubDbContext database) =>
        database.MailBounces.Where(bounce => bounce.Kind == MailBounceKind.Unreadable && bounce.NotedUtc == null);

    /// <summary>Unpaid voucher orders that expire soon. What happened is asked, not which lines are open: SQLite would walk the index of all open lines.</summary>
    public static IQueryable<PaymentOrder> ExpiringNumbers(this MemberHubDbContext database, DateTime nowUtc)
    {
        var (until, ends) = (nowUtc + ExpiringWithin, Ends);
        return database.PaymentOrders.Where(order =>
            order.Method == PaymentMethod.ConvenienceStore && order.DeadlineUtc > nowUtc && order.DeadlineUtc <= until
            && !order.Events.Any(end => ends.Contains(end.Kind) && !order.Events.Any(later => later.Kind == PaymentEventKind.SettlementUndone && later.Sequence > end.Sequence))
            && order.Events.Any(item => item.Kind == PaymentEventKind.VoucherIssued)
            && order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryDeposit) <= order.Events.Count(item => item.Kind == PaymentEventKind.PreliminaryTakenBack));
    }

    // One statement for all of them: the cockpit is opened again and again.
    private static async Task<Func<OfficeQueueKind, OfficeQueue>> ReadWaitingAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var found = await database.PaymentTasks.Where(task => task.DoneUtc == null).Select(task => new { Kind = OfficeQueueKind.Tasks, Since = task.CreatedUtc })
            .Concat(database.FailedMails().Select(mail => new { Kind = OfficeQueueKind.FailedMails, Since = mail.FailedUtc!.Value }))
            .Concat(database.UnreadableBounces().Select(bounce => new { Kind = OfficeQueueKind.FailedMails, Since = bounce.ReceivedUtc }))
            .Concat(database.ProfileReviews.Where(review => review.ReviewedUtc == null).Select(review => new { Kind = OfficeQueueKind.ProfileReviews, Since = review.ChangedUtc }))
            .Concat(database.WaitingTickets().Select(ticket => new { Kind = OfficeQueueKind.Support, Since = ticket.CreatedUtc }))
            .Concat(database.WithdrawalNotices.Live().Where(notice => notice.ConfirmedUtc == null).Select(notice => new { Kind = OfficeQueueKind.Withdrawals, Since = notice.HandedInUtc }))
            .GroupBy(item => item.Kind)
            .Select(queue => new { queue.Key, Count = queue.Count(), Oldest = queue.Min(item => item.Since) })
            .ToDictionaryAsync(queue => queue.Key, queue => new OfficeQueue(queue.Key, queue.Count, queue.Oldest), cancel);
        return kind => found.GetValueOrDefault(kind) ?? new OfficeQueue(kind, 0, null);
    }

    private static OfficeQueue AsQueue(this IReadOnlyList<SlipStageCount> slips, OfficeQueueKind kind, SlipStage stage)
    {
        var found = slips.FirstOrDefault(slip => slip.Stage == stage);
        return new OfficeQueue(kind, found?.Count ?? 0, found?.OldestUtc);
    }

    // Money waits from the day on which it came.
    private static async Task<OfficeQueue> ReadDepositsAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var found = await database.UnmatchedDeposits.Where(deposit => deposit.ClosedUtc == null)
            .GroupBy(_ => 1).Select(all => new { Count = all.Count(), Oldest = all.Min(deposit => deposit.ReceivedOn) }).FirstOrDefaultAsync(cancel);
        return new OfficeQueue(OfficeQueueKind.Deposits, found?.Count ?? 0, found is null ? null : JapanTime.UtcOf(found.Oldest.ToDateTime(TimeOnly.MinValue)));
    }
}

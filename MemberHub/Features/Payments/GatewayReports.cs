using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Gateways;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Applies what a gateway says about an order: event, money, audit line, mail and the notification's own outcome in one transaction. The
/// same report has its effect once, whoever brings it: a notification, a fetched event or an inquiry.
/// </summary>
public sealed class GatewayReports(MemberHubDatabases databases, PaymentMails mails, TimeProvider clock)
{
    private const int Attempts = 3;

    private readonly CompiledQuery<Func<MemberHubDbContext, string, string, CancellationToken, Task<Owner?>>> owners = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, string reference, string gateway, CancellationToken cancel) => database.PaymentOrders.IgnoreQueryFilters(new[] { SocietyFilter.Name })
            .Where(order => order.Reference == reference && order.Gateway == gateway)
            .Select(order => new Owner(order.Id, order.SocietyId, order.MemberId)).SingleOrDefault()));

    public Task<NotificationOutcome> ApplyAsync(IPaymentGateway gateway, GatewayReport report, long? messageId, CancellationToken cancel) =>
        ApplyAsync(gateway, report, messageId, late: false, cancel);

    /// <summary>For a company that was answered before: where its answer decided about the money, only a person may book it now.</summary>
    public Task<NotificationOutcome> ApplyLateAsync(IPaymentGateway gateway, GatewayReport report, long? messageId, CancellationToken cancel) =>
        ApplyAsync(gateway, report, messageId, late: true, cancel);

    /// <summary>Asks the office, once, to look after a notification that cannot be applied, however often it is tried.</summary>
    /// <param name="reference">The order that it is about, or empty where that is not known.</param>
    public async Task AskOfficeAsync(GatewayMessage message, string reference, CancellationToken cancel)
    {
        var (owner, societyId) = await FindAsync(message.Gateway, reference, cancel);
        if (societyId == 0)
        {
            return;
        }

        await using var database = databases.Open(societyId);
        await AskOfficeAsync(
            database,
            new PaymentTask(PaymentTaskKind.Unclear, string.Create(CultureInfo.InvariantCulture, $"{message.Gateway}:message:{message.Id}"), clock.UtcNow())
            {
                MemberId = owner?.MemberId,
                OrderId = owner?.Id,
                MessageId = message.Id,
                Detail = string.Create(CultureInfo.InvariantCulture, $"{message.Gateway} {message.Id} {message.EventId}").TrimEnd(),
            },
            cancel);
        await database.SaveChangesAsync(cancel);
    }

    // What names no order of any society is the first one's to look after.
    private async Task<(Owner? Owner, long SocietyId)> FindAsync(string gateway, string reference, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        var owner = await owners.On(all)(all, reference, gateway, cancel);
        return (owner, owner?.SocietyId ?? await all.Societies.OrderBy(society => society.Id).Select(society => society.Id).FirstOrDefaultAsync(cancel));
    }

    // Two transactions that met at a unique index are run again one after the other.
    private async Task<NotificationOutcome> ApplyAsync(IPaymentGateway gateway, GatewayReport report, long? messageId, bool late, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ApplyOnceAsync(gateway, report, messageId, late, cancel);
            }
            catch (DbUpdateException error) when (attempt < Attempts && (error is DbUpdateConcurrencyException || error.IsUniqueViolation()))
            {
                // The other one's effect is there now; this run sees it.
            }
        }
    }

    private async Task<NotificationOutcome> ApplyOnceAsync(IPaymentGateway gateway, GatewayReport report, long? messageId, bool late, CancellationToken cancel)
    {
        var (owner, societyId) = await FindAsync(gateway.Name, report.Reference, cancel);
        if (societyId == 0)
        {
            return NotificationOutcome.UnknownOrder;
        }

        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Database.AutoSavepointsEnabled = false; // a save that fails ends the transaction
        var outcome = NotificationOutcome.UnknownOrder;
        if (owner is not null)
        {
            await database.LockLedgerAsync(owner.MemberId, cancel);
            var order = await database.WholeOrderAsync(owner.Id, cancel);
            outcome = await ApplyAsync(database, gateway, order, report, messageId, late, cancel);
        }
        else
        {
            await AskOfficeAsync(database, PaymentTaskKind.UnknownOrder, $"{gateway.Name}:{report.EffectKey}", null, messageId, report, cancel);
        }

        await FinishMessageAsync(database, messageId, outcome, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return outcome;
    }

    private async Task<NotificationOutcome> ApplyAsync(
        MemberHubDbContext database, IPaymentGateway gateway, PaymentOrder order, GatewayReport report, long? messageId, bool late, CancellationToken cancel)
    {
        var key = $"{gateway.Name}:{report.EffectKey}";
        if (order.Events.Any(item => item.EffectKey == key))
        {
            return NotificationOutcome.Repeated;
        }

        if (report.CustomerCode.Length > 0 && !await IsPayerAsync(database, order, report.CustomerCode, cancel))
        {
            await AskOfficeAsync(database, PaymentTaskKind.Unclear, key, order, messageId, report, cancel);
            return NotificationOutcome.UnknownOrder;
        }

        var nowUtc = clock.UtcNow();

        // While nothing is decided, the number that is known is the one by which the attempt can be ended.
        if (order.Transaction.Length == 0 || report.Kind is not (GatewayReportKind.Pending or GatewayReportKind.Unclear))
        {
            order.Know(report.Transaction);
        }

        switch (report.Kind)
        {
            case GatewayReportKind.Paid:
                return await BookAsync(database, gateway, order, report, key, messageId, late, cancel);
            case GatewayReportKind.Issued when report.Voucher is { } voucher:
                return await NoteAsync(database, order, order.Issue(voucher, nowUtc, report.Transaction, key), PaymentMailKind.VoucherIssued, cancel);
            case GatewayReportKind.PreliminaryDeposit:
                return await NoteAsync(database, order, order.Record(PaymentEventKind.PreliminaryDeposit, nowUtc, effectKey: key), null, cancel);
            case GatewayReportKind.PreliminaryTakenBack:
                return await NoteAsync(database, order, order.Record(PaymentEventKind.PreliminaryTakenBack, nowUtc, effectKey: key), null, cancel);
            case GatewayReportKind.Failed:
                return await NoteAsync(database, order, order.Record(PaymentEventKind.Failed, nowUtc, detail: report.Code, effectKey: key), null, cancel);
            case GatewayReportKind.Expired when order.State == OrderState.PreliminarilyPaid:
                // The store has taken the money in, says the first report; which of the two holds, only the company's console tells.
                await AskOfficeAsync(database, PaymentTaskKind.Unclear, key, order, messageId, report, cancel);
                return NotificationOutcome.ForOffice;
            case GatewayReportKind.Expired:
                return await NoteAsync(database, order, order.Record(PaymentEventKind.Expired, nowUtc, effectKey: key), PaymentMailKind.Expired, cancel);
            case GatewayReportKind.Refunded:
                return await RefundAsync(database, order, report, key, messageId, cancel);
            case GatewayReportKind.Pending:
                return NotificationOutcome.Applied;
            default:
                await DeclineRefundAsync(database, order, report.FailedRefund, cancel);
                await AskOfficeAsync(database, PaymentTaskKind.Unclear, key, order, messageId, report, cancel);
                return NotificationOutcome.ForOffice;
        }
    }

    // What the company could not send back is the office's to send.
    private async Task DeclineRefundAsync(MemberHubDbContext database, PaymentOrder order, string transaction, CancellationToken cancel)
    {
        if (transaction.Length > 0 && await database.Refunds.SingleOrDefaultAsync(item => item.Transaction == transaction && item.DoneUtc == null, cancel) is { } refund)
        {
            refund.Decline();
            database.RecordBySystem(clock.UtcNow(), nameof(GatewayReports), order.MemberId, new { order.Reference, FailedRefund = transaction });
        }
    }

    // The company keeps the code that it was told; its member may be another's by now (統合).
    private static async Task<bool> IsPayerAsync(MemberHubDbContext database, PaymentOrder order, string code, CancellationToken cancel) =>
        GatewayCalls.MemberOf(code, order.SocietyId) is { } told
        && (told == order.MemberId || await database.ReadStayingAsync(told, cancel) == order.MemberId);

    private async Task<NotificationOutcome> NoteAsync(
        MemberHubDbContext database, PaymentOrder order, bool recorded, PaymentMailKind? mail, CancellationToken cancel)
    {
        if (!recorded)
        {
            return NotificationOutcome.Applied;
        }

        database.RecordBySystem(clock.UtcNow(), nameof(GatewayReports), order.MemberId, new { order.Reference, State = order.State.ToString() });
        if (mail is { } kind)
        {
            await mails.QueueAsync(database, order, kind, order.Amount, cancel);
        }

        return NotificationOutcome.Applied;
    }

    private async Task<NotificationOutcome> BookAsync(
        MemberHubDbContext database, IPaymentGateway gateway, PaymentOrder order, GatewayReport report, string key, long? messageId, bool late, CancellationToken cancel)
    {
        if (order.Method == PaymentMethod.Card && gateway.Abilities.RefusalVoidsCard)
        {
            if (late)
            {
                await AskOfficeAsync(database, PaymentTaskKind.OutcomeUnknown, key, order, messageId, report, cancel);
                return NotificationOutcome.ForOffice;
            }

            // The company voids what is refused, so it costs the member nothing; taken, it would have to be sent back.
            if (order.State == OrderState.Paid)
            {
                return NotificationOutcome.AlreadySettled;
            }

            if (report.Amount != order.Amount)
            {
                await AskOfficeAsync(database, PaymentTaskKind.AmountDiffers, key, order, messageId, report, cancel);
                return NotificationOutcome.WrongAmount;
            }
        }

        var amount = await NewMoneyAsync(database, order, report, cancel);
        if (amount <= Yen.Zero)
        {
            return NotificationOutcome.Repeated;
        }

        var nowUtc = clock.UtcNow();
        var before = order.State;
        var booked = await database.SettleOrderAsync(
            order,
            new ReceivedMoney(amount, JapanTime.DateOf(report.OccurredUtc), PaymentSource.Gateway) { Transaction = report.Transaction, EffectKey = key },
            nowUtc,
            cancel);
        database.RecordBySystem(nowUtc, nameof(GatewayReports), order.MemberId, new
        {
            order.Reference,
            Before = before.ToString(),
            State = order.State.ToString(),
            Amount = amount.Value,
            Credited = booked.Credited.Value,
        });
        await mails.QueueMoneyAsync(database, order, booked, cancel);
        return NotificationOutcome.Applied;
    }

    // Where the company tells the sum of all that came through it, a lost or overtaken report cannot lead to a wrong one.
    private static async Task<Yen> NewMoneyAsync(MemberHubDbContext database, PaymentOrder order, GatewayReport report, CancellationToken cancel)
    {
        if (report.Cumulative is not { } cumulative)
        {
            return report.Amount;
        }

        var booked = await database.Payments.Where(payment => payment.OrderId == order.Id && payment.Source == PaymentSource.Gateway).Select(payment => payment.Amount).ToListAsync(cancel);
        return cumulative - booked.Total();
    }

    private async Task<NotificationOutcome> RefundAsync(
        MemberHubDbContext database, PaymentOrder order, GatewayReport report, string key, long? messageId, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var refund = await database.Refunds.FirstOrDefaultAsync(
            item => item.DoneUtc == null && item.Amount == report.Amount && database.Payments.Any(payment => payment.Id == item.PaymentId && payment.OrderId == order.Id), cancel);
        if (refund is null)
        {
            // Sent back in the company's own console: only the office knows why, and which charges are open again.
            await AskOfficeAsync(database, PaymentTaskKind.Unclear, key, order, messageId, report, cancel);
            return NotificationOutcome.ForOffice;
        }

        refund.Finish(nowUtc, refund.Transaction);
        return await NoteAsync(database, order, order.Record(PaymentEventKind.Refunded, nowUtc, effectKey: key), PaymentMailKind.Refunded, cancel);
    }

    private Task AskOfficeAsync(
        MemberHubDbContext database, PaymentTaskKind kind, string key, PaymentOrder? order, long? messageId, GatewayReport report, CancellationToken cancel) =>
        AskOfficeAsync(
            database,
            new PaymentTask(kind, key, clock.UtcNow())
            {
                MemberId = order?.MemberId,
                OrderId = order?.Id,
                MessageId = messageId,
                Detail = string.Create(CultureInfo.InvariantCulture, $"{report.Kind} {report.Amount.Value} {report.Code}"),
            },
            cancel);

    private static async Task AskOfficeAsync(MemberHubDbContext database, PaymentTask asked, CancellationToken cancel)
    {
        if (!await database.PaymentTasks.AnyAsync(task => task.Key == asked.Key, cancel))
        {
            database.Add(asked);
        }
    }

    private static async Task FinishMessageAsync(MemberHubDbContext database, long? messageId, NotificationOutcome outcome, CancellationToken cancel)
    {
        if (messageId is { } id)
        {
            await database.Database.ExecuteSqlAsync($"""UPDATE "GatewayMessages" SET "Outcome" = {outcome.ToString()} WHERE "Id" = {id}""", cancel);
        }
    }

    private sealed record Owner(long Id, long SocietyId, long MemberId);
}

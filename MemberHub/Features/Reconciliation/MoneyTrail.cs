using System.Globalization;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation;

/// <summary>Says who was first with a credit, a refund or a matter of the office, as the audit trail keeps it.</summary>
public sealed class MoneyTrail(MemberHubDatabases databases, DepositHistory history, IStringLocalizer<ReconciliationText> text)
{
    public async Task<Refusal> CreditGoneAsync(Actor actor, long creditId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var ended = await database.Credits.Where(item => item.Id == creditId).Select(item => item.EndedUtc).SingleOrDefaultAsync(cancel);
        var (who, what, when) = await LastAsync(database, "Credit", creditId, [nameof(ApplyCredit), nameof(RefundCredit)], ended, cancel);
        return new CreditGone(who, what, when);
    }

    public async Task<Refusal> RefundNotOpenAsync(Actor actor, long refundId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var done = await database.Refunds.Where(item => item.Id == refundId).Select(item => item.DoneUtc).SingleOrDefaultAsync(cancel);
        var (who, what, when) = await LastAsync(database, "Refund", refundId, [nameof(FinishRefund), nameof(WithdrawRefund)], done, cancel);
        return new RefundNotOpen(who, what, when);
    }

    public async Task<Refusal> TaskClosedAsync(Actor actor, long taskId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var closed = await database.PaymentTasks.Where(item => item.Id == taskId).Select(item => item.DoneUtc).SingleOrDefaultAsync(cancel);
        var (who, _, when) = await LastAsync(database, "Task", taskId, [nameof(CloseTask), nameof(TakeBackPreliminary)], closed, cancel);
        return new TaskClosed(who, when);
    }

    // What a company's report or another part of the portal has ended is in no line of these actions.
    private async Task<(string Who, string What, string When)> LastAsync(
        MemberHubDbContext database, string fact, long id, string[] actions, DateTime? endedUtc, CancellationToken cancel)
    {
        var begin = string.Create(CultureInfo.InvariantCulture, $$"""{"{{fact}}":{{id}},""");
        var last = await database.AuditEntries.Where(entry => actions.Contains(entry.Action) && entry.Details.StartsWith(begin))
            .OrderByDescending(entry => entry.Id).Select(entry => new { entry.AccountId, entry.Action, entry.OccurredUtc }).FirstOrDefaultAsync(cancel);
        return last is null
            ? (text["Trail.Nobody"], text["Trail.Ended"], endedUtc is { } utc ? DepositHistory.Moment(utc) : "")
            : (await history.NameAsync(database, last.AccountId, cancel), text[$"Trail.{last.Action}"], DepositHistory.Moment(last.OccurredUtc));
    }
}

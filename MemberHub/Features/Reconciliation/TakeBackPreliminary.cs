using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// 速報取消: records by hand that the first report of a deposit was taken back, where the company does not say so in a way that is documented, and
/// closes the matter. The order is unpaid again, or ends when its charges were paid another way meanwhile.
/// </summary>
public sealed class TakeBackPreliminary(MemberHubDatabases databases, MoneyTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long taskId, string note, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        if (DepositChange.Note(note) is not { } said)
        {
            return new MoneyReasonMissing();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var about = await database.PaymentTasks.Where(task => task.Id == taskId)
            .Join(database.PaymentOrders, task => task.OrderId, order => order.Id, (_, order) => new { order.Id, order.MemberId }).SingleOrDefaultAsync(cancel);
        if (about is null)
        {
            return new NotPreliminary();
        }

        await database.LockLedgerAsync(about.MemberId, cancel);
        var (order, nowUtc) = (await database.WholeOrderAsync(about.Id, cancel), clock.UtcNow());
        if (!await database.CloseTaskAsync(taskId, nowUtc, cancel))
        {
            return await trail.TaskClosedAsync(actor, taskId, cancel);
        }

        if (order.State != OrderState.PreliminarilyPaid)
        {
            return new NotPreliminary();
        }

        await TakeBackAsync(database, order, actor, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(TakeBackPreliminary), order.MemberId, new { Task = taskId, order.Reference, State = order.State.ToString() }, said);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static async Task TakeBackAsync(MemberHubDbContext database, PaymentOrder order, Actor actor, DateTime nowUtc, CancellationToken cancel)
    {
        // As often as it was reported.
        do
        {
            order.Record(PaymentEventKind.PreliminaryTakenBack, nowUtc, actor.AccountId);
        }
        while (order.State == OrderState.PreliminarilyPaid);

        if (await database.AsksForTooMuchAsync(order, cancel))
        {
            order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId, DepositSettlement.SettledOtherwise);
        }
    }
}

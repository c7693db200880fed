using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Slips;

/// <summary>What became of a press: how many slips took the step, and which had been handled before, by whom.</summary>
public sealed record SlipsHandled(int Count, IReadOnlyList<MissedSlip> Missed)
{
    /// <summary>The pile that was made of them; null for other steps than printing.</summary>
    public long? PileId { get; init; }

    /// <summary>How many are left to a job; their pile is ready later.</summary>
    public int Queued { get; init; }
}

/// <summary>Slips under the lock of their members' ledgers, within one transaction.</summary>
public sealed class SlipBatch(MemberHubDbContext database, Actor actor, IReadOnlyList<PaymentOrder> orders, DateTime nowUtc)
{
    private readonly List<PaymentOrder> taken = [];

    public MemberHubDbContext Database => database;

    public DateTime NowUtc => nowUtc;

    /// <summary>In the order in which they were asked for.</summary>
    public IReadOnlyList<PaymentOrder> Orders => orders;

    /// <summary>Those that took the step.</summary>
    public IReadOnlyList<PaymentOrder> Taken => taken;

    /// <summary>Records the step of a slip, unless somebody else was faster: then it is not in the state from which the step is taken.</summary>
    public bool Take(PaymentOrder order, string action, PaymentEventKind step, IReadOnlyList<OrderState> from, string detail = "", string reason = "", MailingAddress? to = null, SlipPromise? promise = null)
    {
        var before = order.State;
        if (!from.Contains(before) || !order.Record(step, nowUtc, actor.AccountId, detail))
        {
            return false;
        }

        var old = order.Details.SlipTo;
        if (to is not null && (to != old || promise is not null))
        {
            order.SendSlip(to, promise);
        }

        taken.Add(order);
        database.Record(actor, nowUtc, action, order.MemberId, new
        {
            Number = SlipNumber.Of(order.Id, order.CreatedUtc),
            From = before.ToString(),
            To = order.State.ToString(),
            Detail = detail,
            Address = to is null || to == old ? null : new { Before = old, After = to },
        }, reason);
        return true;
    }
}

/// <summary>Takes steps with many slips at once. Two people at the same slip: the ledger's lock lets one in first, the other is told.</summary>
public sealed class SlipSteps(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How many slips one transaction holds.</summary>
    public const int BatchSize = 500;

    public async Task<SlipsHandled> RunAsync(Actor actor, IReadOnlyCollection<long> orderIds, Func<SlipBatch, Task> take, CancellationToken cancel)
    {
        var (count, missed) = (0, new List<MissedSlip>());
        foreach (var ids in orderIds.Distinct().Chunk(BatchSize))
        {
            var handled = await RunBatchAsync(actor, ids, take, cancel);
            count += handled.Count;
            missed.AddRange(handled.Missed);
        }

        return new SlipsHandled(count, missed);
    }

    private async Task<SlipsHandled> RunBatchAsync(Actor actor, long[] ids, Func<SlipBatch, Task> take, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var members = await database.PaymentOrders.Where(order => ids.Contains(order.Id)).Select(order => order.MemberId).Distinct().ToListAsync(cancel);
        await database.LockLedgersAsync(members, cancel);
        var orders = await database.PaymentOrders.Include(order => order.Lines).Include(order => order.Events).AsSplitQuery()
            .Where(order => ids.Contains(order.Id) && order.Method == PaymentMethod.PaymentSlip).ToListAsync(cancel);
        var batch = new SlipBatch(database, actor, [.. orders.OrderBy(order => Array.IndexOf(ids, order.Id))], clock.UtcNow());
        await take(batch);
        var missed = await database.ReadMissedAsync([.. orders.Except(batch.Taken)], cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new SlipsHandled(batch.Taken.Count, missed);
    }
}

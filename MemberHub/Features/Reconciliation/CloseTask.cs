using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Closes a matter of the office (確認済みにする) with a note of what was done about it.</summary>
public sealed class CloseTask(MemberHubDatabases databases, MoneyTrail trail, TimeProvider clock)
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
        var nowUtc = clock.UtcNow();
        if (!await database.CloseTaskAsync(taskId, nowUtc, cancel))
        {
            return await trail.TaskClosedAsync(actor, taskId, cancel);
        }

        var task = await database.PaymentTasks.AsNoTracking().SingleAsync(item => item.Id == taskId, cancel);
        database.Record(actor, nowUtc, nameof(CloseTask), task.MemberId, new { Task = taskId, Kind = task.Kind.ToString(), task.Detail }, said);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

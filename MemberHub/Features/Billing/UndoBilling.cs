using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Takes a run back (請求の取り消し) as long as nothing has touched its charges. They are removed, so that the year can be billed anew; what they
/// were stays in the run's list, whose digest stands in the audit trail.
/// </summary>
public sealed class UndoBilling(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<int>> RunAsync(Actor actor, long runId, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReleaseBilling))
        {
            return new NotAllowed();
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new UndoNeedsReason();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var found = await database.FindRunAsync(runId, cancel, BillingState.Done, BillingState.Stopped);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (run, nowUtc) = (found.Value, clock.UtcNow());
        if (await UsedAsync(database, runId, cancel) is > 0 and var used)
        {
            return new BillingAlreadyUsed(used);
        }

        var (noticeId, parameters) = (run.NoticeId, BillingJobs.ParametersOf(runId));
        await database.JobRuns.Where(job => job.Kind == BillingJobs.Announcement && job.Parameters == parameters && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc), cancel);
        run.Undo(actor.AccountId, nowUtc);
        if (!await database.TrySaveAsync(cancel))
        {
            await transaction.RollbackAsync(cancel);
            return Refused(await databases.WhoMovedAsync(actor.SocietyId, runId, cancel));
        }

        var removed = await RemoveAsync(database, runId, noticeId, cancel);
        database.Record(actor, nowUtc, nameof(UndoBilling), null, new { Year = run.FiscalYear.Year, Removed = removed, Total = run.Total.Value, run.Digest, run.DraftedBy, run.ReleasedBy }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return removed;
    }

    // Every row that refers to a charge is a reason to leave it, an ended attempt too: its history would lose what it was about.
    private static Task<int> UsedAsync(MemberHubDbContext database, long runId, CancellationToken cancel) => database.DuesCharges
        .Where(charge => charge.BillingRunId == runId)
        .CountAsync(
            charge => database.Allocations.Any(row => row.ChargeId == charge.Id) || database.Waivers.Any(row => row.ChargeId == charge.Id)
                || database.PaymentOrderLines.Any(row => row.ChargeId == charge.Id) || database.Reminders.Any(row => row.ChargeId == charge.Id),
            cancel);

    private static async Task<int> RemoveAsync(MemberHubDbContext database, long runId, long? noticeId, CancellationToken cancel)
    {
        await database.NoticesRead.Where(read => read.NoticeId == noticeId).ExecuteDeleteAsync(cancel);
        await database.Notices.Where(notice => notice.Id == noticeId).ExecuteDeleteAsync(cancel);
        return await database.DuesCharges.Where(charge => charge.BillingRunId == runId).ExecuteDeleteAsync(cancel);
    }

    private static Result<int> Refused(Refusal refusal) => refusal;
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Ends a stopped run with the charges it has written (残りをやめて終える). They stay and are announced; whoever of the list is not charged comes
/// into the next draft of the year. The way out where the rest cannot go on and what is written is in use.
/// </summary>
public sealed class CloseBilling(MemberHubDatabases databases, BillingNotices notices, TimeProvider clock)
{
    /// <returns>How many charges stay.</returns>
    public async Task<Result<long>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var found = await database.FindRunAsync(runId, cancel, BillingState.Stopped);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (run, nowUtc) = (found.Value, clock.UtcNow());
        var written = (await database.ProgressAsync(runId, run.State, cancel)).Done;
        if (written == 0)
        {
            return new NothingBilledYet();
        }

        var notice = notices.Announce(run);
        database.Add(notice);
        await database.SaveChangesAsync(cancel);
        run.Close(notice.Id, actor.AccountId, nowUtc);
        database.Add(new JobRun { Kind = BillingJobs.Announcement, Parameters = BillingJobs.ParametersOf(runId), Total = written, StartedUtc = nowUtc });
        database.Record(actor, nowUtc, nameof(CloseBilling), null, new { Year = run.FiscalYear.Year, Written = written, run.Count, run.Digest });
        if (!await database.TrySaveAsync(cancel))
        {
            await transaction.RollbackAsync(cancel);
            return Refused(await databases.WhoMovedAsync(actor.SocietyId, runId, cancel));
        }

        await transaction.CommitAsync(cancel);
        return written;
    }

    private static Result<long> Refused(Refusal refusal) => refusal;
}

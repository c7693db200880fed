using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>Gives up a draft or a released run, or stops one that is writing (中止). What a stopped run has written can be undone, or it can go on.</summary>
public sealed class CancelBilling(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<BillingState>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var nowUtc = clock.UtcNow();
        var parameters = BillingJobs.ParametersOf(runId);

        // First of all the job finds its row taken, so that no further part is written.
        await database.JobRuns.Where(job => job.Kind == BillingJobs.Billing && job.Parameters == parameters && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc), cancel);
        var found = await database.FindRunAsync(runId, cancel, BillingState.Drafted, BillingState.Released, BillingState.Running);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var run = found.Value;
        if (run.State == BillingState.Running)
        {
            run.Stop(actor.AccountId, nowUtc);
        }
        else
        {
            run.Discard(actor.AccountId, nowUtc);
        }

        database.Record(actor, nowUtc, nameof(CancelBilling), null, new { Year = run.FiscalYear.Year, run.Digest, run.State });
        if (!await database.TrySaveAsync(cancel))
        {
            await transaction.RollbackAsync(cancel);
            return Refused(await databases.WhoMovedAsync(actor.SocietyId, runId, cancel));
        }

        await transaction.CommitAsync(cancel);
        return run.State;
    }

    private static Result<BillingState> Refused(Refusal refusal) => refusal;
}

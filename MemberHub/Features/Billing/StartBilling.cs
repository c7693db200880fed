using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Jobs;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Sets a released run going (請求の実行), or lets a stopped one go on. The list is made once more: when it is not the released one, to the letter,
/// nothing happens. Then it is kept, and the job writes from what is kept. Of a stopped one, only what is not written yet has to be as it was.
/// </summary>
public sealed class StartBilling(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);

        // Nobody is merged away between the list and the moment from which everybody sees that it is being written.
        await database.LockBillingAsync(cancel);
        var found = await database.FindRunAsync(runId, cancel, BillingState.Released, BillingState.Stopped);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (run, nowUtc) = (found.Value, clock.UtcNow());
        if (run.State == BillingState.Stopped)
        {
            var job = await database.JobRuns.SingleAsync(item => item.Kind == BillingJobs.Billing && item.Parameters == BillingJobs.ParametersOf(runId), cancel);
            var list = (await database.BillingRunLists.AsNoTracking().SingleAsync(item => item.RunId == runId, cancel)).ToList();
            if (await database.CountChangedAsync(run, list.ToItems().Skip((int)job.Position), cancel) is > 0 and var changed)
            {
                return new BillingRestChanged(changed);
            }

            job.FinishedUtc = null;
        }
        else
        {
            var plan = await database.MakePlanAsync(run.FiscalYear, (await database.SettingsAsync(cancel)).Calendar, cancel);
            var list = plan.ToList(run.PayableFrom, run.AnnounceOn);
            if (list.Digest != run.Digest)
            {
                return new BillingListChanged(run.Count, plan.Summarise().Of(BillingOutcome.New));
            }

            database.Add(new BillingRunList(runId, list));
            database.Add(new JobRun { Kind = BillingJobs.Billing, Parameters = BillingJobs.ParametersOf(runId), Total = run.Count, StartedUtc = nowUtc });
        }

        run.Start(actor.AccountId, nowUtc);
        database.Record(actor, nowUtc, nameof(StartBilling), null, new { Year = run.FiscalYear.Year, run.Count, run.Digest });
        if (!await database.TrySaveAsync(cancel))
        {
            await transaction.RollbackAsync(cancel);
            return Refused(await databases.WhoMovedAsync(actor.SocietyId, runId, cancel));
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static Result<Done> Refused(Refusal refusal) => refusal;
}

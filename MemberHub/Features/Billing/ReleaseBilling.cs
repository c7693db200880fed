using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Billing;

/// <summary>A second person agrees to a draft (請求の承認), as long as the list is still the drafted one. Sets the day of the announcement.</summary>
public sealed class ReleaseBilling(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReleaseBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var found = await database.FindRunAsync(runId, cancel, BillingState.Drafted);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var run = found.Value;
        if (run.DraftedBy == actor.AccountId)
        {
            return new ReleaseNeedsAnotherPerson(await database.StaffNameAsync(run.DraftedBy, cancel));
        }

        if (run.Count == 0)
        {
            return new NothingToBill();
        }

        var plan = await database.MakePlanAsync(run.FiscalYear, (await database.SettingsAsync(cancel)).Calendar, cancel);
        if (plan.ToList(run.PayableFrom, run.AnnounceOn).Digest != run.Digest)
        {
            return new BillingListChanged(run.Count, plan.Summarise().Of(BillingOutcome.New));
        }

        var nowUtc = clock.UtcNow();
        run.Release(actor.AccountId, nowUtc);
        database.Record(actor, nowUtc, nameof(ReleaseBilling), null, new
        {
            Year = run.FiscalYear.Year,
            run.Count,
            Total = run.Total.Value,
            run.Digest,
            run.AnnounceOn,
            run.PayableFrom,
            run.DraftedBy,
        });
        return await database.TrySaveAsync(cancel) ? Done.It : Refused(await databases.WhoMovedAsync(actor.SocietyId, runId, cancel));
    }

    private static Result<Done> Refused(Refusal refusal) => refusal;
}

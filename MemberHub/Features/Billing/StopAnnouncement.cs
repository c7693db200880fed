using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Stops the mails that tell members of a billed year (中止), before their day or while they are written. Mails written already are sent; the charges and the
/// notice in the portal stay.
/// </summary>
public sealed class StopAnnouncement(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        var (nowUtc, parameters) = (clock.UtcNow(), BillingJobs.ParametersOf(runId));
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.JobRuns.Where(job => job.Kind == BillingJobs.Announcement && job.Parameters == parameters && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc).SetProperty(item => item.StoppedBy, actor.AccountId), cancel) == 0)
        {
            return await RefusalAsync(database, runId, cancel);
        }

        var year = await database.BillingRuns.Where(run => run.Id == runId).Select(run => run.FiscalYear).SingleAsync(cancel);
        database.Record(actor, nowUtc, nameof(StopAnnouncement), null, new { year.Year });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static async Task<Refusal> RefusalAsync(MemberHubDbContext database, long runId, CancellationToken cancel) =>
        await database.AnnouncementAsync(runId, cancel) switch
        {
            { EndedUtc: { } ended, StoppedBy: { } who } => new AnnouncementStopped(who, Show.Moment(JapanTime.Local(ended))),
            { EndedUtc: { } ended } => new AnnouncementWritten(Show.Moment(JapanTime.Local(ended))),
            _ => new BillingRunNotFound(),
        };
}

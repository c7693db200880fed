using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Stops a broadcast that is being written. Mails written already are sent.</summary>
public sealed class StopBroadcast(MemberHubDatabases databases, NoticeTrail trail, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long jobId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.JobRuns.Where(job => job.Id == jobId && job.Kind == BroadcastJob.Kind && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.FinishedUtc, nowUtc).SetProperty(item => item.StoppedBy, actor.AccountId), cancel) == 0)
        {
            return await trail.EndedAsync(actor, jobId, cancel);
        }

        database.Record(actor, nowUtc, nameof(StopBroadcast), null, new { JobId = jobId });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>How far a run has come: charges written, of how many.</summary>
public sealed record BillingProgress(BillingState State, long Done, long All)
{
    /// <summary>0–100.</summary>
    public int Percent => All == 0 ? 100 : (int)(Done * 100 / All);
}

/// <summary>How far the mails are that tell the members of a billed year.</summary>
/// <param name="Done">For how many charges it is written, or known that none is due.</param>
/// <param name="EndedUtc">Null while it waits for its day or goes on.</param>
/// <param name="StoppedBy">Who stopped it; null when nobody did.</param>
public sealed record BillingAnnouncement(long Done, long All, DateTime? EndedUtc, string? StoppedBy);

/// <summary>Reads how far a run has come; two statements.</summary>
public sealed class WatchBilling(MemberHubDatabases databases)
{
    public async Task<Result<BillingProgress>> RunAsync(Actor actor, long runId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.BillingRuns.AsNoTracking().SingleOrDefaultAsync(item => item.Id == runId, cancel) is { } run
            ? await database.ProgressAsync(runId, run.State, cancel)
            : new BillingRunNotFound();
    }
}

internal static class BillingProgressQuery
{
    public static async Task<BillingProgress> ProgressAsync(this MemberHubDbContext database, long runId, BillingState state, CancellationToken cancel)
    {
        var parameters = BillingJobs.ParametersOf(runId);
        var job = await database.JobRuns.Where(item => item.Kind == BillingJobs.Billing && item.Parameters == parameters)
            .Select(item => new { item.Position, item.Total }).SingleOrDefaultAsync(cancel);
        return new BillingProgress(state, job?.Position ?? 0, job?.Total ?? 0);
    }

    /// <summary>Null for a run whose charges are not all written.</summary>
    public static async Task<BillingAnnouncement?> AnnouncementAsync(this MemberHubDbContext database, long runId, CancellationToken cancel)
    {
        var parameters = BillingJobs.ParametersOf(runId);
        var job = await database.JobRuns.Where(item => item.Kind == BillingJobs.Announcement && item.Parameters == parameters)
            .Select(item => new { item.Position, item.Total, item.FinishedUtc, item.StoppedBy }).SingleOrDefaultAsync(cancel);
        return job is null
            ? null
            : new BillingAnnouncement(job.Position, job.Total, job.FinishedUtc, job.StoppedBy is { } by ? await database.StaffNameAsync(by, cancel) : null);
    }

    /// <summary>How many mails that announce the run have gone out.</summary>
    public static Task<int> AnnouncementsSentAsync(this MemberHubDbContext database, long runId, CancellationToken cancel) =>
        database.OutboxMails.CountAsync(mail => mail.BillingRunId == runId && mail.SentUtc != null, cancel);
}

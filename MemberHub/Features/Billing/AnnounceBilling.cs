using MemberHub.Data;
using MemberHub.Data.Bulk;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>
/// Tells members by mail that a year was billed, from nine in the morning of the announcement's day on. Each once, whatever happens in between, and only
/// who still owes of it and has not left.
/// </summary>
public sealed class AnnounceBilling(MemberHubDatabases databases, BillingMails mails, TimeProvider clock)
{
    private const int PartSize = 500;
    private static readonly TimeOnly Opening = new(9, 0);

    /// <summary>How many mails were written.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var (societyId, jobId, runId) in await DueAsync(cancel))
        {
            while (await WritePartAsync(societyId, jobId, runId, cancel) is { } mailed)
            {
                written += mailed;
            }
        }

        return written;
    }

    private async Task<List<(long SocietyId, long JobId, long RunId)>> DueAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var waiting = await database.JobRuns.AcrossSocieties().Where(job => job.Kind == BillingJobs.Announcement && job.FinishedUtc == null)
            .Select(job => new { job.SocietyId, job.Id, job.Parameters }).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return [];
        }

        var runs = waiting.ConvertAll(job => BillingJobs.RunOf(job.Parameters));
        var days = await database.BillingRuns.AcrossSocieties().Where(run => runs.Contains(run.Id)).ToDictionaryAsync(run => run.Id, run => run.AnnounceOn, cancel);
        var nowUtc = clock.UtcNow();
        return [.. waiting.Select(job => (job.SocietyId, job.Id, RunId: BillingJobs.RunOf(job.Parameters)))
            .Where(job => JapanTime.UtcOf(days[job.RunId].ToDateTime(Opening)) <= nowUtc)];
    }

    // The position is the last charge that was looked at. It moves first, so that two workers never tell the same member.
    private async Task<int?> WritePartAsync(long societyId, long jobId, long runId, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var nowUtc = clock.UtcNow();
        var position = await database.JobRuns.Where(job => job.Id == jobId && job.FinishedUtc == null).Select(job => (long?)job.Position).SingleOrDefaultAsync(cancel);
        if (position is not { } from)
        {
            return null;
        }

        var charges = await database.DuesCharges.AsNoTracking().Where(charge => charge.BillingRunId == runId).OrderBy(charge => charge.Id)
            .Skip((int)from).Take(PartSize).ToListAsync(cancel);
        var to = from + charges.Count;
        DateTime? finished = charges.Count < PartSize ? nowUtc : null;
        if (await database.JobRuns.Where(job => job.Id == jobId && job.Position == from && job.FinishedUtc == null)
            .ExecuteUpdateAsync(job => job.SetProperty(item => item.Position, to).SetProperty(item => item.FinishedUtc, finished), cancel) == 0)
        {
            return null;
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(item => item.Id == societyId, cancel);
        var letters = await LettersAsync(database, society, runId, charges, nowUtc, cancel);
        await database.GiveKeysAsync(letters, cancel);
        await database.InsertAllAsync(letters, cancel);
        await transaction.CommitAsync(cancel);
        return finished is null ? letters.Count : letters.Count > 0 ? letters.Count : null;
    }

    // Between the billing and its announcement somebody may have paid, been waived the year, left or died.
    private async Task<List<OutboxMail>> LettersAsync(
        MemberHubDbContext database, Society society, long runId, List<DuesCharge> charges, DateTime nowUtc, CancellationToken cancel)
    {
        List<long> members = [.. charges.Select(charge => charge.MemberId)];
        var today = clock.Today();
        var staying = (await database.Members.Where(member => members.Contains(member.Id) && (member.WithdrawnOn == null || member.WithdrawnOn > today))
            .Select(member => member.Id).ToListAsync(cancel)).ToHashSet();
        var readers = await database.ReadMailReadersAsync(staying, cancel);
        var billed = charges.Select(charge => charge.Id).ToHashSet();
        return [..
            from owed in await database.ReadChargesAsync(staying, cancel)
            where readers.ContainsKey(owed.Key)
            from charge in owed
            where billed.Contains(charge.ChargeId) && charge.IsOpen
            orderby charge.ChargeId
            select mails.Announcement(society, readers[owed.Key], charge, runId, nowUtc)];
    }
}

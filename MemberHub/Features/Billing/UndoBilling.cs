using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>What an undo took back.</summary>
/// <param name="Removed">How many charges are gone.</param>
/// <param name="MailsSent">How many mails about them had gone out by then.</param>
public sealed record BillingUndone(int Removed, int MailsSent);

/// <summary>
/// Takes a run back (請求の取り消し) as long as nothing has touched its charges. They are removed, so that the year can be billed anew; what they
/// were stays in the run's list, whose digest stands in the audit trail. No mail about them is written any more, and those that wait are recalled;
/// one that a worker has in hand at that moment may still go.
/// </summary>
public sealed class UndoBilling(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<BillingUndone>> RunAsync(Actor actor, long runId, string reason, CancellationToken cancel)
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
        var found = await database.FindRunAsync(runId, cancel, BillingState.Done, BillingState.Closed, BillingState.Stopped);
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
        var recalled = await RecallAsync(database, runId, nowUtc, cancel);
        var sent = await database.AnnouncementsSentAsync(runId, cancel);
        database.Record(actor, nowUtc, nameof(UndoBilling), null, new
        {
            Year = run.FiscalYear.Year,
            Removed = removed,
            Total = run.Total.Value,
            run.Digest,
            run.DraftedBy,
            run.ReleasedBy,
            MailsSent = sent,
            MailsRecalled = recalled,
        }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new BillingUndone(removed, sent);
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

    // The job ended first: whatever part of the announcement it was writing is in the outbox by now, or will never be.
    private static Task<int> RecallAsync(MemberHubDbContext database, long runId, DateTime nowUtc, CancellationToken cancel) => database.OutboxMails
        .Where(mail => mail.BillingRunId == runId && mail.SentUtc == null && mail.FailedUtc == null)
        .ExecuteUpdateAsync(
            mail => mail.SetProperty(row => row.FailedUtc, nowUtc).SetProperty(row => row.NotedUtc, nowUtc).SetProperty(row => row.LastError, OutboxMail.Recalled),
            cancel);

    private static Result<BillingUndone> Refused(Refusal refusal) => refusal;
}

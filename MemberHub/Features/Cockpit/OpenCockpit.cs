using MemberHub.Data;
using MemberHub.Data.Jobs;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Cockpit;

/// <summary>What the office's first page shows.</summary>
public sealed record Cockpit
{
    public DateOnly Today { get; init; }

    public DateTime NowUtc { get; init; }

    public IReadOnlyList<QueueRow> Queues { get; init; } = [];

    /// <summary>What came in this month until yesterday, per method.</summary>
    public IReadOnlyList<IncomeRow> Income { get; init; } = [];

    /// <summary>Long work that is not finished, the oldest first.</summary>
    public IReadOnlyList<WorkRow> Work { get; init; } = [];

    /// <summary>Drafts of others that the actor may release.</summary>
    public IReadOnlyList<DraftRow> Drafts { get; init; } = [];

    /// <summary>Null before the first night.</summary>
    public LedgerRow? Ledger { get; init; }

    /// <summary>The actor has to act when the ledger is broken.</summary>
    public bool AnswersForLedger { get; init; }

    public Yen IncomeTotal => Income.Total(row => row.Amount);
}

/// <summary>A queue as the page lists it.</summary>
/// <param name="Name">Its word in code; the texts are named after it.</param>
/// <param name="Address">The page on which it is finished.</param>
/// <param name="Age">The business days (営業日) since the oldest came, the first of them included; 0 where none has begun.</param>
public sealed record QueueRow(string Name, string Address, string Icon, int Count, DateTime? OldestUtc, int Age);

/// <summary>Money that came by one method.</summary>
public sealed record IncomeRow(PaymentMethod Method, Yen Amount);

/// <summary>Long work under way.</summary>
/// <param name="Kind">The kind of the job's row; the text is named after it.</param>
/// <param name="Address">Where it is watched; empty where nowhere.</param>
/// <param name="Total">0 where nobody knows.</param>
public sealed record WorkRow(string Kind, string Address, long Position, long Total, DateTime StartedUtc);

/// <summary>A year's billing that waits for a second person.</summary>
public sealed record DraftRow(long RunId, FiscalYear Year, int Count, Yen Total, string By);

/// <summary>The last check of the ledger.</summary>
public sealed record LedgerRow(DateTime CheckedUtc, int Checked, IReadOnlyList<BrokenInvariant> Broken);

/// <summary>Reads the queues, what is under way, what waits for a release and the month's income; eight statements.</summary>
public sealed class OpenCockpit(MemberHubDatabases databases, TimeProvider clock)
{
    private const int MostJobs = 50;

    public async Task<Result<Cockpit>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var jobs = await JobsAsync(database, cancel);
        var days = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).ToBusinessDays();
        return new Cockpit
        {
            Today = today,
            NowUtc = clock.UtcNow(),
            Queues = [.. (await database.ReadOfficeQueuesAsync(clock.UtcNow(), cancel)).Select(queue => ToRow(queue, days, today))],
            Income = await IncomeAsync(database, today, cancel),
            Work = [.. jobs.Where(job => job.FinishedUtc is null).Select(ToWork)],
            Drafts = actor.May(OfficeRight.ReleaseBilling) ? await DraftsAsync(database, actor, cancel) : [],
            Ledger = jobs.Where(job => job.FinishedUtc is not null).Select(ToLedger).FirstOrDefault(),
            AnswersForLedger = actor.May(OfficeRight.WriteOff) || actor.May(OfficeRight.EditSettings),
        };
    }

    private static QueueRow ToRow(OfficeQueue queue, BusinessDays days, DateOnly today)
    {
        var (address, icon) = queue.Kind switch
        {
            OfficeQueueKind.Deposits => ("/office/money", "coin"),
            OfficeQueueKind.Tasks => ("/office/money/tasks", "loop"),
            OfficeQueueKind.Slips => ("/office/slips", "slip"),
            OfficeQueueKind.Withdrawals => ("/office/withdrawals", "undo"),
            OfficeQueueKind.FailedMails => ("/office/notices/failed", "mail"),
            OfficeQueueKind.ExpiringNumbers => ("/office/numbers", "clock"),
            OfficeQueueKind.ReturnedSlips => ("/office/slips?stage=returned", "undo"),
            OfficeQueueKind.ProfileReviews => ("/office/members/changes", "user"),
            OfficeQueueKind.Support => ("/office/support", "help"),
            _ => throw new ArgumentOutOfRangeException(nameof(queue), queue.Kind, "This queue has no page."),
        };
        return new QueueRow(queue.Kind.ToString(), address, icon, queue.Count, queue.OldestUtc, queue.OldestUtc is { } since ? days.CountFrom(JapanTime.DateOf(since), today) : 0);
    }

    // The newest check of the ledger, before any number of jobs, and what is under way.
    private static Task<List<JobRun>> JobsAsync(MemberHubDbContext database, CancellationToken cancel) => database.JobRuns.AsNoTracking()
        .Where(job => job.FinishedUtc == null || job.Id == database.JobRuns.Where(check => check.Kind == LedgerCheckRun.Kind && check.FinishedUtc != null).Max(check => (long?)check.Id))
        .OrderByDescending(job => job.FinishedUtc != null).ThenBy(job => job.Id).Take(MostJobs + 1).ToListAsync(cancel);

    private static WorkRow ToWork(JobRun job)
    {
        var address = job.Kind switch
        {
            "Billing" or "BillingAnnouncement" => $"/office/billing/{job.Parameters}",
            "RosterCheck" or "RosterImport" => $"/office/members/import/{job.Parameters}",
            "Broadcast" => "/office/notices",
            "PrintSlips" => "/office/slips",
            _ => "",
        };
        return new WorkRow(job.Kind, address, job.Position, job.Total, job.StartedUtc);
    }

    private static LedgerRow ToLedger(JobRun job)
    {
        var found = ReadableJson.Read<LedgerCheckRun>(job.Result);
        return new LedgerRow(job.StartedUtc, found.Checked, found.Broken);
    }

    // Nobody releases what they drafted themselves.
    private static async Task<IReadOnlyList<DraftRow>> DraftsAsync(MemberHubDbContext database, Actor actor, CancellationToken cancel)
    {
        var drafts = await database.BillingRuns.Where(run => run.ReleasedUtc == null && run.DiscardedUtc == null && run.DraftedBy != actor.AccountId).OrderBy(run => run.Id)
            .Select(run => new
            {
                run.Id,
                run.FiscalYear,
                run.Count,
                run.Total,
                By = database.StaffAssignments.Where(staff => staff.AccountId == run.DraftedBy).OrderBy(staff => staff.Id).Select(staff => staff.Name).FirstOrDefault(),
            }).ToListAsync(cancel);
        return drafts.ConvertAll(run => new DraftRow(run.Id, run.FiscalYear, run.Count, run.Total, run.By ?? ""));
    }

    private static async Task<IReadOnlyList<IncomeRow>> IncomeAsync(MemberHubDbContext database, DateOnly today, CancellationToken cancel)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var came = await database.Payments
            .Where(payment => payment.ReceivedOn >= first && payment.ReceivedOn < today)
            .Select(payment => new { payment.Method, payment.Amount })
            .ToListAsync(cancel);
        return [.. Enum.GetValues<PaymentMethod>().Select(method => new IncomeRow(method, came.Where(row => row.Method == method).Total(row => row.Amount)))];
    }
}

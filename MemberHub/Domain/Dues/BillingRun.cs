using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>
/// Billing one fiscal year (会費の請求): drafted by one person, released by another, then run. Its state is computed from its moments. The digest
/// names the list that was drafted; nothing but that list is ever written.
/// </summary>
public sealed class BillingRun : IOfSociety, IVersioned
{
    private BillingRun()
    {
    }

    public BillingRun(BillingPlan plan, DateOnly payableFrom, DateOnly announceOn, long accountId, DateTime nowUtc)
    {
        var list = plan.ToList(payableFrom, announceOn);
        var summary = plan.Summarise();
        (FiscalYear, PayableFrom, AnnounceOn, Digest, Summary) = (plan.Year, payableFrom, announceOn, list.Digest, summary);
        (Count, Total) = (summary.Of(BillingOutcome.New), summary.Total);
        (DraftedUtc, DraftedBy) = (nowUtc, accountId);
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public FiscalYear FiscalYear { get; private set; }

    /// <summary>The first day on which the charges can be paid (お支払い開始日).</summary>
    public DateOnly PayableFrom { get; private set; }

    /// <summary>The day on which members are told, by a notice and by mail (お知らせの日).</summary>
    public DateOnly AnnounceOn { get; private set; }

    /// <summary><see cref="BillingList.Digest"/> of what was drafted.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>How many charges are written.</summary>
    public int Count { get; private set; }

    public Yen Total { get; private set; }

    /// <summary>The dry run's result.</summary>
    public BillingSummary Summary { get; private set; } = new([], []);

    public DateTime DraftedUtc { get; private set; }

    /// <summary>The account of who drafted it.</summary>
    public long DraftedBy { get; private set; }

    public DateTime? ReleasedUtc { get; private set; }

    /// <summary>The account of who released it; never <see cref="DraftedBy"/>.</summary>
    public long? ReleasedBy { get; private set; }

    public DateTime? StartedUtc { get; private set; }

    /// <summary>When it was stopped half-way; null again once it goes on, and kept where it was closed without the rest.</summary>
    public DateTime? StoppedUtc { get; private set; }

    public DateTime? DoneUtc { get; private set; }

    public DateTime? UndoneUtc { get; private set; }

    /// <summary>Given up before it ran: another draft of the year took its place.</summary>
    public DateTime? DiscardedUtc { get; private set; }

    /// <summary>The account of who moved it on last; null for MemberHub itself.</summary>
    public long? MovedBy { get; private set; }

    /// <summary>The notice that announces it; null while there is none.</summary>
    public long? NoticeId { get; private set; }

    public int Version { get; private set; }

    public BillingState State => this switch
    {
        { DiscardedUtc: not null } => BillingState.Discarded,
        { UndoneUtc: not null } => BillingState.Undone,
        { DoneUtc: not null, StoppedUtc: not null } => BillingState.Closed,
        { DoneUtc: not null } => BillingState.Done,
        { StoppedUtc: not null } => BillingState.Stopped,
        { StartedUtc: not null } => BillingState.Running,
        { ReleasedUtc: not null } => BillingState.Released,
        _ => BillingState.Drafted,
    };

    /// <summary>When it was moved on last, UTC.</summary>
    public DateTime MovedUtc => new[] { DraftedUtc, ReleasedUtc, StartedUtc, StoppedUtc, DoneUtc, UndoneUtc, DiscardedUtc }.Max()!.Value;

    /// <summary>A second person agrees. <see cref="InvalidOperationException"/> for the one who drafted.</summary>
    public void Release(long accountId, DateTime nowUtc)
    {
        Demand(BillingState.Drafted);
        ReleasedBy = accountId != DraftedBy ? accountId : throw new InvalidOperationException("Who drafted does not release.");
        (ReleasedUtc, MovedBy) = (nowUtc, accountId);
    }

    /// <summary>Begins, or goes on after a stop.</summary>
    public void Start(long accountId, DateTime nowUtc)
    {
        Demand(BillingState.Released, BillingState.Stopped);
        (StartedUtc, StoppedUtc, MovedBy) = (StartedUtc ?? nowUtc, null, accountId);
    }

    /// <param name="accountId">Null where MemberHub had to stop.</param>
    public void Stop(long? accountId, DateTime nowUtc)
    {
        Demand(BillingState.Running);
        (StoppedUtc, MovedBy) = (nowUtc, accountId);
    }

    /// <summary>All charges are written.</summary>
    public void Complete(long noticeId, DateTime nowUtc)
    {
        Demand(BillingState.Running);
        (DoneUtc, NoticeId, MovedBy) = (nowUtc, noticeId, null);
    }

    /// <summary>Ends a stopped run with what is written; the rest of its list is never charged by it.</summary>
    public void Close(long noticeId, long accountId, DateTime nowUtc)
    {
        Demand(BillingState.Stopped);
        (DoneUtc, NoticeId, MovedBy) = (nowUtc, noticeId, accountId);
    }

    /// <summary>The charges are gone again.</summary>
    public void Undo(long accountId, DateTime nowUtc)
    {
        Demand(BillingState.Done, BillingState.Closed, BillingState.Stopped);
        (UndoneUtc, NoticeId, MovedBy) = (nowUtc, null, accountId);
    }

    public void Discard(long accountId, DateTime nowUtc)
    {
        Demand(BillingState.Drafted, BillingState.Released);
        (DiscardedUtc, MovedBy) = (nowUtc, accountId);
    }

    private void Demand(params BillingState[] states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"A run that is {State} cannot be moved like this.");
        }
    }
}

/// <summary>Where a billing run stands.</summary>
public enum BillingState
{
    /// <summary>下見: waits for a second person.</summary>
    Drafted,

    /// <summary>承認済み: may run.</summary>
    Released,

    /// <summary>実行中.</summary>
    Running,

    /// <summary>中断: some of the charges are written.</summary>
    Stopped,

    /// <summary>請求済み.</summary>
    Done,

    /// <summary>一部を請求して終了: stopped, and ended without the rest.</summary>
    Closed,

    /// <summary>取り消し済み: none of its charges exist any more.</summary>
    Undone,

    /// <summary>破棄: never ran.</summary>
    Discarded,
}

/// <summary>The list of a run that began to write, kept for good: what was charged, also after an undo.</summary>
public sealed class BillingRunList : IOfSociety
{
    private BillingRunList()
    {
    }

    public BillingRunList(long runId, BillingList list) => (RunId, Text) = (runId, list.Text);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Unique: a run has one list.</summary>
    public long RunId { get; private set; }

    /// <summary><see cref="BillingList.Text"/>.</summary>
    public string Text { get; private set; } = "";

    public BillingList ToList() => new(Text);
}

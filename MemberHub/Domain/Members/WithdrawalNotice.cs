using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>
/// A member's wish to leave (退会届). A member has one that lives at the most; what became of the others stays. Its state is computed from its moments,
/// from what the member owes and from the society's rule.
/// </summary>
public sealed class WithdrawalNotice : IOfSociety, IVersioned
{
    public const int ReasonMaxLength = 400;

    private WithdrawalNotice()
    {
    }

    public WithdrawalNotice(long memberId, WithdrawalTerms terms, string reason, DateTime nowUtc) =>
        (MemberId, LastYear, LeavesOn, Reason, HandedInUtc) = (memberId, terms.LastYear, terms.LeavesOn, reason, nowUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary><see cref="WithdrawalTerms.LastYear"/> of the day on which it was handed in.</summary>
    public FiscalYear LastYear { get; private set; }

    /// <summary><see cref="WithdrawalTerms.LeavesOn"/> of that day.</summary>
    public DateOnly LeavesOn { get; private set; }

    /// <summary>Why, in the member's words; empty for no answer.</summary>
    public string Reason { get; private set; } = "";

    public DateTime HandedInUtc { get; private set; }

    public DateTime? ConfirmedUtc { get; private set; }

    /// <summary>The account of who confirmed it.</summary>
    public long? ConfirmedBy { get; private set; }

    /// <summary>When the office sent it back (差戻し).</summary>
    public DateTime? RefusedUtc { get; private set; }

    /// <summary>Why, as the member reads it; empty while it was not.</summary>
    public string RefusalReason { get; private set; } = "";

    /// <summary>When the member took it back (取下げ).</summary>
    public DateTime? UndoneUtc { get; private set; }

    /// <summary>When the membership was ended by it.</summary>
    public DateTime? EndedUtc { get; private set; }

    public int Version { get; private set; }

    public WithdrawalTerms Terms => new(LastYear, LeavesOn);

    /// <summary>Something may still come of it.</summary>
    public bool IsLive => RefusedUtc is null && UndoneUtc is null && EndedUtc is null;

    /// <summary>Where it stands.</summary>
    /// <param name="owed">The sum of <see cref="WithdrawalTerms.OwedOf"/>.</param>
    public WithdrawalState StateFor(Yen owed, WithdrawalRule rule) => this switch
    {
        { EndedUtc: not null } => WithdrawalState.Ended,
        { UndoneUtc: not null } => WithdrawalState.Undone,
        { RefusedUtc: not null } => WithdrawalState.Refused,
        { ConfirmedUtc: null } => WithdrawalState.HandedIn,
        _ when rule == WithdrawalRule.PayFirst && owed > Yen.Zero => WithdrawalState.AwaitsPayment,
        _ => WithdrawalState.Confirmed,
    };

    /// <summary>The membership is to end now: the day is over, the office has confirmed, and nothing holds it up.</summary>
    public bool IsDue(DateOnly today, Yen owed, WithdrawalRule rule) => today > LeavesOn && StateFor(owed, rule) == WithdrawalState.Confirmed;

    /// <summary>The member may take it back: until the day of leaving is over.</summary>
    public bool CanBeUndone(DateOnly today) => IsLive && today <= LeavesOn;

    /// <summary>The office agrees. <see cref="InvalidOperationException"/> when it was confirmed before or is over.</summary>
    public void Confirm(long accountId, DateTime nowUtc)
    {
        Demand(IsLive && ConfirmedUtc is null);
        (ConfirmedUtc, ConfirmedBy) = (nowUtc, accountId);
    }

    /// <summary>The office sends it back, confirmed or not. <see cref="InvalidOperationException"/> when it is over.</summary>
    public void Refuse(string reason, DateTime nowUtc)
    {
        Demand(IsLive);
        (RefusedUtc, RefusalReason) = (nowUtc, reason);
    }

    /// <summary>The member takes it back. <see cref="InvalidOperationException"/> when it is over.</summary>
    public void Undo(DateTime nowUtc)
    {
        Demand(IsLive);
        UndoneUtc = nowUtc;
    }

    /// <summary>The membership was ended. <see cref="InvalidOperationException"/> when the notice was over before.</summary>
    public void End(DateTime nowUtc)
    {
        Demand(IsLive);
        EndedUtc = nowUtc;
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The notice is past this.");
        }
    }
}

/// <summary>Where a withdrawal notice stands.</summary>
public enum WithdrawalState
{
    /// <summary>届出済み: the office's turn.</summary>
    HandedIn,

    /// <summary>受理: the membership ends when the day is over.</summary>
    Confirmed,

    /// <summary>お支払い待ち: confirmed, but the society lets nobody go who owes.</summary>
    AwaitsPayment,

    /// <summary>退会済み.</summary>
    Ended,

    /// <summary>取下げ: the member took it back.</summary>
    Undone,

    /// <summary>差戻し: the office sent it back.</summary>
    Refused,
}

namespace MemberHub.Domain.Reconciliation;

/// <summary>Where a deposit stands. Computed from its events, never stored.</summary>
public enum DepositState
{
    /// <summary>速報: a store has it, the society does not. It settles nothing.</summary>
    Preliminary,

    /// <summary>未消込: to be matched.</summary>
    Open,

    /// <summary>保留: somebody looks into it.</summary>
    Parked,

    /// <summary>消込済.</summary>
    Settled,

    /// <summary>分割済: its parts are deposits of their own.</summary>
    Split,

    /// <summary>返金手続中.</summary>
    Refunding,

    /// <summary>返金済.</summary>
    Refunded,

    /// <summary>対象外・重複: no member's money, or money that another deposit stands for.</summary>
    Excluded,

    /// <summary>The bank or the store took it back, or its parts were put together again: no money.</summary>
    Gone,
}

/// <summary>Something that happened to a deposit.</summary>
public enum DepositEventKind
{
    /// <summary>速報.</summary>
    Announced,

    /// <summary>速報取消.</summary>
    AnnouncementTakenBack,

    /// <summary>入金 or 確報: the money is there.</summary>
    Arrived,

    Parked,

    /// <summary>Out of the parking again.</summary>
    Resumed,

    /// <summary>消込: payments were made of it.</summary>
    Settled,

    /// <summary>消込の取消: its payments were reversed.</summary>
    SettlementUndone,

    Split,

    /// <summary>The parts were put together again.</summary>
    SplitUndone,

    /// <summary>A part ended because the split was undone.</summary>
    Merged,

    RefundRequested,
    RefundFinished,

    /// <summary>The refund was given up before the money left.</summary>
    RefundWithdrawn,

    /// <summary>The bank took it back (取消, 訂正).</summary>
    TakenBack,

    /// <summary>対象外・重複: interest, another event's fee, or the same money a second time. The reason is kept.</summary>
    Excluded,

    /// <summary>対象外・重複の取消: it is to be matched after all.</summary>
    ExclusionUndone,
}

/// <summary>The rules by which events make a state.</summary>
public static class DepositStates
{
    /// <summary>The state after these events, in the order in which they were recorded. 速報 and 速報取消 may come in any order.</summary>
    public static DepositState Of(IEnumerable<DepositEventKind> events)
    {
        var state = DepositState.Gone;
        var announced = 0;
        foreach (var kind in events)
        {
            announced += kind switch { DepositEventKind.Announced => 1, DepositEventKind.AnnouncementTakenBack => -1, _ => 0 };
            state = kind switch
            {
                DepositEventKind.Announced or DepositEventKind.AnnouncementTakenBack => announced > 0 ? DepositState.Preliminary : DepositState.Gone,
                DepositEventKind.Arrived or DepositEventKind.Resumed or DepositEventKind.SettlementUndone or DepositEventKind.SplitUndone or DepositEventKind.RefundWithdrawn
                    or DepositEventKind.ExclusionUndone => DepositState.Open,
                DepositEventKind.Parked => DepositState.Parked,
                DepositEventKind.Settled => DepositState.Settled,
                DepositEventKind.Split => DepositState.Split,
                DepositEventKind.RefundRequested => DepositState.Refunding,
                DepositEventKind.RefundFinished => DepositState.Refunded,
                DepositEventKind.Excluded => DepositState.Excluded,
                DepositEventKind.Merged or DepositEventKind.TakenBack => DepositState.Gone,
                _ => throw new ArgumentOutOfRangeException(nameof(events), kind, "This kind has no rule."),
            };
        }

        return state;
    }

    /// <summary>Somebody still has to do something about it.</summary>
    public static bool IsOpen(this DepositState state) => state is DepositState.Open or DepositState.Parked;

    /// <summary>The deposit is neither open nor announced.</summary>
    public static bool IsClosed(this DepositState state) => state > DepositState.Parked;

    /// <summary>Whether the event may be recorded in this state.</summary>
    public static bool Allows(this DepositState state, bool hasArrived, DepositEventKind kind) => kind switch
    {
        DepositEventKind.Announced or DepositEventKind.AnnouncementTakenBack => !hasArrived,
        DepositEventKind.Arrived => !hasArrived,
        DepositEventKind.Parked => state == DepositState.Open,
        DepositEventKind.Resumed => state == DepositState.Parked,
        DepositEventKind.Settled or DepositEventKind.Split or DepositEventKind.RefundRequested or DepositEventKind.TakenBack or DepositEventKind.Merged or DepositEventKind.Excluded => state.IsOpen(),
        DepositEventKind.ExclusionUndone => state == DepositState.Excluded,
        DepositEventKind.SettlementUndone => state == DepositState.Settled,
        DepositEventKind.SplitUndone => state == DepositState.Split,
        DepositEventKind.RefundFinished or DepositEventKind.RefundWithdrawn => state == DepositState.Refunding,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no rule."),
    };
}

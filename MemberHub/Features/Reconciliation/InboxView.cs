using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>Which deposits the inbox shows.</summary>
public enum InboxFilter
{
    All,
    Certain,
    NeedsCheck,
    None,
    Parked,
    Announced,
}

/// <summary>The inbox (入金の消込): what waits, how many of each grade, what was settled last.</summary>
public sealed record InboxView
{
    public required InboxFilter Filter { get; init; }

    public required IReadOnlyDictionary<InboxFilter, int> Counts { get; init; }

    public required int CertainCount { get; init; }

    public required Yen CertainTotal { get; init; }

    public required IReadOnlyList<InboxRow> Rows { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>The actor's own last settlement that can be undone; null for none.</summary>
    public LastSettled? Last { get; init; }

    /// <summary>The files taken in last, newest first.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The actor may record money; else the page shows no buttons.</summary>
    public bool CanRecord { get; init; }

    public int OpenTasks { get; init; }

    public int OpenCredits { get; init; }

    /// <summary>Deposits that are to be sent back and are not yet (返金手続中).</summary>
    public int Refunding { get; init; }
}

/// <summary>The settlement that 元に戻す undoes.</summary>
public sealed record LastSettled(long DepositId, DateOnly ReceivedOn, Yen Amount, string To);

/// <summary>A deposit with what is proposed for it.</summary>
public sealed record InboxRow
{
    public required OpenDepositRow Deposit { get; init; }

    public required MatchGrade Grade { get; init; }

    public required IReadOnlyList<InboxChoice> Choices { get; init; }

    public required IReadOnlyList<MatchFact> Facts { get; init; }

    public InboxFilter Kind => Deposit switch
    {
        { IsAnnounced: true } => InboxFilter.Announced,
        { IsParked: true } => InboxFilter.Parked,
        _ => Grade switch { MatchGrade.Certain => InboxFilter.Certain, MatchGrade.NeedsCheck => InboxFilter.NeedsCheck, _ => InboxFilter.None },
    };
}

/// <summary>A choice as a person reads it.</summary>
/// <param name="Code">What a form sends back to settle by it.</param>
/// <param name="Credit">What would be over.</param>
public sealed record InboxChoice(string Code, IReadOnlyList<InboxPart> Parts, Yen Missing, Yen Credit, bool IsShortByFee, IReadOnlyList<MatchFact> Facts);

/// <summary>One member's part of a choice.</summary>
public sealed record InboxPart(long MemberId, string Number, string Name, string Years, string Invoice, Yen Amount);

using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Payments;

/// <summary>What the history page shows: each year, and what was done about it, newest first.</summary>
public sealed record PaymentHistory(MemberLedger Ledger, IReadOnlyList<HistoryEntry> Entries);

/// <summary>One line of the history: an attempt to pay, or money that came without one.</summary>
public sealed record HistoryEntry
{
    /// <summary>Null for money that came without an order here.</summary>
    public long? OrderId { get; init; }

    public required DateOnly Day { get; init; }

    public required PaymentMethod Method { get; init; }

    /// <summary>Oldest first; empty for money that settles nothing yet.</summary>
    public required IReadOnlyList<FiscalYear> Years { get; init; }

    public required Yen Amount { get; init; }

    public required HistoryState State { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? DocumentNumber { get; init; }

    /// <summary>The money that came; leads to its receipt. Null for an attempt.</summary>
    public long? PaymentId { get; init; }

    /// <summary>The money was taken over from the office's own history.</summary>
    public bool Imported { get; init; }
}

/// <summary>Where a line of the history stands.</summary>
public enum HistoryState
{
    Started,
    AwaitingTransfer,
    Cancelled,
    Received,
    Credited,
}

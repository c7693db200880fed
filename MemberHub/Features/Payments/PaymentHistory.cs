using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Payments;

/// <summary>What the history page shows: each year, and what was done about it, newest first.</summary>
public sealed record PaymentHistory(MemberLedger Ledger, IReadOnlyList<HistoryEntry> Entries);

/// <summary>One line of the history: an attempt to pay, or money that came without one or after its end.</summary>
public sealed record HistoryEntry
{
    /// <summary>Null for money that came without an order here, or after its end.</summary>
    public OrderView? Order { get; init; }

    /// <summary>The payment itself; null while none came.</summary>
    public long? PaymentId { get; init; }

    public required DateOnly Day { get; init; }

    public required PaymentMethod Method { get; init; }

    /// <summary>Oldest first; empty for money that settles nothing yet.</summary>
    public required IReadOnlyList<FiscalYear> Years { get; init; }

    /// <summary>What was asked for; what came, where that is less.</summary>
    public required Yen Amount { get; init; }

    /// <summary>What the society holds of money that came without an order or after its end (預り金).</summary>
    public Yen Credited { get; init; }

    /// <summary>What of it was sent back, or is to be.</summary>
    public SentBack SentBack { get; init; } = SentBack.Nothing;

    /// <summary>The receipt can be fetched here: the money came through MemberHub and settled something.</summary>
    public bool HasReceipt { get; init; }

    /// <summary>The money was taken over from the office's own history; a page says why it has no receipt here.</summary>
    public bool Imported { get; init; }
}

using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>Everything that is printed on a receipt (領収書). Kept with the document as its snapshot.</summary>
public sealed record ReceiptContent : DocumentContent
{
    /// <summary>The longest proviso (但し書き).</summary>
    public const int ProvisoMaxLength = 80;

    /// <summary>発行日.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>領収日: the day the money came.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>A card is printed as クレジットカード払い: then no stamp duty is owed, whatever the amount.</summary>
    public required PaymentMethod Method { get; init; }

    /// <summary>但し書き, what the money was for, such as 2026年度 年会費として.</summary>
    public required string Proviso { get; init; }

    public StampNote StampNote { get; init; }
}

/// <summary>A further copy of a receipt (再発行): the same number, marked as a copy.</summary>
/// <param name="Ordinal">1 for the first copy.</param>
/// <param name="IssuedOn">再発行日.</param>
public sealed record ReceiptCopy(int Ordinal, DateOnly IssuedOn);

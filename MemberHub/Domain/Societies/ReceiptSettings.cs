namespace MemberHub.Domain.Societies;

/// <summary>What a society decides about its receipts (領収書).</summary>
public sealed record ReceiptSettings
{
    /// <summary>What the receipt says about the revenue stamp (収入印紙).</summary>
    public StampNote StampNote { get; init; } = StampNote.Electronic;

    /// <summary>Whether payments taken over from the office's own history get receipts, too: mostly they had one on paper.</summary>
    public bool ForImported { get; init; }
}

/// <summary>Why there is no revenue stamp on a receipt (印紙税法 別表第一 第17号).</summary>
public enum StampNote
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>A receipt delivered as a file is no taxable paper; holds for every society.</summary>
    Electronic,

    /// <summary>営業に関しない受取書: societies that distribute no surplus, such as 一般社団法人, 公益法人 and NPO法人.</summary>
    NotTaxable,
}

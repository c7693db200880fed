namespace MemberHub.Domain.Reconciliation;

/// <summary>How sure a proposal is.</summary>
public enum MatchGrade
{
    /// <summary>確実: number, learned payer or full name, the whole amount, and nothing that speaks against it.</summary>
    Certain,

    /// <summary>要確認: a person has to decide.</summary>
    NeedsCheck,

    /// <summary>候補なし.</summary>
    None,
}

/// <summary>One fact about a match.</summary>
/// <param name="Speaks">True: for it (✓). False: against it (✗). Null: neither.</param>
/// <param name="Detail">A number as written, or empty.</param>
/// <param name="Count">A count, where the fact has one.</param>
/// <param name="Amount">An amount, where the fact has one.</param>
public sealed record MatchFact(MatchFactKind Kind, bool? Speaks, string Detail = "", int Count = 0, Yen Amount = default);

/// <summary>The facts that a proposal can rest on.</summary>
public enum MatchFactKind
{
    /// <summary>The text carries the number of an invoice that waits for its money.</summary>
    InvoiceNumberFits,

    /// <summary>The text carries the number of an invoice that was paid or cancelled before.</summary>
    InvoiceHasEnded,

    /// <summary>The text carries the number of a payment slip (請求番号) that waits for its money.</summary>
    SlipNumberFits,

    /// <summary>The text carries the number of a payment slip that was paid or cancelled before.</summary>
    SlipHasEnded,

    /// <summary>The text carries the number of an invoice that was paid in part (一部入金); the amount is what is still open of it.</summary>
    InvoicePaidInPart,

    /// <summary>The text carries the reference of an order.</summary>
    OrderNumberFits,

    MemberNumberFits,

    /// <summary>The text carries the number of a member who was merged into this one (統合).</summary>
    FormerNumberFits,

    /// <summary>The text carries a number that is a member's but for leading zeros.</summary>
    MemberNumberNearly,

    /// <summary>The payer paid for the member before.</summary>
    PayerKnown,

    NameFits,

    /// <summary>The name is the member's but for voicing marks.</summary>
    NameNearly,

    /// <summary>The payer's text begins, ends or is cut within the member's name.</summary>
    NamePartly,

    AmountFits,

    /// <summary>The amount is that of the oldest years.</summary>
    OldestYearsFit,

    /// <summary>The amount is the sum of some charges, but not of the oldest.</summary>
    SomeYearsFit,

    /// <summary>The claims of several members sum up to the amount.</summary>
    MembersSumUp,

    /// <summary>Short by exactly what banks take for a transfer.</summary>
    ShortByFee,

    Short,
    Over,

    /// <summary>More than an invoice over several members asks for: what is over is nobody's until the payer was asked.</summary>
    OverForPayer,

    /// <summary>The member owes nothing.</summary>
    NothingOpen,

    OnlyCandidate,

    /// <summary>Other members have the same name (同姓同名); the number in the text says who of them it is.</summary>
    NumberTellsApart,

    /// <summary>Other members fit as well.</summary>
    OthersFit,

    MayBeTwice,

    /// <summary>Neither name nor number says whose it is.</summary>
    NoClue,

    /// <summary>So many members owe exactly this amount.</summary>
    SameAmount,
}

/// <summary>What is proposed for a deposit.</summary>
/// <param name="Choices">The best first, at most <see cref="MostChoices"/>.</param>
/// <param name="Facts">What is said beside the choices; for a deposit without any, why.</param>
public sealed record MatchProposal(MatchGrade Grade, IReadOnlyList<MatchChoice> Choices, IReadOnlyList<MatchFact> Facts)
{
    public const int MostChoices = 5;
}

/// <summary>One way to settle a deposit. Parts and rest sum up to the deposit.</summary>
/// <param name="Missing">What is missing to settle all that the parts name; 0円 for none.</param>
public sealed record MatchChoice(IReadOnlyList<MatchPart> Parts, Yen Missing, IReadOnlyList<MatchFact> Facts)
{
    /// <summary>What is over of an invoice over several members (一括請求の超過分): it is set aside until the payer was asked. Else 0円.</summary>
    public Yen Rest { get; init; }

    /// <summary>The missing part is what a bank takes for a transfer.</summary>
    public bool IsShortByFee => Facts.Any(fact => fact.Kind == MatchFactKind.ShortByFee);
}

/// <summary>What of a deposit is one member's.</summary>
/// <param name="Charges">What it settles, oldest first; what is over becomes credit.</param>
/// <param name="OrderId">The order that it was sent for, or null.</param>
public sealed record MatchPart(long MemberId, Yen Amount, IReadOnlyList<long> Charges, long? OrderId = null);

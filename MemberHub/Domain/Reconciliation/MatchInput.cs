using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Reconciliation;

/// <summary>What is known of a deposit when its owner is looked for.</summary>
/// <param name="MayBeTwice">Another deposit of the same day, amount and payer came from elsewhere: perhaps it is the same money.</param>
public sealed record DepositFacts(long DepositId, Yen Amount, string Payer, string Message, bool MayBeTwice = false);

/// <summary>A member to whom money may belong.</summary>
/// <param name="Key">The folded reading, or the folded name where there is no reading.</param>
/// <param name="Charges">What is open and can be paid, oldest first.</param>
public sealed record MatchMember(long MemberId, string Number, string Name, string Key, IReadOnlyList<OpenCharge> Charges)
{
    public Yen Open => Charges.Total(charge => charge.Open);

    /// <summary>The numbers of members who were merged into this one (統合): who pays may still write them.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    internal IEnumerable<string> Numbers => Former.Prepend(Number);
}

/// <summary>An open charge of a member.</summary>
/// <param name="Begun">Its fiscal year has begun; one that has not may be left for later.</param>
public readonly record struct OpenCharge(long ChargeId, FiscalYear Year, Yen Open, bool Begun);

/// <summary>An order of a member, whose number a payer may have written.</summary>
/// <param name="Invoice">The invoice's written number, or empty.</param>
/// <param name="Charges">The charges it asks for; empty for one that has ended.</param>
public sealed record MatchOrder(long OrderId, long MemberId, PaymentMethod Method, string Reference, string Invoice, Yen Total, IReadOnlyList<long> Charges)
{
    /// <summary>Its invoice is over several members, and an institution pays it (一括請求).</summary>
    public bool IsJoint { get; init; }

    /// <summary>The number that its payment slip carries (請求番号), or empty.</summary>
    public string Slip { get; init; } = "";

    public bool IsLive => Charges.Count > 0;

    /// <summary>
    /// A deposit can be its money: a live invoice or slip. What is paid online comes through its gateway alone; a deposit beside it settles the charges.
    /// </summary>
    public bool TakesDeposits => IsLive && !Method.IsOnline();

    /// <summary>What is still to be paid of an invoice that was paid in part (一部入金); 0円 for any other.</summary>
    public Yen StillOpen { get; init; }

    /// <summary>The numbers of void invoices whose place its invoice took (差し替え元): who pays may still write them.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];
}

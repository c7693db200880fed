using MemberHub.Domain.Payments;

namespace MemberHub.Domain.Reconciliation;

/// <summary>What the text of a deposit says about whose it is.</summary>
internal sealed class MatchClues
{
    private readonly Dictionary<long, List<MatchFact>> facts = [];
    private readonly HashSet<long> strong = [];
    private readonly List<MatchOrder> orders = [];

    private MatchClues()
    {
    }

    /// <summary>Live invoices and slips whose number stands in the text. The number of an online order names its member, no more.</summary>
    public IReadOnlyList<MatchOrder> Orders => orders;

    /// <summary>Members named beyond doubt: by number, by a known payer, by the full name.</summary>
    public IReadOnlySet<long> Strong => strong;

    /// <summary>Named by a number or the full name; who paid before may well pay for others too.</summary>
    public IEnumerable<long> Named => strong.Where(memberId => facts[memberId].Exists(fact => fact.Kind != MatchFactKind.PayerKnown));

    public IReadOnlyList<long> Numbered { get; private set; } = [];

    public IReadOnlyList<long> Known { get; private set; } = [];

    /// <summary>How many other members have the name of the one whom both number and name mean (同姓同名).</summary>
    public int Namesakes { get; private set; }

    /// <summary>All members named in any way, the surest first.</summary>
    public IEnumerable<long> Candidates => facts.Keys.OrderByDescending(strong.Contains);

    public static MatchClues Of(MatchIndex index, DepositFacts deposit)
    {
        var clues = new MatchClues();
        var text = $"{deposit.Payer} {deposit.Message}";
        clues.ReadOrders(index, WrittenNumbers.Of(text), text);
        clues.ReadName(index, PayerName.Fold(deposit.Payer));
        return clues;
    }

    public IReadOnlyList<MatchFact> About(long memberId) => facts.TryGetValue(memberId, out var found) ? found : [];

    private void ReadOrders(MatchIndex index, WrittenNumbers written, string text)
    {
        foreach (var order in written.Slips.Select(index.WithSlip).OfType<MatchOrder>())
        {
            Name(order, MatchFactKind.SlipNumberFits);
        }

        foreach (var order in text.ToUpperInvariant().Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries).Where(OrderReference.IsOne).Select(index.WithReference).OfType<MatchOrder>())
        {
            Name(order, MatchFactKind.OrderNumberFits);
        }

        var invoiced = written.Invoices.Concat(written.Bare).SelectMany(index.WithInvoice).ToList();
        var asked = invoiced.Where(order => order.IsLive).SelectMany(order => order.Former.Append(order.Invoice)).ToHashSet(StringComparer.Ordinal);

        // An invoice over several members, or one whose place another took, has parts that ended and parts that wait: it names those that wait.
        foreach (var order in invoiced.Where(order => order.IsLive || !asked.Contains(order.Invoice)))
        {
            Name(order, MatchFactKind.InvoiceNumberFits);
        }

        ReadMembers(index, written.Bare);
    }

    private void ReadMembers(MatchIndex index, IReadOnlyList<string> numbers)
    {
        Numbered = [.. numbers.SelectMany(index.WithNumber).Distinct()];
        foreach (var (memberId, number) in numbers.SelectMany(number => index.WithNumber(number).Select(memberId => (memberId, number))))
        {
            var kind = index.Member(memberId)!.Number == number ? MatchFactKind.MemberNumberFits : MatchFactKind.FormerNumberFits;
            Add(memberId, new MatchFact(kind, true, number), isStrong: true);
        }

        foreach (var (memberId, number) in numbers.SelectMany(index.WithNearNumber).Where(near => !Numbered.Contains(near.MemberId)))
        {
            Add(memberId, new MatchFact(MatchFactKind.MemberNumberNearly, null, number), isStrong: false);
        }
    }

    private void Name(MatchOrder order, MatchFactKind kind)
    {
        if (order.TakesDeposits && !orders.Contains(order))
        {
            orders.Add(order);
        }

        var (number, ended) = kind == MatchFactKind.SlipNumberFits ? (order.Slip, MatchFactKind.SlipHasEnded) : (order.Invoice, MatchFactKind.InvoiceHasEnded);
        var fact = order switch
        {
            { IsLive: true } => new MatchFact(kind, true, number),
            _ when order.Invoice.Length > 0 && order.StillOpen > Yen.Zero => new MatchFact(MatchFactKind.InvoicePaidInPart, null, order.Invoice, Amount: order.StillOpen),
            _ => new MatchFact(ended, false, number),
        };
        Add(order.MemberId, fact, isStrong: true);
    }

    private void ReadName(MatchIndex index, string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        // A namesake of who is named by number as well is not meant; what was learned under the shared name says no more than the name.
        var named = index.WithKey(key).ToHashSet();
        var others = named.Where(memberId => !IsNumbered(memberId)).ToHashSet();
        others = others.Count < named.Count ? others : [];
        Namesakes = others.Count;
        Known = [.. index.PaidForBy(key).Distinct()];
        foreach (var memberId in Known)
        {
            Add(memberId, new MatchFact(MatchFactKind.PayerKnown, true), isStrong: !others.Contains(memberId));
        }

        foreach (var memberId in named)
        {
            Add(memberId, new MatchFact(MatchFactKind.NameFits, true), isStrong: !others.Contains(memberId));
        }

        if (strong.Count > 0)
        {
            return;
        }

        foreach (var memberId in index.WithLooseKey(key))
        {
            Add(memberId, new MatchFact(MatchFactKind.NameNearly, true), isStrong: false);
        }

        foreach (var memberId in index.WithPart(key))
        {
            Add(memberId, new MatchFact(MatchFactKind.NamePartly, null), isStrong: false);
        }
    }

    private bool IsNumbered(long memberId) => About(memberId).Any(fact => fact is
    {
        Speaks: true,
        Kind: MatchFactKind.MemberNumberFits or MatchFactKind.InvoiceNumberFits or MatchFactKind.SlipNumberFits or MatchFactKind.OrderNumberFits,
    });

    private void Add(long memberId, MatchFact fact, bool isStrong)
    {
        if (!facts.TryGetValue(memberId, out var found))
        {
            facts[memberId] = found = [];
        }

        if (!found.Exists(item => item.Kind == fact.Kind))
        {
            found.Add(fact);
        }

        if (isStrong)
        {
            strong.Add(memberId);
        }
    }
}

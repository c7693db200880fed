namespace MemberHub.Domain.Reconciliation;

/// <summary>
/// Proposes whose a deposit is, with the reasons. Made once from what all members owe, then asked for each deposit; asking changes nothing. No
/// percentages: a proposal is certain, to be checked, or none.
/// </summary>
public sealed class DepositMatcher
{
    private const int MostCandidates = 12;

    private readonly MatchIndex index;

    public DepositMatcher(IEnumerable<MatchMember> members, IEnumerable<MatchOrder> orders, IEnumerable<(string Payer, long MemberId)> aliases) =>
        index = new MatchIndex(members, orders, aliases);

    /// <summary>The member with this number in the database, or null.</summary>
    public MatchMember? Find(long memberId) => index.Member(memberId);

    /// <summary>The live invoices and slips of a member.</summary>
    public IReadOnlyList<MatchOrder> OrdersOf(long memberId) => index.OrdersOf(memberId);

    /// <summary>How a deposit would be settled for a member that a person has chosen; null when there is no such member.</summary>
    public MatchChoice? For(long memberId, Yen amount) =>
        index.Member(memberId) is { } member && MemberFit.Of(member, index.OrdersOf(memberId), amount) is var fit ? new MatchChoice(Divide(fit.Part), fit.Missing, [fit.Fact]) : null;

    /// <summary>Members whose number, or that of a member merged into them, ends with, or whose name or reading holds, what was typed; by number, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<MatchMember> Search(string typed, int most) => index.Search(typed, most);

    public MatchProposal Match(DepositFacts deposit)
    {
        var clues = MatchClues.Of(index, deposit);
        var choices = Several(clues, deposit.Amount).Concat(Orders(clues, deposit.Amount)).Concat(Singles(clues, deposit.Amount)).ToList();
        var best = Distinct(choices).OrderBy(choice => choice.Order).Take(MatchProposal.MostChoices).ToList();
        if (best.Count == 0)
        {
            return Nothing(deposit);
        }

        var isCertain = IsCertain(best, clues) && !deposit.MayBeTwice;
        var others = best.Skip(1).Count(choice => choice.IsStrong);
        List<MatchFact> facts =
        [
            .. deposit.MayBeTwice ? [new MatchFact(MatchFactKind.MayBeTwice, false)] : Array.Empty<MatchFact>(),
            (others, clues.Namesakes) switch
            {
                ( > 0, _) when !isCertain => new MatchFact(MatchFactKind.OthersFit, false, Count: others),
                (_, > 0) => new MatchFact(MatchFactKind.NumberTellsApart, true, Count: clues.Namesakes),
                _ => new MatchFact(MatchFactKind.OnlyCandidate, true),
            },
        ];
        if (!isCertain && others == 0 && !best[0].IsStrong)
        {
            facts.RemoveAt(facts.Count - 1);
        }

        return new MatchProposal(isCertain ? MatchGrade.Certain : MatchGrade.NeedsCheck, [.. best.Take(isCertain ? 1 : best.Count).Select(choice => choice.Choice)], facts);
    }

    // Certain: who it is stands fast, all that is asked for came, and no other clue names somebody else.
    private static bool IsCertain(List<Rated> best, MatchClues clues) =>
        best[0] is { IsStrong: true, Rank: FitRank.Exact } first
        && (first.Weight == 0 ? clues.Named : clues.Strong).All(first.Members.Contains)
        && best.Count(choice => choice is { IsStrong: true, Rank: FitRank.Exact }) == 1;

    private MatchProposal Nothing(DepositFacts deposit)
    {
        List<MatchFact> facts = [new(MatchFactKind.NoClue, false)];
        if (index.OwingExactly(deposit.Amount) is > 0 and var count)
        {
            facts.Insert(0, new MatchFact(MatchFactKind.SameAmount, null, Count: count));
        }

        if (deposit.MayBeTwice)
        {
            facts.Add(new MatchFact(MatchFactKind.MayBeTwice, false));
        }

        return new MatchProposal(MatchGrade.None, [], facts);
    }

    // One invoice, also one that is for many members. What an institution pays beyond it is no member's.
    private IEnumerable<Rated> Orders(MatchClues clues, Yen amount)
    {
        foreach (var group in clues.Orders.GroupBy(order => order.Invoice.Length > 0 ? order.Invoice : order.Reference))
        {
            var orders = group.ToList();
            var missing = orders.Total(order => order.Total) - amount;
            var rest = missing < Yen.Zero && orders.Exists(order => order.IsJoint) ? Yen.Zero - missing : Yen.Zero;
            var (rank, fact) = missing switch
            {
                _ when missing == Yen.Zero => (FitRank.Exact, new MatchFact(orders.Count > 1 ? MatchFactKind.MembersSumUp : MatchFactKind.AmountFits, true, Count: orders.Count)),
                _ when TransferFees.Contains(missing) => (FitRank.ShortByFee, new MatchFact(MatchFactKind.ShortByFee, false, Amount: missing)),
                _ when missing > Yen.Zero => (FitRank.Short, new MatchFact(MatchFactKind.Short, false, Amount: missing)),
                _ => (FitRank.Over, new MatchFact(rest > Yen.Zero ? MatchFactKind.OverForPayer : MatchFactKind.Over, false, Amount: Yen.Zero - missing)),
            };
            List<MatchPart> parts = [.. orders.Select(order => new MatchPart(order.MemberId, order.Total, order.Charges, order.OrderId))];
            if (Spread(parts, missing + rest) is { } spread)
            {
                var facts = orders.Count == 1 ? clues.About(orders[0].MemberId) : [];
                var number = orders[0].Invoice.Length > 0
                    ? new MatchFact(MatchFactKind.InvoiceNumberFits, true, orders[0].Invoice)
                    : facts.FirstOrDefault(item => item.Kind == MatchFactKind.SlipNumberFits && item.Detail == orders[0].Slip) ?? new MatchFact(MatchFactKind.OrderNumberFits, true);
                var about = facts.Where(item => item.Kind is not (MatchFactKind.InvoiceNumberFits or MatchFactKind.OrderNumberFits or MatchFactKind.SlipNumberFits));
                yield return new Rated(new MatchChoice(spread, Yen.Max(Yen.Zero, missing), [number, fact, .. about]) { Rest = rest }, rank, IsStrong: true, Weight: 0);
            }
        }
    }

    // Members named together: by several numbers in the text, or by a payer who paid for them before.
    private IEnumerable<Rated> Several(MatchClues clues, Yen amount)
    {
        foreach (var (members, fact) in new[] { (clues.Numbered, MatchFactKind.MemberNumberFits), (clues.Known, MatchFactKind.PayerKnown) })
        {
            var owing = members.Select(index.Member).OfType<MatchMember>().Where(member => member.Charges.Count > 0).OrderBy(member => member.Number, StringComparer.Ordinal).ToList();
            if (owing.Count < 2 || owing.Count > SubsetSum.MostAmounts)
            {
                continue;
            }

            var claims = owing.ConvertAll(Claim);
            var all = claims.Total(part => part.Amount) == amount;
            var chosen = all ? [.. Enumerable.Range(0, claims.Count)] : SubsetSum.Only([.. claims.Select(part => part.Amount)], amount);
            if (chosen is { Count: > 1 })
            {
                yield return new Rated(
                    new MatchChoice([.. chosen.SelectMany(at => Divide(claims[at]))], Yen.Zero, [new MatchFact(fact, true, Count: chosen.Count), new MatchFact(MatchFactKind.MembersSumUp, true, Count: chosen.Count)]),
                    all ? FitRank.Exact : FitRank.SomeYears,
                    IsStrong: true,
                    Weight: 1);
            }
        }

        if (clues.Orders.Select(order => order.Invoice).Where(number => number.Length > 0).Distinct().Count() > 1 && clues.Orders.Total(order => order.Total) == amount)
        {
            yield return new Rated(
                new MatchChoice(
                    [.. clues.Orders.Select(order => new MatchPart(order.MemberId, order.Total, order.Charges, order.OrderId))],
                    Yen.Zero,
                    [.. clues.Orders.Select(order => new MatchFact(MatchFactKind.InvoiceNumberFits, true, order.Invoice)), new MatchFact(MatchFactKind.MembersSumUp, true, Count: clues.Orders.Count)]),
                FitRank.Exact,
                IsStrong: true,
                Weight: 0);
        }
    }

    private IEnumerable<Rated> Singles(MatchClues clues, Yen amount)
    {
        foreach (var memberId in clues.Candidates.Take(MostCandidates))
        {
            if (index.Member(memberId) is { } member)
            {
                // Of several invoices over the same amount it is the one whose number stands in the text.
                var named = clues.Orders.Where(order => order.MemberId == memberId).ToList();
                var fit = MemberFit.Of(member, named.Count > 0 ? named : index.OrdersOf(memberId), amount);
                var isStrong = clues.Strong.Contains(memberId);
                yield return new Rated(new MatchChoice(Divide(fit.Part), fit.Missing, [fit.Fact, .. clues.About(memberId)]), fit.Rank, isStrong, Weight: 2);
            }
        }
    }

    // Money that pays several invoices or slips of one member is a part for each, so that each of them is paid; the rest is one more.
    private IReadOnlyList<MatchPart> Divide(MatchPart whole)
    {
        var open = index.Member(whole.MemberId)!.Charges.ToDictionary(charge => charge.ChargeId, charge => charge.Open);
        var rest = whole.Charges.ToHashSet();
        var parts = new List<MatchPart>();
        foreach (var order in index.OrdersOf(whole.MemberId).Where(order => whole.OrderId is null && order.Charges.All(rest.Contains)))
        {
            if (order.Charges.Total(charge => open[charge]) == order.Total)
            {
                parts.Add(new MatchPart(whole.MemberId, order.Total, order.Charges, order.OrderId));
                rest.ExceptWith(order.Charges);
            }
        }

        if (rest.Count > 0)
        {
            parts.Add(new MatchPart(whole.MemberId, rest.Total(charge => open[charge]), [.. whole.Charges.Where(rest.Contains)]));
        }

        // What is over or missing is the last part's.
        return parts.Count > 1 && Spread(parts, parts.Total(part => part.Amount) - whole.Amount) is { } spread ? spread : [whole];
    }

    private MatchPart Claim(MatchMember member)
    {
        var claim = MemberFit.Claim(member);
        var charges = claim.Select(charge => charge.ChargeId).ToList();
        var order = index.OrdersOf(member.MemberId).FirstOrDefault(item => item.Charges.Count == charges.Count && item.Charges.All(charges.Contains));
        return new MatchPart(member.MemberId, claim.Total(charge => charge.Open), charges, order?.OrderId);
    }

    // What is missing is taken from the last parts, what is over goes to the last. Null when nothing would be left for a part.
    private static List<MatchPart>? Spread(List<MatchPart> parts, Yen missing)
    {
        parts[^1] = parts[^1] with { Amount = parts[^1].Amount - missing };
        return parts.TrueForAll(part => part.Amount > Yen.Zero) ? parts : null;
    }

    // The same members and charges by two ways are one choice; the better reasons win.
    private static IEnumerable<Rated> Distinct(List<Rated> choices) => choices
        .OrderBy(choice => choice.Order)
        .DistinctBy(choice => string.Join(';', choice.Choice.Parts.OrderBy(part => part.MemberId).ThenBy(part => part.OrderId).Select(part => $"{part.MemberId}:{part.Amount.Value}:{string.Join(',', part.Charges.Order())}")));

    private sealed record Rated(MatchChoice Choice, FitRank Rank, bool IsStrong, int Weight)
    {
        public IReadOnlyList<long> Members { get; } = [.. Choice.Parts.Select(part => part.MemberId)];

        public (int Strength, int Rank, int Weight, long First) Order => (IsStrong ? 0 : 1, (int)Rank, Weight, Members[0]);
    }
}

namespace MemberHub.Domain.Reconciliation;

/// <summary>How an amount stands to what one member owes, best first.</summary>
internal enum FitRank
{
    Exact,
    OldestYears,
    ShortByFee,
    SomeYears,
    Over,
    Short,
    NothingOpen,
}

/// <summary>What an amount would settle of one member's claim.</summary>
internal sealed record MemberFit(FitRank Rank, MatchPart Part, Yen Missing, MatchFact Fact)
{
    /// <summary>The best fit of an amount to a member's open charges and to these orders of the member that take deposits.</summary>
    public static MemberFit Of(MatchMember member, IReadOnlyList<MatchOrder> orders, Yen amount)
    {
        var charges = member.Charges;
        if (charges.Count == 0)
        {
            return New(FitRank.NothingOpen, member, [], amount, Yen.Zero, new MatchFact(MatchFactKind.NothingOpen, false));
        }

        var order = orders.FirstOrDefault(item => item.Total == amount);
        if (order is not null)
        {
            return New(FitRank.Exact, member, order.Charges, amount, Yen.Zero, new MatchFact(MatchFactKind.AmountFits, true), order.OrderId);
        }

        var begun = charges.Where(charge => charge.Begun).ToList();
        return Whole(member, charges, begun, amount)
            ?? Oldest(member, charges, amount)
            ?? ByFee(member, orders, charges, begun, amount)
            ?? Some(member, charges, amount)
            ?? Rest(member, charges, begun, amount);
    }

    /// <summary>All that the member has to pay now: the years that have begun, or all that are open when none has.</summary>
    public static IReadOnlyList<OpenCharge> Claim(MatchMember member)
    {
        var begun = member.Charges.Where(charge => charge.Begun).ToList();
        return begun.Count > 0 ? begun : member.Charges;
    }

    private static MemberFit? Whole(MatchMember member, IReadOnlyList<OpenCharge> charges, IReadOnlyList<OpenCharge> begun, Yen amount)
    {
        foreach (var claim in (IReadOnlyList<OpenCharge>[])[begun, charges])
        {
            if (claim.Count > 0 && claim.Total(charge => charge.Open) == amount)
            {
                return New(FitRank.Exact, member, Ids(claim), amount, Yen.Zero, new MatchFact(MatchFactKind.AmountFits, true));
            }
        }

        return null;
    }

    private static MemberFit? Oldest(MatchMember member, IReadOnlyList<OpenCharge> charges, Yen amount)
    {
        var sum = Yen.Zero;
        for (var i = 0; i < charges.Count; i++)
        {
            sum += charges[i].Open;
            if (sum == amount)
            {
                return New(FitRank.OldestYears, member, Ids(charges.Take(i + 1)), amount, Yen.Zero, new MatchFact(MatchFactKind.OldestYearsFit, true, Count: i + 1));
            }
        }

        return null;
    }

    private static MemberFit? ByFee(
        MatchMember member, IReadOnlyList<MatchOrder> orders, IReadOnlyList<OpenCharge> charges, IReadOnlyList<OpenCharge> begun, Yen amount)
    {
        foreach (var order in orders)
        {
            if (TransferFees.Contains(order.Total - amount))
            {
                return ShortByFee(member, order.Charges, amount, order.Total - amount, order.OrderId);
            }
        }

        IEnumerable<IReadOnlyList<OpenCharge>> claims = [begun, charges, .. Enumerable.Range(1, charges.Count).Select(count => charges.Take(count).ToList())];
        foreach (var claim in claims)
        {
            if (TransferFees.Contains(claim.Total(charge => charge.Open) - amount))
            {
                return ShortByFee(member, Ids(claim), amount, claim.Total(charge => charge.Open) - amount, null);
            }
        }

        return null;
    }

    private static MemberFit? Some(MatchMember member, IReadOnlyList<OpenCharge> charges, Yen amount) =>
        SubsetSum.Only([.. charges.Select(charge => charge.Open)], amount) is { } found
            ? New(FitRank.SomeYears, member, Ids(found.Select(at => charges[at])), amount, Yen.Zero, new MatchFact(MatchFactKind.SomeYearsFit, null, Count: found.Count))
            : null;

    private static MemberFit Rest(MatchMember member, IReadOnlyList<OpenCharge> charges, IReadOnlyList<OpenCharge> begun, Yen amount)
    {
        var all = member.Open;
        if (amount > all)
        {
            return New(FitRank.Over, member, Ids(charges), amount, Yen.Zero, new MatchFact(MatchFactKind.Over, false, Amount: amount - all));
        }

        var claim = begun.Count > 0 && begun.Total(charge => charge.Open) > amount ? begun : charges;
        var missing = claim.Total(charge => charge.Open) - amount;
        return New(FitRank.Short, member, Ids(claim), amount, missing, new MatchFact(MatchFactKind.Short, false, Amount: missing));
    }

    private static MemberFit ShortByFee(MatchMember member, IReadOnlyList<long> charges, Yen amount, Yen fee, long? order) =>
        New(FitRank.ShortByFee, member, charges, amount, fee, new MatchFact(MatchFactKind.ShortByFee, false, Amount: fee), order);

    private static MemberFit New(FitRank rank, MatchMember member, IReadOnlyList<long> charges, Yen amount, Yen missing, MatchFact fact, long? order = null) =>
        new(rank, new MatchPart(member.MemberId, amount, charges, order), missing, fact);

    private static IReadOnlyList<long> Ids(IEnumerable<OpenCharge> charges) => [.. charges.Select(charge => charge.ChargeId)];
}

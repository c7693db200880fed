using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Tests.Domain.Reconciliation;

public sealed class SubsetSumTests
{
    [Fact]
    public void What_is_found_sums_up_and_is_the_only_one() => Prop.ForAll(
        Gen.Choose(1, 12).SelectMany(count => Gen.Choose(1, 9).ArrayOf(count)).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        (amounts, total) =>
        {
            var all = Enumerable.Range(1, (1 << amounts.Length) - 1).Count(set => Enumerable.Range(0, amounts.Length).Where(at => (set >> at & 1) == 1).Sum(at => amounts[at]) == total);
            var found = SubsetSum.Only([.. amounts.Select(amount => new Yen(amount))], new Yen(total));
            return (found is not null) == (all == 1) && (found is null || found.Sum(at => amounts[at]) == total);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_equal_amounts_end_soon() => Assert.Null(SubsetSum.Only([.. Enumerable.Repeat(new Yen(12_000), 30)], new Yen(180_001)));
}

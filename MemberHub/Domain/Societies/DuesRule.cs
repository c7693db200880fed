namespace MemberHub.Domain.Societies;

/// <summary>One line of the dues schedule (会費規程): what a category, with or without a rank, owes from a fiscal year on.</summary>
public sealed class DuesRule : IOfSociety
{
    private DuesRule()
    {
    }

    public DuesRule(long categoryId, long? rankId, FiscalYear from, Yen amount) =>
        (CategoryId, RankId, From, Amount) = (categoryId, rankId, from, amount);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long CategoryId { get; private set; }

    /// <summary>Null holds for members of the category without a rule for their rank.</summary>
    public long? RankId { get; private set; }

    public FiscalYear From { get; private set; }

    /// <summary>Yen for a year and, for categories counted in units (口), for one unit.</summary>
    public Yen Amount { get; private set; }
}

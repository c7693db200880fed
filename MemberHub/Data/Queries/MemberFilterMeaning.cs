using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.Queries;

/// <summary>What a filter means in this society.</summary>
public static class MemberFilterMeaning
{
    // A code that the society does not have finds nobody, as it says.
    private const long Nobody = -1;

    public static MemberSearch ToSearch(this MemberFilter filter, IReadOnlyList<MemberCategory> categories, IReadOnlyList<Rank> ranks) => new()
    {
        Words = filter.Words,
        CategoryId = filter.Category.Length == 0 ? null : categories.FirstOrDefault(category => category.Code == filter.Category)?.Id ?? Nobody,
        RankId = filter.Rank.Length == 0 ? null : ranks.FirstOrDefault(rank => rank.Code == filter.Rank)?.Id ?? Nobody,
        Standing = filter.Standing,
        InArrears = filter.InArrears,
    };
}

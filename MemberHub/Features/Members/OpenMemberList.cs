using MemberHub.Data;
using MemberHub.Data.Filters;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>A page of the member list.</summary>
public sealed record MemberList
{
    public const int PageSize = 50;

    public required DateOnly Today { get; init; }

    public required IReadOnlyList<MemberRow> Rows { get; init; }

    /// <summary>How many match on all pages.</summary>
    public required int Count { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Page { get; init; }

    public required IReadOnlyList<FilterChoice> Categories { get; init; }

    public required IReadOnlyList<FilterChoice> Ranks { get; init; }

    public required IReadOnlyList<KeptFilter> Kept { get; init; }

    public required FiscalYear Current { get; init; }

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);
}

/// <summary>A category or rank to filter by.</summary>
public sealed record FilterChoice(string Code, string NameJa, string NameEn);

/// <summary>A filter that the person has saved.</summary>
public sealed record KeptFilter(long Id, string Name, string Query);

/// <summary>Finds members by words and filters and reads one page of them.</summary>
public sealed class OpenMemberList(MemberHubDatabases databases, MemberIndex index, TimeProvider clock)
{
    /// <param name="page">1 for the first; behind the last, the last is shown.</param>
    public async Task<Result<MemberList>> RunAsync(Actor actor, MemberFilter filter, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var categories = await database.MemberCategories.OrderBy(category => category.Id).ToListAsync(cancel);
        var ranks = await database.Ranks.OrderBy(rank => rank.Id).ToListAsync(cancel);
        var found = await database.FindMembersAsync(index, filter.ToSearch(categories, ranks), today, cancel);
        var last = Math.Max(1, (found.Count + MemberList.PageSize - 1) / MemberList.PageSize);
        var shown = Math.Clamp(page, 1, last);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        return new MemberList
        {
            Today = today,
            Current = settings.Calendar.YearOf(today),
            Rows = await database.ReadMemberRowsAsync([.. found.Skip((shown - 1) * MemberList.PageSize).Take(MemberList.PageSize).Select(member => member.Id)], cancel),
            Count = found.Count,
            Page = shown,
            Categories = [.. categories.Select(category => new FilterChoice(category.Code, category.NameJa, category.NameEn))],
            Ranks = [.. ranks.Select(rank => new FilterChoice(rank.Code, rank.NameJa, rank.NameEn))],
            Kept = await database.SavedFilters.Where(kept => kept.AccountId == actor.AccountId && kept.List == FilteredList.Members)
                .OrderBy(kept => kept.Id).Select(kept => new KeptFilter(kept.Id, kept.Name, kept.Query)).ToListAsync(cancel),
        };
    }
}

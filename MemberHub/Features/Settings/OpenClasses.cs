using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>A category with what it pays this year.</summary>
/// <param name="Dues">Yen for one unit; null without a rule.</param>
/// <param name="Members">Who is in it and has not left.</param>
public sealed record CategoryLine(long Id, string Code, string NameJa, string NameEn, bool IsOrganisation, Yen? Dues, int Members, bool IsOver);

/// <summary>A rank with what it adds this year.</summary>
public sealed record RankLine(long Id, string Code, string NameJa, string NameEn, IReadOnlyList<RankSurcharge> Surcharges, int Members, bool IsOver);

/// <param name="Amount">Yen for a member of the category with the rank.</param>
/// <param name="Above">How much that is above the category's own; below it where negative.</param>
public sealed record RankSurcharge(string Category, Yen Amount, long Above);

/// <summary>The society's categories and ranks, those that ended last.</summary>
public sealed record ClassesView(FiscalYear Year, IReadOnlyList<CategoryLine> Categories, IReadOnlyList<RankLine> Ranks, bool MayEdit);

/// <summary>Reads the society's member categories (会員区分) and ranks (称号・役職); five statements.</summary>
public sealed class OpenClasses(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<ClassesView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var year = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Calendar.YearOf(today);
        var rules = await database.DuesRules.AsNoTracking().ToListAsync(cancel);
        var members = await database.Members.Where(member => member.MergedIntoId == null && (member.WithdrawnOn == null || member.WithdrawnOn > today))
            .GroupBy(member => new { member.CategoryId, member.RankId }).Select(group => new { group.Key.CategoryId, group.Key.RankId, Count = group.Count() }).ToListAsync(cancel);
        var categories = await database.MemberCategories.AsNoTracking().OrderBy(category => category.Id).ToListAsync(cancel);
        var ranks = await database.Ranks.AsNoTracking().OrderBy(rank => rank.Id).ToListAsync(cancel);
        var schedule = new DuesSchedule(rules);
        return new ClassesView(
            year,
            [.. categories.OrderBy(category => category.EndedUtc is not null).Select(category => new CategoryLine(
                category.Id, category.Code, category.NameJa, category.NameEn, category.IsOrganisation, schedule.AmountFor(category.Id, null, year),
                members.Where(group => group.CategoryId == category.Id).Sum(group => group.Count), category.EndedUtc is not null))],
            [.. ranks.OrderBy(rank => rank.EndedUtc is not null).Select(rank => new RankLine(
                rank.Id, rank.Code, rank.NameJa, rank.NameEn, [.. Surcharges(rank.Id)],
                members.Where(group => group.RankId == rank.Id).Sum(group => group.Count), rank.EndedUtc is not null))],
            actor.May(OfficeRight.EditSettings));

        IEnumerable<RankSurcharge> Surcharges(long rank) =>
            from category in categories
            where rules.Exists(rule => rule.RankId == rank && rule.CategoryId == category.Id && rule.From <= year)
            let amount = schedule.AmountFor(category.Id, rank, year)!.Value
            select new RankSurcharge(category.NameJa, amount, amount.Value - (schedule.AmountFor(category.Id, null, year)?.Value ?? 0));
    }
}

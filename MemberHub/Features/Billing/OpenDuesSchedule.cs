using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>What a category, or one of its ranks, owes in the year shown.</summary>
/// <param name="Amount">Yen for one unit; null without a rule, or for a rank that pays what its category pays.</param>
/// <param name="From">The year the amount began to hold; null without a rule.</param>
public sealed record DuesScheduleRow(long CategoryId, long? RankId, string Category, string? Rank, Yen? Amount, FiscalYear? From);

/// <summary>The dues schedule of one year.</summary>
/// <param name="LockedThrough">The newest year that has charges; it and all before it stay as they are. Null for none.</param>
public sealed record DuesScheduleView(FiscalYear Year, IReadOnlyList<FiscalYear> Years, IReadOnlyList<DuesScheduleRow> Rows, FiscalYear? LockedThrough, bool MayEdit)
{
    public bool IsLocked => LockedThrough >= Year;
}

/// <summary>Reads the dues schedule as it holds in a year; five statements.</summary>
public sealed class OpenDuesSchedule(MemberHubDatabases databases, TimeProvider clock)
{
    private const int YearsBack = 3;

    public async Task<Result<DuesScheduleView>> RunAsync(Actor actor, int? wanted, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var current = (await database.SettingsAsync(cancel)).Calendar.YearOf(clock.Today());
        var years = Enumerable.Range(current.Year - YearsBack, YearsBack + DraftBilling.YearsAhead + 1).Select(year => new FiscalYear(year)).ToList();
        var year = years.Contains(new FiscalYear(wanted ?? 0)) ? new FiscalYear(wanted!.Value) : current.Next();
        var rules = await database.DuesRules.AsNoTracking().ToListAsync(cancel);
        var categories = await database.MemberCategories.AsNoTracking().Where(category => category.EndedUtc == null).OrderBy(category => category.Id).ToListAsync(cancel);
        var ranks = await database.Ranks.AsNoTracking().Where(rank => rank.EndedUtc == null).OrderBy(rank => rank.Id).ToListAsync(cancel);
        return new DuesScheduleView(
            year,
            years,
            [.. categories.SelectMany(category => ranks.Select(rank => (Id: (long?)rank.Id, Name: (string?)rank.NameIn(Languages.Current))).Prepend((null, null))
                .Select(rank => ToRow(category, rank.Id, rank.Name, rules, year)))],
            await database.BilledThroughAsync(cancel),
            actor.May(OfficeRight.PrepareBilling));
    }

    private static DuesScheduleRow ToRow(MemberCategory category, long? rankId, string? rank, List<DuesRule> rules, FiscalYear year)
    {
        var rule = rules.Where(item => item.CategoryId == category.Id && item.RankId == rankId && item.From <= year).MaxBy(item => item.From);
        return new DuesScheduleRow(category.Id, rankId, category.NameIn(Languages.Current), rank, rule?.Amount, rule?.From);
    }
}

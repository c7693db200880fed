using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>A benefit in the office's list.</summary>
/// <param name="Views">Looks in this fiscal year.</param>
/// <param name="Viewers">By how many members.</param>
public sealed record BenefitLine(long Id, int Version, string Title, string Link, BenefitTerms Terms, bool HasCredentials, bool IsOver, int Views, int Viewers);

/// <summary>All benefits of the society: those that are shown in their order, then those that ended.</summary>
public sealed record BenefitList(FiscalYear Year, IReadOnlyList<BenefitLine> Lines, bool MayEdit)
{
    /// <summary>Those that can change places.</summary>
    public IReadOnlyList<long> Order { get; } = [.. Lines.Where(line => !line.IsOver).Select(line => line.Id)];
}

/// <summary>Reads the office's list of benefits and how often members looked this year; three statements.</summary>
public sealed class ListBenefits(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<BenefitList>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var calendar = (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Calendar;
        var year = calendar.YearOf(clock.Today());
        var from = JapanTime.UtcOf(calendar.FirstDay(year).ToDateTime(TimeOnly.MinValue));
        var views = await database.BenefitViews.Where(view => view.ViewedUtc >= from).GroupBy(view => view.BenefitId)
            .Select(group => new { Id = group.Key, All = group.Count(), Members = group.Select(view => view.MemberId).Distinct().Count() })
            .ToDictionaryAsync(group => group.Id, cancel);
        var benefits = await database.Benefits.AsNoTracking().OrderBy(benefit => benefit.Ordinal).ThenBy(benefit => benefit.Id).ToListAsync(cancel);
        return new BenefitList(
            year,
            [.. benefits.OrderBy(benefit => benefit.EndedUtc is not null).Select(benefit => new BenefitLine(
                benefit.Id, benefit.Version, benefit.TitleJa, benefit.Link, benefit.Terms, benefit.SealedCredentials.Length > 0, benefit.EndedUtc is not null,
                views.GetValueOrDefault(benefit.Id)?.All ?? 0, views.GetValueOrDefault(benefit.Id)?.Members ?? 0))],
            actor.May(OfficeRight.EditSettings));
    }
}

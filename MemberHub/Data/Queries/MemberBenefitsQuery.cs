using MemberHub.Domain.Benefits;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>What the society gives its members, and what of one member its rules look at.</summary>
/// <param name="Benefits">Those that have not ended, in the society's order.</param>
public sealed record MemberBenefits(DuesRecord Dues, DateOnly? WithdrawnOn, IReadOnlyList<Benefit> Benefits)
{
    /// <summary>Each benefit with what its rule says on the day of the ledger.</summary>
    public IEnumerable<(Benefit Benefit, BenefitAnswer Answer)> Judge(PaymentCalendar calendar) =>
        Benefits.Select(benefit => (benefit, benefit.Terms.Judge(Dues, WithdrawnOn, calendar)));
}

/// <summary>Reads what the rules of the benefits look at.</summary>
public static class MemberBenefitsQuery
{
    private static readonly CompiledQuery<Func<MemberHubDbContext, long, CancellationToken, Task<Row>>> Rows = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, CancellationToken cancel) => database.Members.AsNoTracking().AsSingleQuery().Where(member => member.Id == memberId)
            .Select(member => new Row(
                member.CategoryId,
                member.RankId,
                member.WithdrawnOn,
                database.LeavesOfAbsence.Where(leave => leave.MemberId == member.Id).ToList(),
                database.DuesRules.Where(rule => rule.CategoryId == member.CategoryId).ToList(),
                database.Benefits.Where(benefit => benefit.SocietyId == member.SocietyId && benefit.EndedUtc == null).ToList()))
            .Single()));

    /// <summary>In one statement, whatever the number of benefits: what is joined is a handful of rows.</summary>
    public static async Task<MemberBenefits> ReadBenefitsAsync(this MemberHubDbContext database, long memberId, MemberLedger ledger, CancellationToken cancel)
    {
        var row = await Rows.On(database)(database, memberId, cancel);
        var dues = new DuesRecord { CategoryId = row.CategoryId, RankId = row.RankId, Ledger = ledger, Leaves = row.Leaves, Schedule = new DuesSchedule(row.Rules) };
        return new MemberBenefits(dues, row.WithdrawnOn, [.. row.Benefits.OrderBy(benefit => benefit.Ordinal).ThenBy(benefit => benefit.Id)]);
    }

    private sealed record Row(long CategoryId, long? RankId, DateOnly? WithdrawnOn, List<LeaveOfAbsence> Leaves, List<DuesRule> Rules, List<Benefit> Benefits);
}

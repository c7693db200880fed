using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>A society's dues schedule (会費規程): what a category, with or without a rank, owes for a fiscal year and one unit.</summary>
public sealed class DuesSchedule(IEnumerable<DuesRule> rules)
{
    private readonly ILookup<(long Category, long? Rank), DuesRule> newestFirst =
        rules.OrderByDescending(rule => rule.From).ToLookup(rule => (rule.CategoryId, rule.RankId));

    /// <summary>
    /// Yen for one unit: the rank's own rule where the category has one, else the category's. 0円 for a category that pays nothing, null where
    /// no rule holds.
    /// </summary>
    public Yen? AmountFor(long categoryId, long? rankId, FiscalYear year) =>
        (rankId is null ? null : Newest(categoryId, rankId, year)) ?? Newest(categoryId, null, year);

    /// <summary>How many units (口数) an amount of the year is for; null where it is not that of whole units, of more than a member can have, or where no rule says what one costs.</summary>
    public int? UnitsIn(Yen amount, long categoryId, long? rankId, FiscalYear year) =>
        AmountFor(categoryId, rankId, year) is { Value: > 0 } unit && amount.Value % unit.Value == 0 && amount.Value / unit.Value is >= 1 and <= Member.MaxUnits and var units ? (int)units : null;

    /// <summary>What the year has to say to one member: the amount, or why there is none.</summary>
    public (BillingOutcome Outcome, Yen Amount) DuesOf(BillingMember member, FiscalYear year, PaymentCalendar calendar)
    {
        var owed = Owed(member, year, calendar);
        return member.Charged switch
        {
            { } charged => (charged == owed.Amount && owed.Outcome == BillingOutcome.New ? BillingOutcome.Unchanged : BillingOutcome.Differs, owed.Amount),
            null when owed.Outcome == BillingOutcome.New && Fault(member, owed.Amount) is { } fault => (fault, owed.Amount),
            null => owed,
        };
    }

    private (BillingOutcome Outcome, Yen Amount) Owed(BillingMember member, FiscalYear year, PaymentCalendar calendar) => member switch
    {
        { WithdrawnOn: { } left } when left < calendar.FirstDay(year) => (BillingOutcome.Withdrawn, Yen.Zero),
        { LeavesOn: { } leaves } when leaves < calendar.FirstDay(year) => (BillingOutcome.Withdrawn, Yen.Zero),
        { JoinedOn: { } joined } when joined > calendar.LastDay(year) => (BillingOutcome.NotYetMember, Yen.Zero),
        { OnLeave: true } => (BillingOutcome.OnLeave, Yen.Zero),
        _ => AmountFor(member.CategoryId, member.RankId, year) switch
        {
            null => (BillingOutcome.NoRule, Yen.Zero),
            { Value: 0 } => (BillingOutcome.FeeFree, Yen.Zero),
            { } unit => (BillingOutcome.New, unit * member.Units),
        },
    };

    private static BillingOutcome? Fault(BillingMember member, Yen amount) => member switch
    {
        _ when string.IsNullOrWhiteSpace(member.Name) => BillingOutcome.NoName,
        { HasAddress: false } => BillingOutcome.NoAddress,
        _ when amount > DuesCharge.MaxAmount => BillingOutcome.TooLarge,
        _ => null,
    };

    private Yen? Newest(long categoryId, long? rankId, FiscalYear year) =>
        newestFirst[(categoryId, rankId)].FirstOrDefault(rule => rule.From <= year)?.Amount;
}

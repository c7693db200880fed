using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>What billing has to know of a member.</summary>
public sealed record BillingMember
{
    public required long Id { get; init; }

    public required MemberNumber Number { get; init; }

    public required string Name { get; init; }

    public required long CategoryId { get; init; }

    /// <summary>The category's Japanese name, as the charge will carry it.</summary>
    public required string CategoryName { get; init; }

    public long? RankId { get; init; }

    /// <summary>口数.</summary>
    public int Units { get; init; } = 1;

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>退会予定日: the day on which a confirmed withdrawal notice ends the membership; null for none.</summary>
    public DateOnly? LeavesOn { get; init; }

    /// <summary>休会 in the year that is billed.</summary>
    public bool OnLeave { get; init; }

    /// <summary>There is an address at the member's mailing destination (通信先).</summary>
    public bool HasAddress { get; init; }

    /// <summary>What was charged for the year already; null for nothing.</summary>
    public Yen? Charged { get; init; }

    /// <summary>What was charged for the year before, in the same category; null for nothing.</summary>
    public Yen? ChargedBefore { get; init; }
}

/// <summary>What billing a year makes of a member.</summary>
public enum BillingOutcome
{
    /// <summary>新規: will be charged.</summary>
    New,

    /// <summary>請求済み: charged already, with the same amount.</summary>
    Unchanged,

    /// <summary>金額違い: charged already, with another amount than the schedule says. Stays as it is; a person has to look at it.</summary>
    Differs,

    /// <summary>会費免除の区分: the schedule says 0円.</summary>
    FeeFree,

    /// <summary>退会: left, or leaves by a confirmed notice, before the year begins.</summary>
    Withdrawn,

    /// <summary>Joins after the year's end.</summary>
    NotYetMember,

    /// <summary>休会.</summary>
    OnLeave,

    /// <summary>会費規程がない: the schedule says nothing about the category.</summary>
    NoRule,

    /// <summary>Left out: without a name the document would be wrong.</summary>
    NoName,

    /// <summary>Left out: the mailing destination has no address.</summary>
    NoAddress,

    /// <summary>Left out: more than <see cref="DuesCharge.MaxAmount"/>.</summary>
    TooLarge,
}

/// <summary>One member in the plan of a year.</summary>
/// <param name="Amount">What is, or would be, charged; 0円 where nothing is owed.</param>
public sealed record BillingLine(BillingMember Member, BillingOutcome Outcome, Yen Amount)
{
    /// <summary>前年度と金額が違う: will be charged another amount than for the year before in the same category. A remark for whoever looks; it holds nothing up.</summary>
    public bool IsUnlikeBefore => Outcome == BillingOutcome.New && Member.ChargedBefore is { } before && before != Amount;
}

/// <summary>The dry run of billing a year (請求の下見): every member, what will be charged, what not and why. In the order of the member numbers.</summary>
public sealed record BillingPlan(FiscalYear Year, BillingDays Days, IReadOnlyList<BillingLine> Lines)
{
    /// <summary>Makes the plan. The order of the members is of no account.</summary>
    public static BillingPlan Make(FiscalYear year, PaymentCalendar calendar, DuesSchedule schedule, IEnumerable<BillingMember> members) => new(
        year,
        BillingDays.Of(year, calendar),
        [.. members.OrderBy(member => member.Number).Select(member =>
        {
            var (outcome, amount) = schedule.DuesOf(member, year, calendar);
            return new BillingLine(member, outcome, amount);
        })]);

    /// <summary>The charges that will be written.</summary>
    public BillingList ToList(DateOnly payableFrom, DateOnly announceOn) => BillingList.Of(
        Year,
        payableFrom,
        announceOn,
        Days,
        Lines.Where(line => line.Outcome == BillingOutcome.New)
            .Select(line => new BillingItem(line.Member.Id, line.Member.Number, line.Member.CategoryName, line.Member.Units, line.Amount)));

    /// <summary>The counts and totals, for a page.</summary>
    public BillingSummary Summarise() => new(
        [.. Lines.CountBy(line => line.Outcome).OrderBy(count => count.Key).Select(count => new OutcomeCount(count.Key, count.Value))],
        [.. Lines.GroupBy(line => line.Member.CategoryName).Select(lines => new CategoryTotal(
            lines.Key,
            lines.Count(line => line.Outcome == BillingOutcome.New),
            lines.Where(line => line.Outcome == BillingOutcome.New).Total(line => line.Amount),
            lines.Count(line => line.Outcome == BillingOutcome.Unchanged),
            lines.Count(line => line.Outcome > BillingOutcome.Unchanged))).OrderByDescending(total => total.Amount).ThenBy(total => total.Category, StringComparer.Ordinal)])
    {
        UnlikeBefore = Lines.Count(line => line.IsUnlikeBefore),
    };
}

/// <summary>The counts and totals of a plan (下見の結果).</summary>
public sealed record BillingSummary(IReadOnlyList<OutcomeCount> Outcomes, IReadOnlyList<CategoryTotal> Categories)
{
    public int Of(BillingOutcome outcome) => Outcomes.FirstOrDefault(count => count.Outcome == outcome)?.Members ?? 0;

    /// <summary>How many of the new ones are charged another amount than for the year before; 0 in a summary that is older than this count.</summary>
    public int UnlikeBefore { get; init; }

    /// <summary>The sum of what will be charged.</summary>
    public Yen Total => Categories.Total(category => category.Amount);
}

/// <summary>How many members have this outcome.</summary>
public sealed record OutcomeCount(BillingOutcome Outcome, int Members);

/// <summary>A category's part of the plan: members and yen that are new, members charged before, members left out or to be looked at.</summary>
public sealed record CategoryTotal(string Category, int New, Yen Amount, int Unchanged, int Others);

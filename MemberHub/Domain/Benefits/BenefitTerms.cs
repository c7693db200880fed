using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Benefits;

/// <summary>For whom a benefit is.</summary>
public enum BenefitRule
{
    /// <summary>今年度の会費を納入した会員.</summary>
    PaidThisYear,

    /// <summary>今年度か、ある日までは前年度の会費を納入した会員: nobody loses it on the first day of the year.</summary>
    PaidPreviousYearUntil,

    /// <summary>すべての会員.</summary>
    EveryMember,
}

/// <summary>The society's rule for a benefit (特典を見られる人).</summary>
/// <param name="UntilMonth">The month, 1–12, until which the dues of the year before are enough.</param>
/// <param name="UntilDay">The day of that month, 1–31; cut to the last day of a shorter month.</param>
/// <param name="OpenOnLeave">Members who rest (休会) keep it although nothing is charged to them.</param>
public sealed record BenefitTerms(BenefitRule Rule, int UntilMonth, int UntilDay, bool OpenOnLeave)
{
    public const int UsualUntilMonth = 3;
    public const int UsualUntilDay = 31;

    /// <summary>Whether the member may use it on the day of the ledger, and why.</summary>
    public BenefitAnswer Judge(DuesRecord dues, DateOnly? withdrawnOn, PaymentCalendar calendar)
    {
        var today = dues.Ledger.AsOf;
        var year = calendar.YearOf(today);
        if (withdrawnOn <= today)
        {
            return new(BenefitStanding.Left, year, null);
        }

        if (Rule == BenefitRule.EveryMember)
        {
            return new(BenefitStanding.EveryMember, year, null);
        }

        var thisYear = Standing(dues.Of(year));
        if (thisYear.IsOpen())
        {
            return new(thisYear, year, Rule == BenefitRule.PaidThisYear ? calendar.LastDay(year) : LastDay(year.Next(), calendar));
        }

        var previous = new FiscalYear(year.Year - 1);
        return Rule == BenefitRule.PaidPreviousYearUntil && LastDay(year, calendar) is var until && today <= until && Standing(dues.Of(previous)).IsOpen()
            ? new(BenefitStanding.PreviousYear, previous, until)
            : new(thisYear, year, null);
    }

    /// <summary>The last day of the year on which the dues of the year before are enough.</summary>
    private DateOnly LastDay(FiscalYear year, PaymentCalendar calendar)
    {
        var first = calendar.FirstDay(year);
        var day = DayIn(first.Year);
        return day >= first ? day : DayIn(first.Year + 1);
    }

    private DateOnly DayIn(int year) => new(year, UntilMonth, Math.Min(UntilDay, DateTime.DaysInMonth(year, UntilMonth)));

    private BenefitStanding Standing(YearStanding year) => year switch
    {
        YearStanding.Paid => BenefitStanding.Paid,
        YearStanding.Waived => BenefitStanding.Waived,
        YearStanding.FeeFree => BenefitStanding.FeeFree,
        YearStanding.OnLeave => OpenOnLeave ? BenefitStanding.Resting : BenefitStanding.OnLeave,
        YearStanding.NotCharged => BenefitStanding.NotCharged,
        YearStanding.Leaving => BenefitStanding.Leaving,
        _ => BenefitStanding.Unpaid,
    };
}

/// <summary>Whether a member may use a benefit, and why.</summary>
/// <param name="Year">The fiscal year whose dues decide.</param>
/// <param name="Through">The last day for which that is known; null where no day ends it, and while it is closed.</param>
public sealed record BenefitAnswer(BenefitStanding Standing, FiscalYear Year, DateOnly? Through)
{
    public bool IsOpen => Standing.IsOpen();
}

/// <summary>Why a benefit is open or closed to a member.</summary>
public enum BenefitStanding
{
    /// <summary>Open: it is for all members.</summary>
    EveryMember,

    /// <summary>Open: the year is paid (納入済).</summary>
    Paid,

    /// <summary>Open: the society does not ask for the year (免除).</summary>
    Waived,

    /// <summary>Open: the category pays nothing (会費免除の区分).</summary>
    FeeFree,

    /// <summary>Open: the member rests (休会), and this benefit stays.</summary>
    Resting,

    /// <summary>Open for a while: the year before is paid.</summary>
    PreviousYear,

    /// <summary>Closed: the year is not paid, or not wholly (未納).</summary>
    Unpaid,

    /// <summary>Closed: nothing was charged for the year yet (請求前).</summary>
    NotCharged,

    /// <summary>Closed: the member rests (休会).</summary>
    OnLeave,

    /// <summary>Closed: the year's dues were taken off by the member's withdrawal notice (退会届).</summary>
    Leaving,

    /// <summary>Closed: the member has left (退会).</summary>
    Left,
}

/// <summary>Which standings open a benefit.</summary>
public static class BenefitStandings
{
    /// <summary>Whether the member may use it.</summary>
    public static bool IsOpen(this BenefitStanding standing) => standing <= BenefitStanding.PreviousYear;
}

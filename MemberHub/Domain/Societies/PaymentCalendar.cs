namespace MemberHub.Domain.Societies;

/// <summary>When a society's fiscal years begin, when they can be paid and when they are due (会期, お支払い期間, 納入期限).</summary>
public sealed record PaymentCalendar
{
    /// <summary>The month the fiscal year starts in, 1–12.</summary>
    public int StartMonth { get; init; } = 1;

    /// <summary>How many months before its first day a year can be paid. 1 = from 1 December for a year from January.</summary>
    public int PayableMonthsBefore { get; init; } = 1;

    /// <summary>The month of the due date, 1–12; the first such date on or after the first day of the year counts.</summary>
    public int DueMonth { get; init; } = 3;

    /// <summary>The day of the due date, 1–31; cut to the last day of a shorter month.</summary>
    public int DueDay { get; init; } = 31;

    /// <summary>Business days until a requested payment slip is sent, at least and at most.</summary>
    public int SlipDaysMin { get; init; } = 3;

    /// <inheritdoc cref="SlipDaysMin"/>
    public int SlipDaysMax { get; init; } = 5;

    /// <summary>The first of the months, 1–12, in which slips take weeks because everybody asks for them; 0 for none.</summary>
    public int SlipBusyFromMonth { get; init; } = 1;

    /// <summary>The last of those months; it may lie in the next year (12 to 2).</summary>
    public int SlipBusyToMonth { get; init; } = 2;

    /// <summary>Weeks until a payment slip requested in a busy month is sent, at least and at most.</summary>
    public int SlipWeeksMin { get; init; } = 2;

    /// <inheritdoc cref="SlipWeeksMin"/>
    public int SlipWeeksMax { get; init; } = 3;

    /// <summary>The fiscal year that <paramref name="date"/> lies in.</summary>
    public FiscalYear YearOf(DateOnly date) => new(date.Month >= StartMonth ? date.Year : date.Year - 1);

    public DateOnly FirstDay(FiscalYear year) => new(year.Year, StartMonth, 1);

    public DateOnly LastDay(FiscalYear year) => FirstDay(year.Next()).AddDays(-1);

    /// <summary>The first day on which the year's dues can be paid.</summary>
    public DateOnly PayableFrom(FiscalYear year) => FirstDay(year).AddMonths(-PayableMonthsBefore);

    /// <summary>The day by which the year's dues are to be paid (納入期限).</summary>
    public DateOnly DueOn(FiscalYear year)
    {
        var first = FirstDay(year);
        var due = DayIn(first.Year);
        return due >= first ? due : DayIn(first.Year + 1);
    }

    /// <summary>Whether a slip requested on the day takes weeks instead of days.</summary>
    public bool IsSlipBusy(DateOnly day) => SlipBusyFromMonth switch
    {
        0 => false,
        var from when from <= SlipBusyToMonth => day.Month >= from && day.Month <= SlipBusyToMonth,
        var from => day.Month >= from || day.Month <= SlipBusyToMonth,
    };

    private DateOnly DayIn(int year) => new(year, DueMonth, Math.Min(DueDay, DateTime.DaysInMonth(year, DueMonth)));
}

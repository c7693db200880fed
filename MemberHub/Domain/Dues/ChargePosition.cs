using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>A charge with what has been paid and waived of it: all that a status needs (年度ごとの状況).</summary>
public sealed record ChargePosition
{
    public required long ChargeId { get; init; }

    public required FiscalYear Year { get; init; }

    public required DuesItem Item { get; init; }

    /// <inheritdoc cref="DuesCharge.Title"/>
    public string Title { get; init; } = "";

    /// <summary>The category's Japanese name when charged.</summary>
    public required string CategoryName { get; init; }

    /// <summary>What the category is called in English today; empty where none is called so any more.</summary>
    public string CategoryNameEn { get; init; } = "";

    /// <summary>The category's name in a language (ja or en).</summary>
    public string CategoryIn(string language) => Bilingual.In(language, CategoryName, CategoryNameEn);

    /// <summary>What was charged, before any correction.</summary>
    public required Yen Amount { get; init; }

    /// <summary>The corrections (訂正): above 0円 where more is asked for than was charged, below where less.</summary>
    public Yen Corrected { get; init; }

    /// <summary>The sum of the live allocations (消込済).</summary>
    public Yen Allocated { get; init; }

    /// <summary>The sum of what is not asked for (免除・貸倒).</summary>
    public Yen Waived { get; init; }

    public required DateOnly PayableFrom { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DateOnly PeriodStart { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    /// <summary>The day on which the last money for it came; null when none did.</summary>
    public DateOnly? LastPaidOn { get; init; }

    /// <summary>The reason of the last waiver, or empty. One by a withdrawal notice has none here: <see cref="LeftOn"/> says it.</summary>
    public string WaiverReason { get; init; } = "";

    /// <summary>The day of leaving (退会日) of the notice by which it was taken off, so that nobody is a member by it; null where none did.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>What is asked for now: the amount with its corrections.</summary>
    public Yen Charged => Amount + Corrected;

    /// <summary>未納額: what is still to be paid; never below 0円.</summary>
    public Yen Open => Yen.Max(Yen.Zero, Charged - Allocated - Waived);

    /// <summary>By how much a correction (減額訂正) can lower it: what is open of it and what was paid.</summary>
    public Yen Reducible => Open + Allocated;

    public bool IsOpen => Open > Yen.Zero;

    /// <summary>What the charge is on <paramref name="today"/>, in the order in which the cases exclude each other.</summary>
    public ChargeStage StageOn(DateOnly today) => this switch
    {
        { IsOpen: false, LeftOn: not null } => ChargeStage.TakenOff,
        { IsOpen: false } when Allocated == Yen.Zero => ChargeStage.Waived,
        { IsOpen: false } => ChargeStage.Settled,
        _ when today < PayableFrom => ChargeStage.NotYetPayable,
        _ when today > PeriodEnd => ChargeStage.InArrears,
        _ when today > DueOn => ChargeStage.Due,
        _ => ChargeStage.NotYetDue,
    };

    /// <summary>
    /// How many years the charge has been in arrears (滞納n年): 1 in the fiscal year after its own. 0 when it is not in arrears.
    /// </summary>
    public int YearsInArrears(DateOnly today)
    {
        if (StageOn(today) != ChargeStage.InArrears)
        {
            return 0;
        }

        var years = today.Year - PeriodEnd.Year;
        return today > PeriodEnd.AddYears(years) ? years + 1 : years;
    }
}

/// <summary>Where a charge stands on a day.</summary>
public enum ChargeStage
{
    /// <summary>お支払い開始前: its payment period has not begun.</summary>
    NotYetPayable,

    /// <summary>未納, the due date is still to come or today.</summary>
    NotYetDue,

    /// <summary>未納, past the due date but within its fiscal year.</summary>
    Due,

    /// <summary>滞納: its fiscal year is over.</summary>
    InArrears,

    /// <summary>納入済.</summary>
    Settled,

    /// <summary>免除: nothing was paid, nothing is asked for.</summary>
    Waived,

    /// <summary>退会により請求なし: taken off by a withdrawal notice (退会届).</summary>
    TakenOff,
}

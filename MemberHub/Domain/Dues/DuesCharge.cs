using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>
/// What one member owes for one fiscal year and item (会費請求); unique by member, year, item and title. Created once, settled by
/// allocations and waivers, corrected by waivers of their own kinds; its amount is never edited. Carries a snapshot of what it was charged for, so a
/// later change of category alters nothing.
/// </summary>
public sealed class DuesCharge : IOfSociety
{
    public const int CategoryNameMaxLength = MemberCategory.NameMaxLength;
    public const int TitleMaxLength = 60;

    /// <summary>No charge is larger: 100,000,000円.</summary>
    public static readonly Yen MaxAmount = new(100_000_000);

    private DuesCharge()
    {
    }

    public DuesCharge(long memberId, FiscalYear year, DuesItem item, Yen amount, string categoryName, PaymentCalendar calendar)
    {
        MemberId = memberId;
        FiscalYear = year;
        Item = item;
        Amount = amount;
        CategoryName = categoryName;
        PayableFrom = calendar.PayableFrom(year);
        DueOn = calendar.DueOn(year);
        PeriodStart = calendar.FirstDay(year);
        PeriodEnd = calendar.LastDay(year);
    }

    /// <summary>The charge as a billing run writes it: payable from the run's day on, with the days of the released list.</summary>
    public DuesCharge(BillingItem item, BillingRun run, BillingDays days)
    {
        (MemberId, FiscalYear, Item, Amount, CategoryName) = (item.MemberId, run.FiscalYear, DuesItem.AnnualDues, item.Amount, item.CategoryName);
        (BillingRunId, PayableFrom) = (run.Id, run.PayableFrom);
        (DueOn, PeriodStart, PeriodEnd) = (days.DueOn, days.PeriodStart, days.PeriodEnd);
    }

    /// <summary>A charge that the office raises by hand (臨時会費・入会金・個別請求): payable from its day on, of the fiscal year in which it is due.</summary>
    public DuesCharge(long memberId, DuesItem item, string title, Yen amount, string categoryName, DateOnly payableFrom, DateOnly dueOn, PaymentCalendar calendar)
        : this(memberId, calendar.YearOf(dueOn), item, amount, categoryName, calendar) =>
        (Title, PayableFrom, DueOn) = (title, payableFrom, dueOn);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public FiscalYear FiscalYear { get; private set; }

    public DuesItem Item { get; private set; }

    /// <summary>What it is for, as the member and the documents read it, such as 講習会テキスト代; empty where the item says it all.</summary>
    public string Title { get; private set; } = "";

    public Yen Amount { get; private set; }

    /// <summary>The category's Japanese name when charged, as printed on documents.</summary>
    public string CategoryName { get; private set; } = "";

    /// <summary>The first day on which it can be paid.</summary>
    public DateOnly PayableFrom { get; private set; }

    /// <summary>納入期限.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>First day of the fiscal year charged.</summary>
    public DateOnly PeriodStart { get; private set; }

    /// <summary>Last day of the fiscal year charged; after it, what is open is arrears (滞納).</summary>
    public DateOnly PeriodEnd { get; private set; }

    /// <summary>The billing run that wrote it; null for charges that came another way.</summary>
    public long? BillingRunId { get; private set; }
}

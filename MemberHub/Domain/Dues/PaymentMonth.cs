using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>The month in which a member's hospital pays a year's dues (お支払い予定月), as the member said. Reminders wait for its end.</summary>
public sealed class PaymentMonth : IOfSociety
{
    private PaymentMonth()
    {
    }

    public PaymentMonth(long memberId, FiscalYear year, DateOnly month) => (MemberId, FiscalYear, Month) = (memberId, year, FirstOf(month));

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary>Unique for a member.</summary>
    public FiscalYear FiscalYear { get; private set; }

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>The last day on which no reminder is sent.</summary>
    public DateOnly LastDay => Month.AddMonths(1).AddDays(-1);

    public void Change(DateOnly month) => Month = FirstOf(month);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}

using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>
/// What a withdrawal notice (退会届) means by the day on which it is handed in. In by the last day of a fiscal year, it ends the membership on that
/// day; a notice of the new year owes the new year, and ends with it.
/// </summary>
/// <param name="LastYear">The last fiscal year whose dues are owed.</param>
/// <param name="LeavesOn">The last day of that year (退会日): the notice can be taken back until the day is over.</param>
public sealed record WithdrawalTerms(FiscalYear LastYear, DateOnly LeavesOn)
{
    /// <param name="handedInOn">The day in Japan.</param>
    /// <param name="calendar">The society's fiscal years.</param>
    public static WithdrawalTerms Of(DateOnly handedInOn, PaymentCalendar calendar)
    {
        var year = calendar.YearOf(handedInOn);
        return new WithdrawalTerms(year, calendar.LastDay(year));
    }

    /// <summary>What is to be paid before the membership is over: all that is open but the dues of the years after it.</summary>
    public IReadOnlyList<ChargePosition> OwedOf(MemberLedger ledger) => [.. ledger.Charges.Where(charge => charge.IsOpen && !IsNeedless(charge.Item, charge.Year))];

    /// <summary>Whether a charge is for a year in which there is no membership any more. What was charged by hand is owed all the same.</summary>
    public bool IsNeedless(DuesItem item, FiscalYear year) => item == DuesItem.AnnualDues && year > LastYear;
}

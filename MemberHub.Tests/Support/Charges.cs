using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Support;

/// <summary>Charges without a database.</summary>
public static class Charges
{
    public static ChargePosition Of(int year, long amount = 12_000, long paid = 0, long waived = 0, long id = 0, PaymentCalendar? calendar = null)
    {
        var days = calendar ?? new PaymentCalendar();
        var fiscal = new FiscalYear(year);
        return new ChargePosition
        {
            ChargeId = id == 0 ? year : id,
            Year = fiscal,
            Item = DuesItem.AnnualDues,
            CategoryName = "正会員",
            Amount = new Yen(amount),
            Allocated = new Yen(paid),
            Waived = new Yen(waived),
            LastPaidOn = paid > 0 ? days.DueOn(fiscal) : null,
            WaiverReason = waived > 0 ? "留学のため" : "",
            PayableFrom = days.PayableFrom(fiscal),
            DueOn = days.DueOn(fiscal),
            PeriodStart = days.FirstDay(fiscal),
            PeriodEnd = days.LastDay(fiscal),
        };
    }
}

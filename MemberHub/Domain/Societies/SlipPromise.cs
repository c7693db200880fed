using MemberHub.Domain.Calendar;

namespace MemberHub.Domain.Societies;

/// <summary>Between which two days a requested payment slip (払込取扱票) is sent; both are business days and count.</summary>
public readonly record struct SlipPromise(DateOnly Earliest, DateOnly Latest)
{
    /// <summary>
    /// What the society promises to who asks on <paramref name="requestedOn"/>: business days as a rule, weeks in the months
    /// when all members ask at once (<see cref="PaymentCalendar.IsSlipBusy"/>).
    /// </summary>
    public static SlipPromise For(DateOnly requestedOn, SocietySettings settings)
    {
        var (calendar, days) = (settings.Calendar, settings.ToBusinessDays());
        return calendar.IsSlipBusy(requestedOn)
            ? new SlipPromise(
                days.AddBusinessDays(requestedOn.AddDays(7 * calendar.SlipWeeksMin), 0),
                days.AddBusinessDays(requestedOn.AddDays(7 * calendar.SlipWeeksMax), 0))
            : new SlipPromise(days.AddBusinessDays(requestedOn, calendar.SlipDaysMin), days.AddBusinessDays(requestedOn, calendar.SlipDaysMax));
    }
}

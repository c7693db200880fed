namespace MemberHub.Domain.Calendar;

/// <summary>Counts the days on which the society's office works (営業日): no weekends, no Japanese holidays, no closing days.</summary>
public sealed class BusinessDays(ClosingDays closed)
{
    // Longer than any closure; a calendar without business days is a mistake in the settings.
    private const int LongestClosure = 366;

    /// <summary>Where holidays are not computed (<see cref="JapaneseHolidays.Knows"/>), there are none: what is old beyond measure has an age all the same.</summary>
    public bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(JapaneseHolidays.Knows(day) && JapaneseHolidays.IsHoliday(day)) && !closed.Contains(day);

    /// <summary>
    /// The business day that is <paramref name="count"/> business days after a day, which itself does not count: one after a Friday
    /// is Monday. With 0, the day itself or the next business day. <see cref="InvalidOperationException"/> when the office never opens.
    /// </summary>
    public DateOnly AddBusinessDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var found = count == 0 ? Next(day) : day;
        for (; count > 0; count--)
        {
            found = Next(found.AddDays(1));
        }

        return found;
    }

    /// <summary>How many business days lie between two days, both of which count: 1 for a business day and itself. 0 when the second is before the first.</summary>
    public int CountFrom(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            count += IsBusinessDay(day) ? 1 : 0;
        }

        return count;
    }

    private DateOnly Next(DateOnly day)
    {
        for (var tries = 0; tries < LongestClosure; tries++, day = day.AddDays(1))
        {
            if (IsBusinessDay(day))
            {
                return day;
            }
        }

        throw new InvalidOperationException("The society's closing days leave no business day in a year.");
    }
}

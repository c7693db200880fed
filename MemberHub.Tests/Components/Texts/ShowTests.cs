using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Components.Texts;

public sealed class ShowTests : ComponentTest
{
    private static readonly DateOnly Day = new(2026, 11, 2);

    [Theory]
    [InlineData("ja", "12,000円", "2026年11月2日", "11月2日", "2026年11月", "2026年度")]
    [InlineData("en", "12,000円", "2 November 2026", "2 November", "November 2026", "fiscal year 2026")]
    public void Amounts_days_and_years_follow_the_language(string language, string money, string date, string monthDay, string month, string year)
    {
        Speak(language);

        Assert.Equal(money, Show.Money(new Yen(12000)));
        Assert.Equal(date, Show.Date(Day));
        Assert.Equal(monthDay, Show.MonthDay(Day));
        Assert.Equal(month, Show.Month(Day));
        Assert.Equal(year, Show.Year(new FiscalYear(2026)));
    }

    [Theory]
    [InlineData("ja", "2026年11月2日 09:05")]
    [InlineData("en", "2 November 2026 09:05")]
    public void A_moment_of_the_office_is_a_day_and_a_clock_of_24_hours(string language, string moment)
    {
        Speak(language);

        Assert.Equal(moment, Show.Moment(Day.ToDateTime(new TimeOnly(9, 5))));
    }

    [Theory]
    [InlineData(0, 5, "午前0時5分", "12:05 am")]
    [InlineData(11, 59, "午前11時59分", "11:59 am")]
    [InlineData(12, 0, "午後0時0分", "12:00 pm")]
    [InlineData(23, 59, "午後11時59分", "11:59 pm")]
    public void The_clock_is_the_one_members_read(int hour, int minute, string japanese, string english)
    {
        Assert.Equal(japanese, Show.Time(new TimeOnly(hour, minute)));

        Speak("en");
        Assert.Equal(english, Show.Time(new TimeOnly(hour, minute)));
    }
}

using System.Globalization;
using MemberHub.Domain.Calendar;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Domain.Calendar;

public sealed class JapaneseHolidaysTests
{
    [Fact]
    public void Every_day_from_2007_to_2050_is_what_was_published()
    {
        var published = Published();

        Assert.Equal(44, published.Select(day => day.Year).Distinct().Count());
        for (var day = new DateOnly(2007, 1, 1); day.Year <= 2050; day = day.AddDays(1))
        {
            Assert.True(published.Contains(day) == JapaneseHolidays.IsHoliday(day), $"{day:O}");
        }
    }

    [Theory]
    [InlineData("2009-05-06", true)] // a Sunday's substitute behind two further holidays
    [InlineData("2026-09-22", true)] // between two holidays
    [InlineData("2019-04-30", true)] // between 昭和の日 and the accession
    [InlineData("2019-12-23", false)] // no Emperor's birthday in the year of the accession
    [InlineData("2021-10-11", false)] // moved to July for the Olympic Games
    [InlineData("2021-08-09", true)] // substitute of the moved 山の日
    public void The_odd_days_are_known(string day, bool holiday) =>
        Assert.Equal(holiday, JapaneseHolidays.IsHoliday(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2006)]
    [InlineData(2100)]
    public void A_year_that_is_not_computed_is_no_guess(int year) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseHolidays.IsHoliday(new DateOnly(year, 1, 1)));

    private static HashSet<DateOnly> Published() =>
    [
        .. File.ReadLines(Samples.PathOf("holidays-2007-2050.txt")).Where(line => !line.StartsWith('#')).SelectMany(line =>
        {
            var words = line.Split(' ');
            return words.Skip(1).Select(day => DateOnly.ParseExact($"{words[0]}/{day}", "yyyy/M/d", CultureInfo.InvariantCulture));
        }),
    ];
}

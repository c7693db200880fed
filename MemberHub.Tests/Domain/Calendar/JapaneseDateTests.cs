using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain.Calendar;

namespace MemberHub.Tests.Domain.Calendar;

public sealed class JapaneseDateTests
{
    [Theory]
    [InlineData("2026-04-01", "2026-04-01")]
    [InlineData("2026/4/1", "2026-04-01")]
    [InlineData("2026.4.1", "2026-04-01")]
    [InlineData("2026/04/01 0:00", "2026-04-01")]
    [InlineData("2026年4月1日", "2026-04-01")]
    [InlineData("２０２６／４／１", "2026-04-01")]
    [InlineData("令和8年4月1日", "2026-04-01")]
    [InlineData("令和８年４月１日", "2026-04-01")]
    [InlineData("R8.4.1", "2026-04-01")]
    [InlineData("r8/4/1", "2026-04-01")]
    [InlineData("㋿8年4月1日", "2026-04-01")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("平成元年1月8日", "1989-01-08")]
    [InlineData("H31.4.30", "2019-04-30")]
    [InlineData("昭和64年1月7日", "1989-01-07")]
    [InlineData("S20.8.15", "1945-08-15")]
    [InlineData("大正15年12月25日", "1926-12-25")]
    [InlineData("昭和元年12月25日", "1926-12-25")]
    [InlineData("T1.7.30", "1912-07-30")]
    [InlineData("M45.7.30", "1912-07-30")]
    [InlineData("2024-02-29", "2024-02-29")]
    public void Dates_are_read_as_written(string text, string day)
    {
        Assert.True(JapaneseDate.TryParse(text, out var date));
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-04-31")]
    [InlineData("0026-04-01")]
    [InlineData("2101-01-01")]
    [InlineData("平成31年5月1日")]
    [InlineData("令和元年4月30日")]
    [InlineData("昭和64年1月8日")]
    [InlineData("平成元年1月7日")]
    [InlineData("昭和元年12月24日")]
    [InlineData("大正15年12月26日")]
    [InlineData("明治5年12月3日")]
    [InlineData("令和0年1月1日")]
    [InlineData("元年1月1日")]
    [InlineData("8.4.1")]
    [InlineData("2026/4-1")]
    [InlineData("2026-04-01 12:30")]
    [InlineData("不明")]
    public void What_is_no_day_is_not_read(string text) => Assert.False(JapaneseDate.TryParse(text, out _));

    [Fact]
    public void Every_day_is_read_in_each_way_it_can_be_written() => Prop.ForAll<int>(number =>
    {
        var span = JapaneseDate.Latest.DayNumber - new DateOnly(1926, 12, 25).DayNumber;
        var day = JapaneseDate.Latest.AddDays(-(int)((uint)number % (uint)span));
        var (era, first) = day >= new DateOnly(2019, 5, 1) ? ("令和", 2019) : day >= new DateOnly(1989, 1, 8) ? ("平成", 1989) : ("昭和", 1926);
        string[] written =
        [
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日"),
            string.Create(CultureInfo.InvariantCulture, $"{era}{day.Year - first + 1}年{day.Month}月{day.Day}日"),
        ];
        return written.All(text => JapaneseDate.TryParse(text, out var read) && read == day);
    }).QuickCheckThrowOnFailure();
}

using System.Globalization;
using MemberHub.Domain.Calendar;

namespace MemberHub.Tests.Domain.Calendar;

public sealed class BusinessDaysTests
{
    private static readonly BusinessDays Office = new(new ClosingDays(["12/29-1/3", "8/15", "2026-11-25"]));

    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-24")] // over a weekend and 勤労感謝の日 on Monday
    [InlineData("2026-11-20", 2, "2026-11-26")] // and over the single closing day
    [InlineData("2026-12-28", 1, "2027-01-04")] // over the year's end
    [InlineData("2026-11-20", 0, "2026-11-20")]
    [InlineData("2026-11-21", 0, "2026-11-24")]
    [InlineData("2026-04-28", 3, "2026-05-07")] // Golden Week with its substitute on Wednesday
    public void Business_days_are_counted_from_the_day_after(string from, int count, string expected) =>
        Assert.Equal(Day(expected), Office.AddBusinessDays(Day(from), count));

    [Theory]
    [InlineData("2026-11-16", "2026-11-22", 5)]
    [InlineData("2026-11-20", "2026-11-24", 2)] // weekend and a holiday between
    [InlineData("2006-11-22", "2006-11-24", 3)] // before the years whose holidays are computed
    [InlineData("2026-11-22", "2026-11-22", 0)]
    [InlineData("2026-11-24", "2026-11-20", 0)]
    public void Both_days_count_in_an_age(string first, string last, int expected) => Assert.Equal(expected, Office.CountFrom(Day(first), Day(last)));

    [Theory]
    [InlineData("12/29-1/3", "2026-12-28", false)]
    [InlineData("12/29-1/3", "2026-12-29", true)]
    [InlineData("12/29-1/3", "2027-01-03", true)]
    [InlineData("12/29〜1/3", "2027-01-04", false)]
    [InlineData("8/13-8/15", "2026-08-14", true)]
    [InlineData("8/15", "2031-08-15", true)]
    [InlineData("2026-08-15", "2031-08-15", false)]
    [InlineData("2/29", "2028-02-29", true)]
    public void Closing_days_are_single_yearly_or_spans(string written, string day, bool closed) =>
        Assert.Equal(closed, new ClosingDays([written]).Contains(Day(day)));

    [Theory]
    [InlineData("13/1")]
    [InlineData("2/30")]
    [InlineData("2026-02-29")]
    [InlineData("お盆")]
    [InlineData("8/13-")]
    [InlineData("")]
    public void What_is_no_closing_day_is_named(string written) =>
        Assert.StartsWith(written, Assert.Throws<FormatException>(() => new ClosingDays([written])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_office_that_never_opens_is_a_mistake_and_no_endless_search() =>
        Assert.Throws<InvalidOperationException>(() => new BusinessDays(new ClosingDays(["1/1-12/31"])).AddBusinessDays(Day("2026-11-20"), 1));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

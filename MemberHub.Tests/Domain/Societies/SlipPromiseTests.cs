using System.Globalization;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Domain.Societies;

public sealed class SlipPromiseTests
{
    private static readonly SocietySettings Settings = new() { ClosingDays = ["12/29-1/3"] };

    [Theory]
    [InlineData("2026-11-20", "2026-11-26", "2026-11-30")] // Friday; Monday is a holiday
    [InlineData("2026-12-25", "2027-01-05", "2027-01-07")] // over the year's end
    [InlineData("2027-01-04", "2027-01-18", "2027-01-25")] // weeks in January
    [InlineData("2027-02-28", "2027-03-15", "2027-03-23")] // asked on Sunday: from 14 March, a Sunday, to 21 March, a holiday with a substitute
    [InlineData("2027-03-01", "2027-03-04", "2027-03-08")] // days again in March
    public void A_slip_is_promised_in_business_days_and_in_weeks_when_all_ask(string asked, string earliest, string latest) =>
        Assert.Equal(new SlipPromise(Day(earliest), Day(latest)), SlipPromise.For(Day(asked), Settings));

    [Theory]
    [InlineData(4, 5, "2026-05-11", true)]
    [InlineData(4, 5, "2026-06-01", false)]
    [InlineData(12, 2, "2026-12-01", true)]
    [InlineData(12, 2, "2026-02-28", true)]
    [InlineData(12, 2, "2026-03-01", false)]
    [InlineData(0, 0, "2026-01-10", false)]
    public void The_busy_months_can_be_set(int from, int to, string day, bool busy) =>
        Assert.Equal(busy, new PaymentCalendar { SlipBusyFromMonth = from, SlipBusyToMonth = to }.IsSlipBusy(Day(day)));

    [Fact]
    public async Task The_settings_bring_the_closing_days()
    {
        await using var app = new TestApp();
        var settings = (await app.SocietyAsync()).Settings;

        Assert.False(settings.ToBusinessDays().IsBusinessDay(Day("2026-12-29")));
        Assert.True(settings.ToBusinessDays().IsBusinessDay(Day("2026-12-28")));
        Assert.Equal(Day("2027-01-18"), SlipPromise.For(Day("2027-01-04"), settings).Earliest);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

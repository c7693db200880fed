using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Domain.Members;

/// <summary>December of the year is in time; a notice of the new year owes the new year. In Japan, whatever the server's zone.</summary>
public sealed class WithdrawalTermsTests
{
    private static readonly PaymentCalendar Calendar = new();

    [Theory]
    [InlineData("2026-12-01T00:00:00+09:00", 2026, "2026-12-31")]
    [InlineData("2026-12-31T23:59:59+09:00", 2026, "2026-12-31")]
    [InlineData("2026-12-31T14:59:59+00:00", 2026, "2026-12-31")] // 23:59:59 in Japan
    [InlineData("2026-12-31T15:00:00+00:00", 2027, "2027-12-31")] // midnight in Japan, still December in UTC
    [InlineData("2027-01-01T00:00:00+09:00", 2027, "2027-12-31")]
    [InlineData("2027-12-31T23:59:59+09:00", 2027, "2027-12-31")]
    public void The_day_in_Japan_decides_which_year_is_owed(string moment, int lastYear, string leavesOn)
    {
        var clock = new FixedClock(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(new WithdrawalTerms(new FiscalYear(lastYear), Date(leavesOn)), WithdrawalTerms.Of(clock.Today(), Calendar));
    }

    [Theory]
    [InlineData("2027-03-31", 2026, "2027-03-31")]
    [InlineData("2027-04-01", 2027, "2028-03-31")]
    public void A_year_from_April_ends_in_March(string handedIn, int lastYear, string leavesOn) =>
        Assert.Equal(new WithdrawalTerms(new FiscalYear(lastYear), Date(leavesOn)), WithdrawalTerms.Of(Date(handedIn), new PaymentCalendar { StartMonth = 4 }));

    [Fact]
    public void What_is_owed_are_all_open_years_but_the_dues_of_later_ones()
    {
        var terms = WithdrawalTerms.Of(Date("2026-12-10"), Calendar);
        var byHand = Charges.Of(2027, 3_000) with { Item = DuesItem.Individual };
        var ledger = new MemberLedger([Charges.Of(2024, 12_000), Charges.Of(2025, 12_000, paid: 12_000), Charges.Of(2026, 12_000, paid: 4_000), Charges.Of(2027, 12_000), byHand], Yen.Zero, Date("2026-12-10"));

        Assert.Equal([12_000, 8_000, 3_000], terms.OwedOf(ledger).Select(charge => charge.Open.Value));
    }

    [Fact]
    public void A_state_follows_from_what_happened_what_is_owed_and_the_rule()
    {
        var now = new DateTime(2026, 12, 10, 3, 0, 0, DateTimeKind.Utc);
        var notice = new WithdrawalNotice(1, WithdrawalTerms.Of(Date("2026-12-10"), Calendar), "", now);
        Assert.Equal(WithdrawalState.HandedIn, notice.StateFor(Yen.Zero, WithdrawalRule.PayFirst));
        Assert.False(notice.IsDue(Date("2027-01-01"), Yen.Zero, WithdrawalRule.PayFirst));

        notice.Confirm(9, now);
        Assert.Equal(WithdrawalState.Confirmed, notice.StateFor(Yen.Zero, WithdrawalRule.PayFirst));
        Assert.Equal(WithdrawalState.AwaitsPayment, notice.StateFor(new Yen(1), WithdrawalRule.PayFirst));
        Assert.Equal(WithdrawalState.Confirmed, notice.StateFor(new Yen(1), WithdrawalRule.DebtStays));
        Assert.False(notice.IsDue(Date("2026-12-31"), Yen.Zero, WithdrawalRule.PayFirst));
        Assert.True(notice.IsDue(Date("2027-01-01"), Yen.Zero, WithdrawalRule.PayFirst));
        Assert.False(notice.IsDue(Date("2027-01-01"), new Yen(1), WithdrawalRule.PayFirst));
        Assert.True(notice.IsDue(Date("2027-01-01"), new Yen(1), WithdrawalRule.DebtStays));
        Assert.Equal((true, false), (notice.CanBeUndone(Date("2026-12-31")), notice.CanBeUndone(Date("2027-01-01"))));
        Assert.Throws<InvalidOperationException>(() => notice.Confirm(9, now));

        notice.End(now);
        Assert.Equal(WithdrawalState.Ended, notice.StateFor(new Yen(1), WithdrawalRule.PayFirst));
        Assert.False(notice.CanBeUndone(Date("2026-12-31")));
        Assert.Throws<InvalidOperationException>(() => notice.Undo(now));
        Assert.Throws<InvalidOperationException>(() => notice.Refuse("理由", now));
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

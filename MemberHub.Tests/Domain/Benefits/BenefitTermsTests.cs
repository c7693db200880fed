using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Domain.Benefits;

[Trait("Runs", "Once")]
public sealed class BenefitTermsTests
{
    private const long Regular = 1, Honorary = 2;

    private static readonly PaymentCalendar Calendar = new();
    private static readonly PaymentCalendar FromApril = new() { StartMonth = 4, DueMonth = 6 };

    [Theory]
    [InlineData(BenefitRule.PaidThisYear, "2026-01-01", BenefitStanding.Paid, "2026-12-31")]
    [InlineData(BenefitRule.PaidThisYear, "2026-12-31", BenefitStanding.Paid, "2026-12-31")]
    [InlineData(BenefitRule.PaidThisYear, "2027-01-01", BenefitStanding.Unpaid, null)]
    [InlineData(BenefitRule.PaidPreviousYearUntil, "2026-12-31", BenefitStanding.Paid, "2027-03-31")]
    [InlineData(BenefitRule.PaidPreviousYearUntil, "2027-01-01", BenefitStanding.PreviousYear, "2027-03-31")]
    [InlineData(BenefitRule.PaidPreviousYearUntil, "2027-03-31", BenefitStanding.PreviousYear, "2027-03-31")]
    [InlineData(BenefitRule.PaidPreviousYearUntil, "2027-04-01", BenefitStanding.Unpaid, null)]
    [InlineData(BenefitRule.EveryMember, "2027-04-01", BenefitStanding.EveryMember, null)]
    public void The_turn_of_the_year_for_who_has_paid_2026_and_owes_2027(BenefitRule rule, string day, BenefitStanding standing, string? through)
    {
        var answer = Judge(rule, day, [Charges.Of(2026, paid: 12_000), Charges.Of(2027)]);

        Assert.Equal((standing, Day(through)), (answer.Standing, answer.Through));
        Assert.Equal(standing is not BenefitStanding.Unpaid, answer.IsOpen);
    }

    [Fact]
    public void A_year_paid_in_part_is_not_paid_and_arrears_of_other_years_do_not_matter()
    {
        Assert.Equal(BenefitStanding.Unpaid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2026, paid: 11_999)]).Standing);
        Assert.Equal(BenefitStanding.Paid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2024), Charges.Of(2025), Charges.Of(2026, paid: 12_000)]).Standing);
        Assert.Equal(BenefitStanding.Paid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2026, paid: 2_000, waived: 10_000)]).Standing);
    }

    [Fact]
    public void Next_years_dues_paid_in_advance_open_nothing_this_year() =>
        Assert.Equal(BenefitStanding.Unpaid, Judge(BenefitRule.PaidThisYear, "2026-12-20", [Charges.Of(2026), Charges.Of(2027, paid: 12_000)]).Standing);

    [Fact]
    public void Waived_years_and_categories_without_dues_count_as_paid()
    {
        Assert.Equal(BenefitStanding.Waived, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2026, waived: 12_000)]).Standing);
        Assert.Equal(BenefitStanding.FeeFree, Judge(BenefitRule.PaidThisYear, "2026-06-01", [], category: Honorary).Standing);

        // What was charged while in another category is owed all the same.
        Assert.Equal(BenefitStanding.Unpaid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2026)], category: Honorary).Standing);
    }

    [Fact]
    public void An_entrance_fee_is_no_dues_and_temporary_dues_are()
    {
        var fee = Charges.Of(2026) with { Item = DuesItem.EntranceFee };

        Assert.Equal(BenefitStanding.Paid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [fee, Charges.Of(2026, paid: 12_000)]).Standing);
        Assert.Equal(BenefitStanding.NotCharged, Judge(BenefitRule.PaidThisYear, "2026-06-01", [fee with { Allocated = fee.Amount }]).Standing);
        Assert.Equal(BenefitStanding.Paid, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2026, paid: 12_000) with { Item = DuesItem.TemporaryDues }]).Standing);
    }

    [Fact]
    public void A_year_that_a_withdrawal_notice_took_off_opens_nothing_whether_or_not_a_part_was_paid()
    {
        var notice = new DateOnly(2025, 12, 31);

        Assert.Equal(BenefitStanding.Leaving, Judge(BenefitRule.PaidThisYear, "2026-06-01", [Charges.Of(2025), Charges.Of(2026) with { Corrected = new Yen(-12_000), LeftOn = notice }]).Standing);
        var part = Judge(BenefitRule.PaidPreviousYearUntil, "2026-03-01", [Charges.Of(2026, paid: 2_000) with { Corrected = new Yen(-10_000), LeftOn = notice }]);
        Assert.Equal((BenefitStanding.Leaving, false), (part.Standing, part.IsOpen));
    }

    [Theory]
    [InlineData(false, "2026-06-01", BenefitStanding.OnLeave)]
    [InlineData(true, "2026-06-01", BenefitStanding.Resting)]
    [InlineData(true, "2027-06-01", BenefitStanding.NotCharged)]
    public void Who_rests_keeps_what_the_society_leaves_them(bool openOnLeave, string day, BenefitStanding standing) =>
        Assert.Equal(standing, Judge(BenefitRule.PaidThisYear, day, [], leave: new LeaveOfAbsence(1, new FiscalYear(2025), new FiscalYear(2026)), openOnLeave: openOnLeave).Standing);

    [Theory]
    [InlineData("2026-12-31", BenefitStanding.Left)]
    [InlineData("2026-12-30", BenefitStanding.Paid)]
    public void Leaving_ends_everything_on_its_day(string day, BenefitStanding standing)
    {
        Assert.Equal(standing, Judge(BenefitRule.PaidThisYear, day, [Charges.Of(2026, paid: 12_000)], withdrawnOn: new DateOnly(2026, 12, 31)).Standing);
        Assert.Equal(standing == BenefitStanding.Left, Judge(BenefitRule.EveryMember, day, [], withdrawnOn: new DateOnly(2026, 12, 31)).Standing == BenefitStanding.Left);
    }

    [Theory]
    [InlineData("2027-03-31", BenefitStanding.Paid)]
    [InlineData("2027-05-31", BenefitStanding.PreviousYear)]
    [InlineData("2027-06-01", BenefitStanding.Unpaid)]
    public void Years_that_begin_in_April_have_their_own_turn(string day, BenefitStanding standing)
    {
        var terms = new BenefitTerms(BenefitRule.PaidPreviousYearUntil, 5, 31, false);
        ChargePosition[] charges = [Charges.Of(2026, paid: 12_000, calendar: FromApril), Charges.Of(2027, calendar: FromApril)];

        Assert.Equal(standing, terms.Judge(Dues(charges, day, Regular, null), null, FromApril).Standing);
    }

    [Fact]
    public void A_day_after_the_months_end_is_its_last()
    {
        var terms = new BenefitTerms(BenefitRule.PaidPreviousYearUntil, 2, 31, false);

        Assert.Equal(new DateOnly(2028, 2, 29), terms.Judge(Dues([Charges.Of(2027, paid: 12_000), Charges.Of(2028)], "2028-02-29", Regular, null), null, Calendar).Through);
    }

    private static BenefitAnswer Judge(
        BenefitRule rule, string day, ChargePosition[] charges, long category = Regular, LeaveOfAbsence? leave = null, bool openOnLeave = false, DateOnly? withdrawnOn = null) =>
        new BenefitTerms(rule, BenefitTerms.UsualUntilMonth, BenefitTerms.UsualUntilDay, openOnLeave).Judge(Dues(charges, day, category, leave), withdrawnOn, Calendar);

    private static DuesRecord Dues(ChargePosition[] charges, string day, long category, LeaveOfAbsence? leave) => new()
    {
        CategoryId = category,
        RankId = null,
        Ledger = new MemberLedger(charges, Yen.Zero, Day(day)!.Value),
        Leaves = leave is null ? [] : [leave],
        Schedule = new DuesSchedule([new(Regular, null, new FiscalYear(2016), new Yen(12_000)), new(Honorary, null, new FiscalYear(2016), Yen.Zero)]),
    };

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

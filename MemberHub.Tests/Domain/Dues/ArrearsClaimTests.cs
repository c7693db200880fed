using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Domain.Dues;

public sealed class ArrearsClaimTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void The_claim_holds_every_open_year_oldest_first()
    {
        var claim = Claim(Today, Charge(2026), Charge(2024), Charge(2025, paid: 12_000));

        Assert.Equal([2024, 2026], claim.Lines.Select(line => line.Year.Year));
        Assert.Equal(new Yen(24_000), claim.Total);
        Assert.Equal(new DateOnly(2024, 1, 1), claim.Since);
        Assert.Equal(ChargeStage.InArrears, claim.Stage);
    }

    [Theory]
    [InlineData("2025-11-30", ChargeStage.NotYetPayable, 0)]
    [InlineData("2025-12-01", ChargeStage.NotYetDue, 0)]
    [InlineData("2026-03-31", ChargeStage.NotYetDue, 0)]
    [InlineData("2026-04-01", ChargeStage.Due, 0)]
    [InlineData("2026-12-31", ChargeStage.Due, 0)]
    [InlineData("2027-01-01", ChargeStage.InArrears, 1)]
    [InlineData("2027-12-31", ChargeStage.InArrears, 1)]
    [InlineData("2028-01-01", ChargeStage.InArrears, 2)]
    public void The_stage_turns_on_the_day(string day, ChargeStage stage, int years)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(stage, Charge(2026).StageOn(today));
        Assert.Equal(years, Charge(2026).YearsInArrears(today));
    }

    [Fact]
    public void A_year_from_april_is_in_arrears_after_march()
    {
        var april = new PaymentCalendar { StartMonth = 4, DueMonth = 6, DueDay = 31 };
        var charge = Charge(2025, calendar: april);

        Assert.Equal(new DateOnly(2025, 6, 30), charge.DueOn);
        Assert.Equal(ChargeStage.Due, charge.StageOn(new DateOnly(2026, 3, 31)));
        Assert.Equal(1, charge.YearsInArrears(new DateOnly(2026, 4, 1)));
        Assert.Equal(1, charge.YearsInArrears(new DateOnly(2027, 3, 31)));
        Assert.Equal(2, charge.YearsInArrears(new DateOnly(2027, 4, 1)));
    }

    [Fact]
    public void A_credit_stands_beside_the_claim_and_does_not_lower_it()
    {
        var claim = ArrearsClaim.Of([Charge(2026)], new Yen(5_000), Today);

        Assert.Equal(new Yen(12_000), claim.Total);
        Assert.Equal(new Yen(5_000), claim.Credit);
    }

    [Fact]
    public void A_part_payment_and_a_waiver_leave_the_rest_open()
    {
        var claim = Claim(Today, Charge(2025, paid: 4_000, waived: 3_000), Charge(2026, waived: 12_000));

        Assert.Equal([new Yen(5_000)], claim.Lines.Select(line => line.Open));
        Assert.Equal(ChargeStage.Waived, Charge(2026, waived: 12_000).StageOn(Today));
        Assert.Equal(ChargeStage.Settled, Charge(2026, paid: 12_000).StageOn(Today));
    }

    [Fact]
    public void The_total_is_the_sum_of_the_open_parts_and_never_negative() => Prop.ForAll(AnyCharges(), charges =>
    {
        var claim = Claim(Today, charges);
        var payable = charges.Where(charge => charge.PayableFrom <= Today).ToList();
        return claim.Total == payable.Total(charge => charge.Open)
            && claim.Total >= Yen.Zero
            && claim.Lines.All(line => line.Open > Yen.Zero)
            && claim.Lines.Zip(claim.Lines.Skip(1)).All(pair => pair.First.Year <= pair.Second.Year);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_charges_does_not_matter() => Prop.ForAll(AnyCharges(), charges =>
        Claim(Today, charges).Lines.SequenceEqual(Claim(Today, [.. charges.Reverse()]).Lines)).QuickCheckThrowOnFailure();

    private static Arbitrary<ChargePosition[]> AnyCharges()
    {
        var amounts = Gen.Choose(0, 30_000);
        var charge =
            from year in Gen.Choose(2016, 2028)
            from amount in amounts
            from paid in amounts
            from waived in Gen.Choose(0, 5_000)
            select (year, amount, paid, waived);
        return Gen.Select(Gen.ListOf(charge), many => many
            .Select((one, index) => Charge(one.year, one.amount, one.paid, one.waived, id: index + 1)).ToArray()).ToArbitrary();
    }

    private static ArrearsClaim Claim(DateOnly today, params ChargePosition[] charges) => ArrearsClaim.Of(charges, Yen.Zero, today);

    private static ChargePosition Charge(int year, long amount = 12_000, long paid = 0, long waived = 0, long id = 0, PaymentCalendar? calendar = null) =>
        Charges.Of(year, amount, paid, waived, id, calendar);
}

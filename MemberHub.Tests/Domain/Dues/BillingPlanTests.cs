using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Domain.Dues;

public sealed class BillingPlanTests
{
    private const long Regular = 1;
    private const long Honorary = 2;
    private const long Supporting = 3;
    private const long Unruled = 4;
    private const long Councillor = 9;

    private static readonly FiscalYear Year = new(2027);
    private static readonly PaymentCalendar Calendar = new();

    private static readonly DuesSchedule Schedule = new(
    [
        new(Regular, null, new FiscalYear(2016), new Yen(10_000)),
        new(Regular, null, new FiscalYear(2024), new Yen(12_000)),
        new(Regular, null, new FiscalYear(2030), new Yen(20_000)),
        new(Regular, Councillor, new FiscalYear(2016), new Yen(15_000)),
        new(Honorary, null, new FiscalYear(2016), Yen.Zero),
        new(Supporting, null, new FiscalYear(2016), new Yen(50_000)),
    ]);

    [Fact]
    public void The_newest_rule_that_has_begun_holds()
    {
        Assert.Equal(new Yen(12_000), Schedule.AmountFor(Regular, null, Year));
        Assert.Equal(new Yen(10_000), Schedule.AmountFor(Regular, null, new FiscalYear(2023)));
        Assert.Null(Schedule.AmountFor(Regular, null, new FiscalYear(2015)));
    }

    [Fact]
    public void A_rank_has_its_own_amount_where_the_category_gives_it_one()
    {
        Assert.Equal(new Yen(15_000), Schedule.AmountFor(Regular, Councillor, Year));
        Assert.Equal(new Yen(50_000), Schedule.AmountFor(Supporting, Councillor, Year));
    }

    [Fact]
    public void Units_multiply_the_dues() => Assert.Equal((BillingOutcome.New, new Yen(150_000)), DuesOf(Member() with { CategoryId = Supporting, Units = 3 }));

    [Theory]
    [InlineData("2026-12-31", BillingOutcome.Withdrawn)]
    [InlineData("2027-01-01", BillingOutcome.New)]
    public void Who_left_before_the_year_owes_nothing_for_it(string day, BillingOutcome outcome) =>
        Assert.Equal(outcome, DuesOf(Member() with { WithdrawnOn = Date(day) }).Outcome);

    [Theory]
    [InlineData("2026-12-31", BillingOutcome.Withdrawn)]
    [InlineData("2027-12-31", BillingOutcome.New)]
    public void Who_leaves_by_a_confirmed_notice_before_the_year_owes_nothing_for_it(string day, BillingOutcome outcome) =>
        Assert.Equal(outcome, DuesOf(Member() with { LeavesOn = Date(day) }).Outcome);

    [Theory]
    [InlineData("2027-12-31", BillingOutcome.New)]
    [InlineData("2028-01-01", BillingOutcome.NotYetMember)]
    public void Who_joins_after_the_year_owes_nothing_for_it(string day, BillingOutcome outcome) =>
        Assert.Equal(outcome, DuesOf(Member() with { JoinedOn = Date(day) }).Outcome);

    [Fact]
    public void Each_reason_for_no_charge_is_told()
    {
        Assert.Equal(BillingOutcome.FeeFree, DuesOf(Member() with { CategoryId = Honorary }).Outcome);
        Assert.Equal(BillingOutcome.NoRule, DuesOf(Member() with { CategoryId = Unruled }).Outcome);
        Assert.Equal(BillingOutcome.OnLeave, DuesOf(Member() with { OnLeave = true }).Outcome);
        Assert.Equal(BillingOutcome.NoName, DuesOf(Member() with { Name = "　" }).Outcome);
        Assert.Equal(BillingOutcome.NoAddress, DuesOf(Member() with { HasAddress = false }).Outcome);
        Assert.Equal(BillingOutcome.TooLarge, DuesOf(Member() with { CategoryId = Supporting, Units = 2_001 }).Outcome);
    }

    [Fact]
    public void A_charge_that_exists_stays_as_it_is()
    {
        Assert.Equal(BillingOutcome.Unchanged, DuesOf(Member() with { Charged = new Yen(12_000), HasAddress = false }).Outcome);
        Assert.Equal((BillingOutcome.Differs, new Yen(12_000)), DuesOf(Member() with { Charged = new Yen(7_000) }));
        Assert.Equal((BillingOutcome.Differs, Yen.Zero), DuesOf(Member() with { Charged = new Yen(12_000), OnLeave = true }));
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_order_of_the_members() => Prop.ForAll(Members(), members =>
        List(Plan(members)).Digest == List(Plan(members.Reverse())).Digest).QuickCheckThrowOnFailure();

    [Fact]
    public void The_digest_names_every_value_of_the_list()
    {
        BillingMember[] members = [Member(), Member() with { Id = 2, Number = MemberNumber.Parse("0000102") }];
        var digest = List(Plan(members)).Digest;

        Assert.Equal(BillingList.DigestLength, digest.Length);
        Assert.NotEqual(digest, List(Plan([members[0]])).Digest);
        Assert.NotEqual(digest, List(Plan([members[0], members[1] with { Units = 2 }])).Digest);
        Assert.NotEqual(digest, List(Plan([members[0], members[1] with { RankId = Councillor }])).Digest);
        Assert.NotEqual(digest, List(Plan([members[0], members[1] with { CategoryName = "準会員" }])).Digest);
        Assert.NotEqual(digest, Plan(members).ToList(new DateOnly(2026, 12, 2), new DateOnly(2026, 12, 1)).Digest);
        Assert.NotEqual(digest, List(Plan(members) with { Days = Days with { DueOn = new DateOnly(2027, 2, 28) } }).Digest);
        Assert.NotEqual(digest, List(Plan(members) with { Days = Days with { PeriodEnd = new DateOnly(2028, 3, 31) } }).Digest);
    }

    [Fact]
    public void The_days_stand_in_the_head_and_a_list_of_before_has_none()
    {
        Assert.Equal(new BillingDays(new DateOnly(2027, 3, 31), new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31)), List(Plan([Member()])).ToDays());

        var before = new BillingList("2027\t2026-12-01\t2026-12-01\n1\t0000101\t正会員\t1\t12000\n");
        Assert.Null(before.ToDays());
        Assert.Equal(new Yen(12_000), Assert.Single(before.ToItems()).Amount);
        Assert.Throws<FormatException>(() => new BillingList("2027\n").ToDays());
    }

    [Fact]
    public void A_list_is_read_back_as_it_was_written() => Prop.ForAll(Members(), members =>
    {
        var list = List(Plan(members));
        var items = list.ToItems();
        return items.SequenceEqual(Plan(members).Lines.Where(line => line.Outcome == BillingOutcome.New)
                .Select(line => new BillingItem(line.Member.Id, line.Member.Number, line.Member.CategoryName, line.Member.Units, line.Amount)))
            && BillingList.Of(Year, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1), list.ToDays()!, items).Digest == list.Digest;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_member_is_counted_once_and_the_totals_agree() => Prop.ForAll(Members(), members =>
    {
        var plan = Plan(members);
        var summary = plan.Summarise();
        return summary.Outcomes.Sum(count => count.Members) == members.Count
            && summary.Categories.Sum(category => category.New + category.Unchanged + category.Others) == members.Count
            && summary.Total == List(plan).ToItems().Total(item => item.Amount)
            && summary.Categories.Sum(category => category.New) == summary.Of(BillingOutcome.New);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_drafted_cannot_release()
    {
        var run = new BillingRun(Plan([Member()]), new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1), 7, Now);

        Assert.Throws<InvalidOperationException>(() => run.Release(7, Now));
        run.Release(8, Now);
        Assert.Equal(BillingState.Released, run.State);
        Assert.Throws<InvalidOperationException>(() => run.Release(9, Now));
    }

    [Fact]
    public void A_run_moves_by_its_moments_alone()
    {
        var run = new BillingRun(Plan([Member()]), new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1), 7, Now);
        Assert.Equal((1, new Yen(12_000), BillingState.Drafted), (run.Count, run.Total, run.State));
        Assert.Throws<InvalidOperationException>(() => run.Start(8, Now));
        run.Release(8, Now);
        run.Start(8, Now);
        run.Stop(8, Now);
        Assert.Equal(BillingState.Stopped, run.State);
        run.Start(8, Now);
        Assert.Equal(BillingState.Running, run.State);
        run.Complete(1, Now.AddMinutes(1));
        Assert.Equal((BillingState.Done, Now.AddMinutes(1)), (run.State, run.MovedUtc));
        run.Undo(8, Now);
        Assert.Equal(BillingState.Undone, run.State);
        Assert.Throws<InvalidOperationException>(() => run.Undo(8, Now));
    }

    [Fact]
    public void Only_a_stopped_run_is_closed_and_it_does_not_go_on()
    {
        var run = new BillingRun(Plan([Member()]), new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1), 7, Now);
        run.Release(8, Now);
        run.Start(8, Now);
        Assert.Throws<InvalidOperationException>(() => run.Close(1, 8, Now));
        run.Stop(8, Now);
        run.Close(1, 8, Now.AddMinutes(1));
        Assert.Equal((BillingState.Closed, Now.AddMinutes(1), 1L), (run.State, run.MovedUtc, run.NoticeId));
        Assert.Throws<InvalidOperationException>(() => run.Start(8, Now));
        run.Undo(8, Now);
        Assert.Equal(BillingState.Undone, run.State);
    }

    private static DateTime Now => new(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc);

    private static BillingMember Member() => new()
    {
        Id = 1,
        Number = MemberNumber.Parse("0000101"),
        Name = "髙橋　真理子",
        CategoryId = Regular,
        CategoryName = "正会員",
        HasAddress = true,
        JoinedOn = new DateOnly(2010, 4, 1),
    };

    private static (BillingOutcome Outcome, Yen Amount) DuesOf(BillingMember member) => Schedule.DuesOf(member, Year, Calendar);

    private static BillingDays Days => BillingDays.Of(Year, Calendar);

    private static BillingPlan Plan(IEnumerable<BillingMember> members) => BillingPlan.Make(Year, Calendar, Schedule, members);

    private static BillingList List(BillingPlan plan) => plan.ToList(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1));

    private static DateOnly Date(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static Arbitrary<IReadOnlyList<BillingMember>> Members() => Gen.ListOf(
        from category in Gen.Elements(Regular, Honorary, Supporting, Unruled)
        from rank in Gen.Elements<long?>(null, Councillor)
        from units in Gen.Choose(1, 3)
        from address in Gen.Elements(true, true, true, false)
        from leave in Gen.Elements(false, false, true)
        from charged in Gen.Elements<long?>(null, null, 12_000, 50_000)
        select Member() with
        {
            CategoryId = category,
            CategoryName = $"区分{category}",
            RankId = rank,
            Units = units,
            HasAddress = address,
            OnLeave = leave,
            Charged = charged is { } yen ? new Yen(yen) : null,
        }).Select(members => (IReadOnlyList<BillingMember>)[.. members.Select((member, i) => member with { Id = i + 1, Number = MemberNumber.Parse((i + 101).ToString("D7", CultureInfo.InvariantCulture)) })])
        .ToArbitrary();
}

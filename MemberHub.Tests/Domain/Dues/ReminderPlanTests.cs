using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Domain.Dues;

public sealed class ReminderPlanTests
{
    private static readonly ReminderSettings Settings = new();

    [Theory]
    [InlineData("2026-04-29", 0)]
    [InlineData("2026-04-30", 1)]
    public void The_first_reminder_begins_thirty_days_after_the_due_date(string day, int lines) => Assert.Equal(lines, Plan(Date(day), Charge()).Lines.Count);

    [Theory]
    [InlineData(1, "2026-05-01", "2026-06-28", 0)]
    [InlineData(1, "2026-05-01", "2026-06-29", 2)]
    [InlineData(1, "2026-06-28", "2026-06-29", 0)]
    [InlineData(1, "2026-06-15", "2026-06-29", 2)]
    [InlineData(2, "2026-07-01", "2026-09-27", 3)]
    public void The_next_level_has_its_day_and_its_distance_from_the_last(int level, string last, string day, int next)
    {
        var plan = Plan(Date(day), Charge() with { LastLevel = level, LastSentOn = Date(last) });

        Assert.Equal(next == 0 ? [] : [next], plan.Lines.Select(line => line.Level));
    }

    [Fact]
    public void Each_reason_for_no_reminder_is_told()
    {
        var today = Date("2026-11-22");
        Assert.Equal(ReminderOutcome.Send, Outcome(Charge()));
        Assert.Equal(ReminderOutcome.Withdrawn, Outcome(Charge() with { Withdrawn = true }));
        Assert.Equal(ReminderOutcome.DeliveryStopped, Outcome(Charge() with { DeliveryStopped = true }));
        Assert.Equal(ReminderOutcome.OpenInvoice, Outcome(Charge() with { Order = OrderState.AwaitingTransfer }));
        Assert.Equal(ReminderOutcome.SlipUnderWay, Outcome(Charge() with { Order = OrderState.SlipSent }));
        Assert.Equal(ReminderOutcome.PendingPayment, Outcome(Charge() with { Order = OrderState.AwaitingDeposit }));
        Assert.Equal(ReminderOutcome.PendingPayment, Outcome(Charge() with { Order = OrderState.PreliminarilyPaid }));
        Assert.Equal(ReminderOutcome.WaitsForMonth, Outcome(Charge() with { WaitsUntil = today }));
        Assert.Equal(ReminderOutcome.Send, Outcome(Charge() with { WaitsUntil = today.AddDays(-1) }));
        Assert.Equal(ReminderOutcome.NoEmail, Outcome(Charge() with { Email = null }));
        Assert.Equal(ReminderOutcome.AllSent, Outcome(Charge() with { LastLevel = 3, LastSentOn = today }));

        ReminderOutcome Outcome(OverdueCharge charge) => Assert.Single(Plan(today, charge).Lines).Outcome;
    }

    [Fact]
    public void A_member_gets_one_letter_with_the_words_of_the_gravest_level()
    {
        var plan = Plan(
            Date("2026-11-22"),
            Charge() with { ChargeId = 2, Year = new FiscalYear(2025), DueOn = Date("2025-03-31"), LastLevel = 1, LastSentOn = Date("2026-01-05"), Open = new Yen(4_000) },
            Charge(),
            Charge() with { ChargeId = 3, MemberId = 8, Number = MemberNumber.Parse("0000102"), Email = null });

        var letter = Assert.Single(plan.ToLetters());
        Assert.Equal((7, 2, new Yen(16_000)), (letter.MemberId, letter.Level, letter.Total));
        Assert.Equal([2L, 1L], letter.Lines.Select(line => line.Charge.ChargeId));
    }

    [Fact]
    public void The_digest_names_what_is_sent_and_nothing_else()
    {
        var today = Date("2026-11-22");
        var digest = Plan(today, Charge()).Digest();

        Assert.Equal(digest, Plan(today, Charge(), Charge() with { ChargeId = 2, Withdrawn = true }).Digest());
        Assert.NotEqual(digest, Plan(today, Charge() with { Open = new Yen(1) }).Digest());
        Assert.NotEqual(digest, Plan(today, Charge(), Charge() with { ChargeId = 2 }).Digest());
        Assert.NotEqual(digest, Plan(today, Charge() with { LastLevel = 1 }).Digest());
    }

    [Fact]
    public void A_society_chooses_its_own_days()
    {
        var own = new ReminderSettings { DaysAfterDue = [60, 10] };

        Assert.Equal([10, 60], own.Levels());
        Assert.Single(ReminderPlan.Make([Charge()], own, Date("2026-04-10")).Lines);
        Assert.Empty(ReminderPlan.Make([Charge()], own, Date("2026-04-09")).Lines);
    }

    private static ReminderPlan Plan(DateOnly today, params OverdueCharge[] charges) => ReminderPlan.Make(charges, Settings, today);

    private static OverdueCharge Charge() => new()
    {
        ChargeId = 1,
        MemberId = 7,
        Number = MemberNumber.Parse("0000101"),
        Name = "髙橋　真理子",
        Year = new FiscalYear(2026),
        Open = new Yen(12_000),
        DueOn = Date("2026-03-31"),
        Email = "member@example.jp",
    };

    private static DateOnly Date(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

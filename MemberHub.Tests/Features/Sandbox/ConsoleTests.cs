using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways;

namespace MemberHub.Tests.Features.Sandbox;

public sealed class ConsoleTests
{
    [Fact]
    public async Task A_deposit_is_reported_first_and_confirmed_later()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginStoreAsync();

        Assert.Equal($"/sandbox/console#{code}", await world.ActAsync(code, "Deposit"));
        Assert.Equal(GatewayReportKind.PreliminaryDeposit, (await world.InquireAsync(order)).Kind);
        await world.ActAsync(code, "Confirm");

        Assert.Equal(["PreliminaryDeposit", "Paid"], world.Portal.Kinds);
        Assert.All(world.Portal.Reports, report => Assert.Equal((order.Amount, order.Amount), (report.Amount, report.Cumulative)));
        Assert.Equal(2, world.Portal.Reports.Select(report => report.EffectKey).Distinct().Count());
    }

    [Fact]
    public async Task Both_reports_come_at_one_press()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();

        await world.ActAsync(code, "DepositAndConfirm");

        Assert.Equal(["PreliminaryDeposit", "Paid"], world.Portal.Kinds);
    }

    [Fact]
    public async Task A_deposit_that_is_taken_back_can_be_paid_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();

        await world.ActAsync(code, "Deposit");
        await world.ActAsync(code, "TakeBack");
        await world.ActAsync(code, "Confirm");

        Assert.Equal(["PreliminaryDeposit", "PreliminaryTakenBack", "Paid"], world.Portal.Kinds);
        Assert.Equal([12_000, 0, 12_000], world.Portal.Reports.Select(report => report.Cumulative!.Value.Value));
    }

    [Fact]
    public async Task An_expired_voucher_can_still_be_paid()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();

        await world.ActAsync(code, "Expire");
        Assert.Contains("期限後に確報", await world.ReadAsync("/sandbox/console"));
        await world.ActAsync(code, "Confirm");

        Assert.Equal(["Expired", "Paid"], world.Portal.Kinds);
        Assert.Equal("400", await world.ActAsync(code, "Expire"));
    }

    [Fact]
    public async Task A_voucher_expires_by_itself_after_its_deadline()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, _) = await world.BeginStoreAsync();

        world.App.Clock.Set(new DateTimeOffset(order.DeadlineUtc!.Value, TimeSpan.Zero).AddSeconds(1));
        await world.UntilAsync(1);

        Assert.Equal(["Expired"], world.Portal.Kinds);
        Assert.Equal(world.App.Clock.UtcNow(), world.Portal.Reports[0].OccurredUtc);
    }

    [Fact]
    public async Task A_wrong_amount_is_reported_as_it_came()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();

        await world.ActAsync(code, "Deposit", 9_000);
        await world.ActAsync(code, "Confirm");
        await world.ActAsync(code, "Confirm", 3_000);

        Assert.Equal([(9_000, 9_000), (9_000, 9_000), (3_000, 12_000)], world.Portal.Reports.Select(report => (report.Amount.Value, report.Cumulative!.Value.Value)));
        Assert.Equal("400", await world.ActAsync(code, "Deposit", 0));
        Assert.Equal("400", await world.ActAsync(code, "Deposit", -1));
    }

    [Fact]
    public async Task A_second_charge_is_a_transaction_of_its_own()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginCardAsync();

        await world.PayAsync(code, "Approved");
        await world.ActAsync(code, "Charge");

        Assert.Equal([code, $"{code}-2"], world.Portal.Reports.Select(report => report.Transaction));
        Assert.Equal(["Paid", "Paid"], world.Portal.Kinds);
        Assert.Equal(2, world.Portal.Reports.Select(report => report.EffectKey).Distinct().Count());
    }

    [Fact]
    public async Task The_company_can_refuse_a_card_and_send_money_back_by_itself()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, refused) = await world.BeginCardAsync();
        var (_, paid) = await world.BeginCardAsync();

        await world.ActAsync(refused, "Decline");
        await world.ActAsync(paid, "Charge");
        await world.ActAsync(paid, "Refund", 5_000);

        Assert.Equal(["Failed", "Paid", "Refunded"], world.Portal.Kinds);
        Assert.Equal(new Yen(5_000), world.Portal.Reports[2].Amount);
        Assert.Equal("400", await world.ActAsync(paid, "Refund", 7_001));
    }

    [Theory]
    [InlineData("TakeBack")]
    [InlineData("Charge")]
    [InlineData("Nonsense")]
    public async Task What_makes_no_sense_is_refused(string action)
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();

        Assert.Equal("400", await world.ActAsync(code, action));
        Assert.Empty(await world.DeliveriesAsync());
    }

    [Fact]
    public async Task Held_reports_are_sent_in_the_order_that_is_pressed_for()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();
        await world.SetModeAsync("Hold");
        await world.ActAsync(code, "Deposit");
        await world.ActAsync(code, "TakeBack");
        await world.ActAsync(code, "Confirm");
        Assert.Empty(world.Portal.Letters);

        await world.SubmitAsync("/sandbox/console", $"/sandbox/console/reverse/{code}", ("mode", ""));

        Assert.Equal(["Paid", "PreliminaryTakenBack", "PreliminaryDeposit"], world.Portal.Kinds);
        Assert.Equal(["Delivered", "Delivered", "Delivered"], await world.DeliveriesAsync());
    }

    [Fact]
    public async Task A_report_can_be_repeated_delayed_held_and_lost()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();
        await world.SetModeAsync("Hold", code);
        await world.ActAsync(code, "Deposit");

        await world.OnReportAsync(0, "Drop");
        Assert.Equal(["Dropped"], await world.DeliveriesAsync());
        await world.OnReportAsync(0, "Hold");
        Assert.Equal(["Held"], await world.DeliveriesAsync());
        await world.OnReportAsync(0, "Send");
        await world.OnReportAsync(0, "Send");
        Assert.Equal(2, world.Portal.Letters.Count);
        await world.OnReportAsync(0, "Delay", 60);
        Assert.Equal(["Waiting"], await world.DeliveriesAsync());
        world.App.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.UntilAsync(3);

        Assert.Single(world.Portal.Reports.Select(report => report.EffectKey).Distinct());
    }

    [Fact]
    public async Task The_mode_of_a_payment_goes_before_the_common_one()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, own) = await world.BeginStoreAsync();
        var (_, other) = await world.BeginStoreAsync();
        await world.SetModeAsync("Twice");
        await world.SetModeAsync("Drop", own);

        await world.ActAsync(own, "Confirm");
        await world.ActAsync(other, "Confirm");
        Assert.Equal(["Dropped", "Delivered"], await world.DeliveriesAsync());
        Assert.Equal(2, world.Portal.Letters.Count);
        Assert.All(world.Portal.Reports, report => Assert.Equal(other, report.Transaction));

        await world.SetModeAsync("", own);
        await world.SetModeAsync("Delay", seconds: 45);
        await world.ActAsync(own, "Refund");
        Assert.Equal(["Dropped", "Delivered", "Waiting"], await world.DeliveriesAsync());
        world.App.Clock.Advance(TimeSpan.FromSeconds(45));
        await world.UntilAsync(3);
    }

    [Fact]
    public async Task A_portal_that_does_not_answer_is_told_again_and_one_that_refuses_is_not()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginStoreAsync();
        foreach (var answer in (ReadOnlySpan<int>)[500, 0, 200, 400])
        {
            world.Portal.Answers.Enqueue(answer);
        }

        await world.ActAsync(code, "Confirm");
        Assert.Equal(["Waiting"], await world.DeliveriesAsync());
        world.App.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.UntilAsync(2);
        await world.UntilAsync(["Waiting"]);
        world.App.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.UntilAsync(3);
        await world.UntilAsync(["Delivered"]);

        await world.ActAsync(code, "Refund");
        await world.UntilAsync(["Delivered", "GivenUp"]);
        Assert.Equal(["Paid", "Paid", "Paid", "Refunded"], world.Portal.Kinds);
    }

    [Fact]
    public async Task A_report_whose_sender_died_is_sent_after_a_restart()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginStoreAsync();
        await world.SetModeAsync("Delay", seconds: 60);
        await world.ActAsync(code, "Confirm");

        await world.RestartAsync();
        world.App.Clock.Advance(TimeSpan.FromSeconds(60));
        await world.UntilAsync(1);

        Assert.Equal(order.Reference, Assert.Single(world.Portal.Reports).Reference);
        var console = await world.ReadAsync($"/sandbox/console?search={order.Reference}");
        Assert.Contains(code, console);
        Assert.Contains("<option value=\"Delay\" selected", console);
    }

    [Fact]
    public async Task A_payment_is_found_by_its_order_or_number()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginStoreAsync();
        var (_, other) = await world.BeginStoreAsync();
        var number = (await world.InquireAsync(order)).Voucher!.Number;

        foreach (var search in (string[])[order.Reference, number])
        {
            var console = await world.ReadAsync($"/sandbox/console?search={search}");
            Assert.Contains(code, console);
            Assert.DoesNotContain(other, console);
        }
    }
}

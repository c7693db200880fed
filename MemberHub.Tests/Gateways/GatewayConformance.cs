using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;

namespace MemberHub.Tests.Gateways;

/// <summary>What the ledger relies on, whatever the company: the same tests run against every gateway.</summary>
[Trait("Runs", "Once")]
public abstract class GatewayConformance(GatewayDriver driver) : IAsyncLifetime
{
    private const string SecondReference = "Z9Y8X7W6V5U4T3S2R1Q0";

    private static readonly GatewayPayment Unknown = new(SecondReference, "pi_1", new Yen(1_000));

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private IPaymentGateway Gateway => driver.Gateway;

    private GatewayAbilities Can => driver.Gateway.Abilities;

    public async ValueTask InitializeAsync() => await driver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await driver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_paid_card_is_reported_once_and_wholly()
    {
        var attempt = await driver.BeginAsync(driver.Card());

        await driver.PayCardAsync(attempt);

        var reports = await driver.ReportsAsync();
        var paid = Assert.Single(reports.DistinctBy(report => report.EffectKey));
        Assert.Equal(GatewayReportKind.Paid, paid.Kind);
        Assert.Equal(attempt.Order.Reference, paid.Reference);
        Assert.Equal(attempt.Order.CustomerCode, paid.CustomerCode);
        Assert.Equal(attempt.Order.Amount, paid.Amount);
        Assert.Equal(driver.Clock.GetUtcNow().UtcDateTime, paid.OccurredUtc);
        Assert.Equal(DateTimeKind.Utc, paid.OccurredUtc.Kind);
        Assert.NotEmpty(paid.Transaction);
    }

    [Fact]
    public async Task A_card_that_was_not_paid_brings_no_money()
    {
        var attempt = await driver.BeginAsync(driver.Card());

        await driver.FailCardAsync(attempt);

        var reports = await driver.ReportsAsync();
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.Equal((GatewayReportKind.Failed, attempt.Order.Reference), (report.Kind, report.Reference)));
        Assert.All(reports, report => Assert.NotEmpty(report.Code));
    }

    [Fact]
    public async Task A_voucher_is_issued_and_then_paid()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        await driver.IssueAsync(attempt);

        var issued = await driver.ReportsAsync();
        var voucher = attempt.Handover is Handover.Issued at ? at.Voucher : Assert.Single(issued, report => report.Kind == GatewayReportKind.Issued).Voucher;
        Assert.DoesNotContain(issued, report => report.Kind == GatewayReportKind.Paid);
        Assert.NotNull(voucher);
        Assert.Equal(Can.TellsNumber, voucher.Number.Length > 0);
        Assert.Equal(attempt.Order.Store, voucher.Store);

        driver.Clock.Advance(TimeSpan.FromDays(2));
        await driver.DepositAsync(attempt);

        var paid = Assert.Single((await driver.ReportsAsync()).Where(report => report.Kind == GatewayReportKind.Paid).DistinctBy(report => report.EffectKey));
        Assert.Equal((attempt.Order.Reference, attempt.Order.Amount, attempt.Order.Amount), (paid.Reference, paid.Amount, paid.Cumulative));
        Assert.Equal(driver.Clock.GetUtcNow().UtcDateTime, paid.OccurredUtc);
    }

    [Fact]
    public async Task A_preliminary_deposit_is_no_money_yet()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        await driver.IssueAsync(attempt);
        if (!driver.ReportsPreliminaryDeposits)
        {
            await driver.DepositAsync(attempt);
            Assert.DoesNotContain(await driver.ReportsAsync(), report => report.Kind == GatewayReportKind.PreliminaryDeposit);
            return;
        }

        await driver.PreliminaryDepositAsync(attempt);
        var early = (await driver.ReportsAsync())[^1];
        await driver.DepositAsync(attempt);
        var late = (await driver.ReportsAsync())[^1];

        Assert.Equal((GatewayReportKind.PreliminaryDeposit, attempt.Order.Amount), (early.Kind, early.Amount));
        Assert.Equal((GatewayReportKind.Paid, attempt.Order.Amount), (late.Kind, late.Amount));
        Assert.NotEqual(early.EffectKey, late.EffectKey);
    }

    [Fact]
    public async Task A_voucher_expires()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        await driver.IssueAsync(attempt);

        await driver.ExpireAsync(attempt);

        var over = (await driver.ReportsAsync())[^1];
        Assert.Equal((GatewayReportKind.Expired, attempt.Order.Reference), (over.Kind, over.Reference));
        Assert.False(driver.IsPayable(attempt));
    }

    [Fact]
    public async Task What_is_repeated_is_the_same_effect_and_other_payments_are_others()
    {
        var first = await driver.BeginAsync(driver.Card());
        await driver.PayCardAsync(first);
        var effects = (await driver.ReportsAsync()).Select(report => report.EffectKey).ToHashSet();

        driver.Clock.Advance(TimeSpan.FromMinutes(3));
        await driver.RepeatAsync(first);
        await driver.RepeatAsync(first);
        Assert.Equal(effects, (await driver.ReportsAsync()).Select(report => report.EffectKey).ToHashSet());

        var second = await driver.BeginAsync(driver.Card(SecondReference));
        await driver.PayCardAsync(second);
        var all = await driver.ReportsAsync();
        Assert.Equal(2, all.Select(report => report.EffectKey).Distinct().Count());
        Assert.All(all, report => Assert.InRange(report.EffectKey.Length, 1, GatewayReport.EffectKeyMaxLength));
    }

    [Fact]
    public async Task Only_the_company_is_believed()
    {
        var genuine = await GenuineAsync();

        Assert.IsNotType<NotificationReading.Refused>(Gateway.Read(genuine));
        AssertNotGenuine(driver.Forged(genuine));
        AssertNotGenuine(driver.Altered(genuine));
    }

    [Fact]
    public async Task A_replay_is_stale_or_the_same_effect()
    {
        var genuine = await GenuineAsync();
        var reading = Gateway.Read(genuine);

        var replayed = Gateway.Read(genuine with { ReceivedUtc = genuine.ReceivedUtc.AddDays(1) });

        Assert.True(replayed is NotificationReading.Refused { Outcome: NotificationOutcome.NotGenuine } || replayed == reading);
    }

    [Fact]
    public async Task Broken_messages_never_throw_and_never_say_something_new()
    {
        var genuine = await GenuineAsync();
        var reading = Gateway.Read(genuine);
        var mutations = new Mutations(seed: 20261122);
        var refused = 0;

        for (var round = 0; round < 1_000; round++)
        {
            var outcome = Gateway.Read(mutations.Of(genuine));
            Assert.True(outcome is NotificationReading.Refused || outcome == reading, $"round {round}: {outcome}");
            refused += outcome is NotificationReading.Refused ? 1 : 0;
        }

        Assert.InRange(refused, 800, 1_000);
    }

    [Fact]
    public async Task Another_amount_than_ordered_can_be_seen()
    {
        driver.TakeOneYenMore();
        var attempt = await driver.BeginAsync(driver.Card());

        await driver.PayCardAsync(attempt);

        Assert.All(await driver.ReportsAsync(), report => Assert.Equal(attempt.Order.Amount + new Yen(1), report.Amount));
    }

    [Fact]
    public async Task Beginning_twice_is_one_payment()
    {
        foreach (var order in new[] { driver.Card(), driver.Store() })
        {
            var first = await driver.BeginAsync(order);
            driver.Clock.Advance(TimeSpan.FromMinutes(1));
            var second = await driver.BeginAsync(order);

            Assert.Equal(1, driver.PaymentsOf(order));
            Assert.Equal(first.Handover.Transaction, second.Handover.Transaction);
            Assert.Equal((first.Handover as Handover.Issued)?.Voucher, (second.Handover as Handover.Issued)?.Voucher);
            Assert.Equal((first.Handover as Handover.ToPage)?.Page, (second.Handover as Handover.ToPage)?.Page);
        }
    }

    [Fact]
    [Asvs("16.5.2", "16.5.3")]
    public async Task An_unreachable_company_is_unknown_and_not_refused()
    {
        await driver.StopCompanyAsync();

        var order = driver.Card();
        if (driver.CallsToBegin)
        {
            await Assert.ThrowsAsync<GatewayUnreachableException>(() => Gateway.BeginAsync(order, cancel));
        }
        else
        {
            Assert.NotNull(await Gateway.BeginAsync(order, cancel));
        }

        await UnreachableIf(Can.CanInquire, () => Gateway.InquireAsync(Unknown, cancel));
        await UnreachableIf(Can.CanCancel, () => Gateway.CancelAsync(Unknown, cancel));
        await UnreachableIf(Can.CanRefund, () => Gateway.RefundAsync(Unknown, Unknown.Amount, "first", cancel));
    }

    [Fact]
    public async Task What_was_cancelled_cannot_be_paid_and_what_was_paid_not_cancelled()
    {
        if (!Can.CanCancel)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => Gateway.CancelAsync(Unknown, cancel));
            return;
        }

        foreach (var order in new[] { driver.Card(), driver.Store() })
        {
            var attempt = await driver.BeginAsync(order);
            Assert.True(driver.IsPayable(attempt));
            Assert.Equal(CancelAnswer.Cancelled, await Gateway.CancelAsync(GatewayDriver.PaymentOf(attempt), cancel));
            Assert.False(driver.IsPayable(attempt));
            Assert.Equal(CancelAnswer.Cancelled, await Gateway.CancelAsync(GatewayDriver.PaymentOf(attempt), cancel));
        }

        var card = await driver.BeginAsync(driver.Card(SecondReference));
        await driver.PayCardAsync(card);
        Assert.Equal(CancelAnswer.TooLate, await Gateway.CancelAsync(GatewayDriver.PaymentOf(card), cancel));
        var store = await driver.BeginAsync(driver.Store("B1B2B3B4B5B6B7B8B9B0"));
        await driver.DepositAsync(store);
        Assert.Equal(CancelAnswer.TooLate, await Gateway.CancelAsync(GatewayDriver.PaymentOf(store), cancel));
    }

    [Fact]
    public async Task A_refund_moves_its_amount_once()
    {
        if (!Can.CanRefund)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => Gateway.RefundAsync(Unknown, Unknown.Amount, "first", cancel));
            return;
        }

        var attempt = await driver.BeginAsync(driver.Card());
        await driver.PayCardAsync(attempt);
        var payment = GatewayDriver.PaymentOf(attempt, (await driver.ReportsAsync())[^1]);

        var number = await Gateway.RefundAsync(payment, new Yen(5_000), "first", cancel);
        Assert.Equal(number, await Gateway.RefundAsync(payment, new Yen(5_000), "first", cancel));
        Assert.Equal(new Yen(5_000), driver.RefundedOf(attempt.Order));
        Assert.NotEqual(number, await Gateway.RefundAsync(payment, new Yen(7_000), "second", cancel));
        Assert.Equal(attempt.Order.Amount, driver.RefundedOf(attempt.Order));
        await Assert.ThrowsAsync<GatewayRefusedException>(() => Gateway.RefundAsync(payment, new Yen(1), "third", cancel));
    }

    [Fact]
    public async Task An_inquiry_says_the_same_as_the_notification()
    {
        if (!Can.CanInquire)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => Gateway.InquireAsync(Unknown, cancel));
            return;
        }

        var attempt = await driver.BeginAsync(driver.Card());
        Assert.Equal(GatewayReportKind.Pending, (await Gateway.InquireAsync(GatewayDriver.PaymentOf(attempt), cancel)).Kind);
        await driver.PayCardAsync(attempt);
        Assert.Equal((await driver.ReportsAsync())[^1], await Gateway.InquireAsync(GatewayDriver.PaymentOf(attempt), cancel));

        var store = await driver.BeginAsync(driver.Store());
        var issued = await Gateway.InquireAsync(GatewayDriver.PaymentOf(store), cancel);
        Assert.Equal((GatewayReportKind.Issued, ((Handover.Issued)store.Handover).Voucher), (issued.Kind, issued.Voucher));
        await driver.DepositAsync(store);
        Assert.Equal((await driver.ReportsAsync())[^1], await Gateway.InquireAsync(GatewayDriver.PaymentOf(store), cancel));
    }

    [Fact]
    public void Answers_are_exact_to_the_byte()
    {
        Assert.Equal(Enum.GetValues<NotificationOutcome>().Order(), driver.Answers.Keys.Order());
        foreach (var (outcome, expected) in driver.Answers)
        {
            var answer = Gateway.Answer(outcome);
            Assert.Equal((outcome, expected), (outcome, (answer.Status, answer.ContentType, Encoding.Latin1.GetString(answer.Body.Span))));
        }
    }

    [Fact]
    public async Task The_browser_goes_only_where_the_abilities_say()
    {
        var handover = (await driver.BeginAsync(driver.Card())).Handover;

        var target = handover switch
        {
            Handover.ToPage page => page.Page,
            Handover.ByForm form => form.Action,
            _ => throw new InvalidOperationException("A card leads to the company."),
        };
        Assert.Contains(target.GetLeftPart(UriPartial.Authority), Can.FormOrigins);
        Assert.All(Can.FormOrigins, origin => Assert.Equal(origin, new Uri(origin).GetLeftPart(UriPartial.Authority)));
        Assert.Equal(driver.Name, Gateway.Name);
        Assert.True(Can.Amounts[PaymentMethod.ConvenienceStore].Contains(new Yen(300_000)));
        Assert.False(Can.Amounts[PaymentMethod.ConvenienceStore].Contains(new Yen(300_001)));
    }

    private async Task<GatewayNotification> GenuineAsync()
    {
        await driver.PayCardAsync(await driver.BeginAsync(driver.Card()));
        return driver.Portal.Notifications[^1];
    }

    private void AssertNotGenuine(GatewayNotification notification) =>
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(Gateway.Read(notification)).Outcome);

    private static async Task UnreachableIf(bool promised, Func<Task> call)
    {
        if (promised)
        {
            await Assert.ThrowsAsync<GatewayUnreachableException>(call);
        }
        else
        {
            await Assert.ThrowsAsync<NotSupportedException>(call);
        }
    }
}

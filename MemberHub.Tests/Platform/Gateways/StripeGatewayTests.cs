using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways;
using MemberHub.Tests.Gateways.StandIns;

namespace MemberHub.Tests.Platform.Gateways;

[Trait("Runs", "Once")]
public sealed class StripeGatewayTests : IAsyncLifetime
{
    private const string First = "whsec_StandInFirstSecret";
    private const string Second = "whsec_StandInSecondSecret";

    private readonly StripeDriver driver = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private IPaymentGateway Gateway => driver.Gateway;

    private StripeBooks Books => driver.Company.Books;

    public ValueTask InitializeAsync() => new(driver.StartAsync());

    public ValueTask DisposeAsync() => driver.DisposeAsync();

    [Theory]
    [InlineData(Trouble.ServerError)]
    [InlineData(Trouble.Conflict)]
    [InlineData(Trouble.TooMany)]
    [InlineData(Trouble.BadGateway)]
    [InlineData(Trouble.Garbage)]
    [InlineData(Trouble.CutsAfterProcessing)]
    [InlineData(Trouble.Hangs)]
    public async Task One_bad_moment_is_got_over_with_the_same_key(Trouble trouble)
    {
        foreach (var order in new[] { driver.Card(), driver.Store() })
        {
            driver.Company.Calls.Clear();
            driver.Company.Expect(trouble);

            Assert.NotEmpty((await Gateway.BeginAsync(order, cancel)).Transaction);

            Assert.Equal(1, driver.PaymentsOf(order));
            Assert.Equal(2, driver.Company.Calls.Count);
            var key = Assert.Single(driver.Company.Calls.Select(call => call.Key).Distinct());
            Assert.StartsWith(order.Reference, key, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Trouble.ServerError)]
    [InlineData(Trouble.CutsAfterProcessing)]
    [InlineData(Trouble.Hangs)]
    public async Task Two_bad_moments_are_an_unknown_outcome_and_the_next_try_finds_the_same_payment(Trouble trouble)
    {
        var order = driver.Store();
        driver.Company.Expect(trouble, trouble);

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => Gateway.BeginAsync(order, cancel));
        var handover = await Gateway.BeginAsync(order, cancel);

        Assert.Equal(1, driver.PaymentsOf(order));
        Assert.Equal(Assert.Single(Books.Intents).Key, handover.Transaction);
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for()
    {
        driver.Company.Expect(Trouble.Slow);

        Assert.NotEmpty((await Gateway.BeginAsync(driver.Card(), cancel)).Transaction);
        Assert.Single(driver.Company.Calls);
    }

    [Fact]
    public async Task A_refusal_is_final_and_carries_its_code()
    {
        var refused = await Assert.ThrowsAsync<GatewayRefusedException>(() => Gateway.BeginAsync(driver.Store(yen: 119), cancel));

        Assert.Equal("amount_too_small", refused.Code);
        Assert.Single(driver.Company.Calls);
    }

    [Fact]
    public async Task The_same_order_in_another_form_is_no_second_payment()
    {
        var order = driver.Card();
        _ = await Gateway.BeginAsync(order, cancel);

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => Gateway.BeginAsync(order with { Language = "en" }, cancel));
        Assert.Equal(1, driver.PaymentsOf(order));
    }

    [Fact]
    public async Task Giving_up_waiting_is_not_an_outcome()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        driver.Company.Expect(Trouble.Hangs);
        source.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gateway.BeginAsync(driver.Card(), source.Token));
    }

    [Fact]
    [Asvs("13.3.1", "16.2.5")]
    public async Task Secrets_stand_in_no_log_and_no_message()
    {
        var order = driver.Store();
        var attempt = await driver.BeginAsync(order);
        await driver.DepositAsync(attempt);
        _ = await driver.ReportsAsync();
        await driver.StopCompanyAsync();
        var unreachable = await Assert.ThrowsAsync<GatewayUnreachableException>(() => Gateway.BeginAsync(order, cancel));
        await driver.StartCompanyAsync();
        var refused = await Assert.ThrowsAsync<GatewayRefusedException>(() => Gateway.BeginAsync(driver.Store("C1C2C3C4C5C6C7C8C9C0", 100), cancel));

        var told = $"{unreachable}{refused}{Gateway}{string.Concat(driver.Logs.Lines)}";
        foreach (var secret in new[] { StripeStandIn.SecretKey, First, Second, order.Payer!.Phone, order.Payer.Email })
        {
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ConvenienceStore.FamilyMart, "11111", "400008")]
    [InlineData(ConvenienceStore.Lawson, "22222", "0312345678")]
    [InlineData(ConvenienceStore.Ministop, "33333", "0312345678")]
    [InlineData(ConvenienceStore.Seicomart, "44444", "")]
    public async Task The_voucher_is_that_of_the_chosen_store(ConvenienceStore store, string number, string confirmation)
    {
        var order = driver.Store() with { Store = store };

        var voucher = Assert.IsType<Handover.Issued>(await Gateway.BeginAsync(order, cancel)).Voucher;

        Assert.StartsWith(number, voucher.Number, StringComparison.Ordinal);
        Assert.Equal((store, confirmation, order.DeadlineUtc), (voucher.Store, voucher.Confirmation, voucher.DeadlineUtc));
        Assert.StartsWith(driver.Company.Address, voucher.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(ConvenienceStore.SevenEleven, Gateway.Abilities.Stores);
    }

    [Fact]
    public async Task A_voucher_lasts_no_longer_than_the_company_allows_and_a_long_name_is_cut()
    {
        var order = driver.Store();

        var handover = await Gateway.BeginAsync(order with { DeadlineUtc = order.CreatedUtc.AddDays(90), ItemName = new string('会', 21) + "𠮷𠮷" }, cancel);

        Assert.Equal(order.CreatedUtc.AddDays(60), Assert.IsType<Handover.Issued>(handover).Voucher.DeadlineUtc);
    }

    [Fact]
    public async Task The_browser_comes_back_with_the_reference()
    {
        var attempt = await driver.BeginAsync(driver.Card());

        using var press = new FormUrlEncodedContent([new("action", "pay")]);
        using var paid = await driver.Browser.PostAsync(((Handover.ToPage)attempt.Handover).Page, press, cancel);

        Assert.Equal($"{driver.Portal.ReturnUrl}?reference={attempt.Order.Reference}", paid.Headers.Location?.OriginalString);
        Assert.Equal(GatewayReportKind.Paid, (await driver.ReportsAsync())[^1].Kind);
    }

    [Fact]
    public async Task An_event_says_what_is_true_now_and_not_what_was_true_then()
    {
        var attempt = await driver.BeginAsync(driver.Card());
        Books.DeclineSession(attempt.Handover.Transaction);
        var declined = Books.Outbox.Single()["id"]!.GetValue<string>();
        Assert.Null(await Gateway.FetchAsync(declined, cancel));

        var store = await driver.BeginAsync(driver.Store());
        Books.ExpireVoucher(store.Handover.Transaction);
        var expired = Books.Events.Values.Last(message => message["type"]!.GetValue<string>() == "payment_intent.payment_failed"
            && message["data"]!["object"]!["id"]!.GetValue<string>() == store.Handover.Transaction)["id"]!.GetValue<string>();
        Assert.Equal(GatewayReportKind.Expired, (await Gateway.FetchAsync(expired, cancel))?.Kind);
        Books.PayVoucher(store.Handover.Transaction); // paid at the till in the last second
        Assert.Equal(GatewayReportKind.Paid, (await Gateway.FetchAsync(expired, cancel))?.Kind);
    }

    [Fact]
    public async Task Cancelling_a_voucher_that_expired_adds_nothing()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        await driver.ExpireAsync(attempt);
        Assert.Equal(CancelAnswer.Cancelled, await Gateway.CancelAsync(GatewayDriver.PaymentOf(attempt), cancel));
        await driver.Company.DeliverAsync();

        Assert.Single((await driver.ReportsAsync()).Where(report => report.Kind != GatewayReportKind.Issued).DistinctBy(report => report.EffectKey));
    }

    [Fact]
    public async Task Refunds_and_disputes_made_over_there_are_reported()
    {
        var attempt = await driver.BeginAsync(driver.Card());
        await driver.PayCardAsync(attempt);
        var intent = (await driver.ReportsAsync())[^1].Transaction;

        _ = Books.Refund(intent, 4_000);
        _ = Books.Refund(intent, 1_000, "pending");
        _ = Books.Refund(intent, 2_000, "failed");
        Books.Dispute(intent);
        await driver.Company.DeliverAsync();

        var news = (await driver.ReportsAsync()).Where(report => report.Kind != GatewayReportKind.Paid).DistinctBy(report => report.EffectKey).ToList();
        Assert.Equal(
            [(GatewayReportKind.Refunded, 4_000L, ""), (GatewayReportKind.Unclear, 2_000L, "refund_failed expired_or_canceled_card"), (GatewayReportKind.Unclear, 12_000L, "dispute_needs_response fraudulent")],
            news.OrderBy(report => report.Kind).ThenBy(report => report.Amount).Select(report => (report.Kind, report.Amount.Value, report.Code)));
        Assert.All(news, report => Assert.Equal((attempt.Order.Reference, intent), (report.Reference, report.Transaction)));
    }

    [Fact]
    public async Task A_payment_whose_number_was_never_learned_is_found_by_its_reference()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        var payment = new GatewayPayment(attempt.Order.Reference, "", attempt.Order.Amount);

        Books.SearchLags = true;
        Assert.Equal(GatewayReportKind.Pending, (await Gateway.InquireAsync(payment, cancel)).Kind);
        Books.SearchLags = false;
        var found = await Gateway.InquireAsync(payment, cancel);
        Assert.Equal((GatewayReportKind.Issued, attempt.Handover.Transaction), (found.Kind, found.Transaction));
        Assert.Equal(((Handover.Issued)attempt.Handover).Voucher, found.Voucher);
        Assert.Equal(CancelAnswer.Cancelled, await Gateway.CancelAsync(payment, cancel));
        Assert.False(driver.IsPayable(attempt));
    }

    [Fact]
    public async Task Payments_of_others_in_the_same_account_are_none_of_ours()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        Books.Intents[attempt.Handover.Transaction]["metadata"] = new JsonObject();
        await driver.DepositAsync(attempt);

        Assert.Empty(await driver.ReportsAsync());
    }

    [Fact]
    public async Task Another_currency_is_no_payment()
    {
        var attempt = await driver.BeginAsync(driver.Store());
        Books.Intents[attempt.Handover.Transaction]["currency"] = "usd";
        await driver.DepositAsync(attempt);

        Assert.Equal(GatewayReportKind.Unclear, (await driver.ReportsAsync())[^1].Kind);
    }

    [Fact]
    [Asvs("11.2.2")]
    public void A_signature_by_any_active_secret_counts()
    {
        Assert.IsType<NotificationReading.Deferred>(Read(driver.Company.Signature(Event(), First)));
        Assert.IsType<NotificationReading.Deferred>(Read(driver.Company.Signature(Event(), Second)));
        Assert.IsType<NotificationReading.Deferred>(Read(driver.Company.Signature(Event(), "whsec_AnOldSecret", Second)));
        AssertNotGenuine(driver.Company.Signature(Event(), "whsec_AnOldSecret"));
    }

    [Fact]
    public void Only_signatures_of_scheme_v1_count()
    {
        var genuine = driver.Company.Signature(Event(), First);

        AssertNotGenuine(genuine.Replace("v1=", "v0=", StringComparison.Ordinal));
        AssertNotGenuine(genuine.Replace("v1=", "v2=", StringComparison.Ordinal));
        AssertNotGenuine("");
        AssertNotGenuine("t=1,v1=" + new string('0', 64) + "," + genuine); // two times
        AssertNotGenuine(genuine.Replace("t=", "t= ", StringComparison.Ordinal).Replace("v1", "v1 v1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [Asvs("9.2.1")]
    public void A_signature_holds_for_300_seconds_both_ways(int seconds, bool holds)
    {
        var reading = Read(driver.Company.Signature(Event(), First), seconds: seconds);

        Assert.Equal(holds, reading is NotificationReading.Deferred);
    }

    [Theory]
    [InlineData("payment_intent.created")]
    [InlineData("charge.succeeded")]
    [InlineData("invoice.paid")]
    public void Events_without_news_are_ignored(string type) =>
        Assert.IsType<NotificationReading.Ignored>(Read(driver.Company.Signature(Event(type), First), Event(type)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"evt_1\"}")]
    [InlineData("{\"id\":\"evt_1/../../charges\",\"type\":\"payment_intent.succeeded\"}")]
    [InlineData("{\"id\":7,\"type\":\"payment_intent.succeeded\"}")]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\"")]
    public void Signed_rightly_and_not_an_event(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        Assert.Equal(NotificationOutcome.Malformed, Assert.IsType<NotificationReading.Refused>(Read(driver.Company.Signature(body, First), body)).Outcome);
    }

    private static byte[] Event(string type = "payment_intent.succeeded") =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{ "id": "evt_1Abc", "object": "event", "type": "{{type}}" }"""));

    private NotificationReading Read(string signature, byte[]? body = null, int seconds = 0) =>
        Gateway.Read(new GatewayNotification(body ?? Event(), "application/json", signature, null, driver.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds)));

    private void AssertNotGenuine(string signature) =>
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(Read(signature)).Outcome);
}

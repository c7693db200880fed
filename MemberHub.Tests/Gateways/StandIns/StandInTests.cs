using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.SbPayment;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>The stand-ins refuse what the companies refuse, or the suite would prove nothing; and they misbehave when told.</summary>
[Trait("Runs", "Once")]
public sealed class StandInTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public static TheoryData<string> Spoilers => [.. Spoiled.Keys];

    private static readonly Dictionary<string, (Func<List<KeyValuePair<string, string>>, IEnumerable<KeyValuePair<string, string>>> Spoil, string Fault)> Spoiled = new()
    {
        ["two fields change places"] = (fields => [fields[1], fields[0], .. fields[2..]], "fields:"),
        ["an empty field is left out"] = (fields => fields.Where(field => field.Key != "camp_type"), "fields:"),
        ["an amount is changed"] = (fields => fields.Select(field => field.Key == "amount" ? new("amount", "1") : field), "sps_hashcode:"),
        ["the hash is changed"] = (fields => [.. fields[..^1], new("sps_hashcode", new string('0', 40))], "sps_hashcode:"),
        ["the amount is not a number"] = (fields => fields.Select(field => field.Key == "amount" ? new("amount", "12,000") : field), "amount:"),
        ["the merchant is another"] = (fields => fields.Select(field => field.Key == "merchant_id" ? new("merchant_id", "19789") : field), "merchant:"),
    };

    [Theory]
    [MemberData(nameof(Spoilers))]
    public async Task SbPayment_refuses_a_form_when(string spoiler)
    {
        await using var driver = new SbPaymentDriver();
        await driver.StartAsync();
        var form = (Handover.ByForm)await driver.Gateway.BeginAsync(driver.Card(), cancel);
        var (spoil, fault) = Spoiled[spoiler];

        var (status, text) = await PostAsync(driver, form.Action, SbPaymentForm.Write(spoil([.. form.Fields])));

        Assert.Equal(400, status);
        Assert.Contains(fault, text, StringComparison.Ordinal);
        Assert.Empty(driver.Company.Purchases);
    }

    [Fact]
    public async Task SbPayment_refuses_an_old_form_and_a_used_order()
    {
        await using var driver = new SbPaymentDriver();
        await driver.StartAsync();
        var attempt = await driver.BeginAsync(driver.Card());
        var form = (Handover.ByForm)attempt.Handover;

        driver.Clock.Advance(TimeSpan.FromSeconds(601));
        Assert.Equal((400, "request_date: not now"), await PostAsync(driver, form.Action, SbPaymentForm.Write(form.Fields)));

        await driver.PayCardAsync(attempt);
        var again = (Handover.ByForm)await driver.Gateway.BeginAsync(attempt.Order, cancel);
        Assert.Equal((400, "order_id: taken"), await PostAsync(driver, again.Action, SbPaymentForm.Write(again.Fields)));
    }

    [Theory]
    [InlineData(NotificationOutcome.Applied, SbPaymentStandIn.State.Paid)]
    [InlineData(NotificationOutcome.AlreadySettled, SbPaymentStandIn.State.Voided)]
    [InlineData(NotificationOutcome.WrongAmount, SbPaymentStandIn.State.Voided)]
    [InlineData(NotificationOutcome.TryAgain, SbPaymentStandIn.State.Voided)]
    public async Task SbPayment_voids_a_card_that_is_answered_with_a_refusal(NotificationOutcome outcome, SbPaymentStandIn.State expected)
    {
        await using var driver = new SbPaymentDriver();
        await driver.StartAsync();
        driver.Portal.Answers = _ => driver.Gateway.Answer(outcome);
        var attempt = await driver.BeginAsync(driver.Card());

        await driver.PayCardAsync(attempt);

        Assert.Equal(expected, driver.Company.Purchases[attempt.Order.Reference].State);
    }

    [Fact]
    public async Task SbPayment_sends_copies_and_loses_answers()
    {
        await using var driver = new SbPaymentDriver();
        await driver.StartAsync();
        driver.Company.Copies = 3;
        driver.Company.LosesAnswers = true;
        var attempt = await driver.BeginAsync(driver.Card());

        await driver.PayCardAsync(attempt);

        Assert.Equal(SbPaymentStandIn.State.Voided, driver.Company.Purchases[attempt.Order.Reference].State);
        Assert.Equal(3, (await driver.ReportsAsync()).Count);
        Assert.Single((await driver.ReportsAsync()).DistinctBy(report => report.EffectKey));
    }

    [Fact]
    public async Task The_browser_brings_the_order_back_and_its_form_is_no_result()
    {
        await using var driver = new SbPaymentDriver();
        await driver.StartAsync();
        var attempt = await driver.BeginAsync(driver.Card());
        var choice = new FormUrlEncodedContent([new("order", attempt.Order.Reference), new("action", "approve")]);
        using var page = await driver.Browser.PostAsync(new Uri(((Handover.ByForm)attempt.Handover).Action, "/page"), choice, cancel);
        Assert.Contains($"action=\"{driver.Portal.ReturnUrl}\"", await page.Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);

        var body = SbPaymentStandIn.BrowserReturn(driver.Company.Purchases[attempt.Order.Reference]);
        _ = await PostAsync(driver, driver.Portal.ReturnUrl, body);

        Assert.Equal(attempt.Order.Reference, SbPaymentGateway.ReturnReference(Assert.Single(driver.Portal.Returns)));
        var asResult = driver.Portal.Notifications[^1] with { Body = body };
        Assert.Equal(NotificationOutcome.NotGenuine, Assert.IsType<NotificationReading.Refused>(driver.Gateway.Read(asResult)).Outcome);
    }

    [Theory]
    [InlineData("unknown", "parameter_unknown")]
    [InlineData("metadata[reference]", null)]
    [InlineData("amount", "parameter_invalid")]
    [InlineData("currency", "parameter_missing")]
    public async Task Stripe_refuses_what_it_does_not_know(string change, string? code)
    {
        await using var company = new StripeStandIn(new Support.FixedClock(DateTimeOffset.UnixEpoch.AddDays(20_000)));
        await company.StartAsync();
        Dictionary<string, string> form = new()
        {
            ["amount"] = change == "amount" ? "12000.5" : "12000",
            ["currency"] = "jpy",
            ["confirm"] = "true",
            ["description"] = "dues",
            ["payment_method_types[0]"] = "konbini",
            ["payment_method_data[type]"] = "konbini",
            ["payment_method_data[billing_details][name]"] = "Aoba Taro",
            ["payment_method_data[billing_details][email]"] = "taro@example.jp",
            ["payment_method_options[konbini][confirmation_number]"] = "0312345678",
            ["payment_method_options[konbini][product_description]"] = "dues",
        };
        _ = change == "currency" ? form.Remove("currency") : form.TryAdd(change, "x");

        var (status, text) = await CallAsync(company, form, StripeStandIn.SecretKey, "k1");

        Assert.Equal(code is null ? 200 : 400, status);
        Assert.Contains(code ?? "requires_action", text, StringComparison.Ordinal);
        Assert.Equal(401, (await CallAsync(company, form, "sk_test_another", "k2")).Status);
        if (code is null)
        {
            Assert.Equal((200, text), await CallAsync(company, form, StripeStandIn.SecretKey, "k1"));
            form["amount"] = "13000";
            Assert.Contains("idempotency_error", (await CallAsync(company, form, StripeStandIn.SecretKey, "k1")).Text, StringComparison.Ordinal);
        }
    }

    private async Task<(int Status, string Text)> CallAsync(StripeStandIn company, Dictionary<string, string> form, string key, string idempotencyKey)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, company.Address + "/v1/payment_intents") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new("Bearer", key);
        request.Headers.Add("Stripe-Version", StripeStandIn.Version);
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    private async Task<(int Status, string Text)> PostAsync(GatewayDriver driver, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await driver.Browser.PostAsync(address, content, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }
}

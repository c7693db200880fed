using System.Globalization;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways.StandIns;

namespace MemberHub.Tests.Gateways;

public sealed class StripeConformanceTests() : GatewayConformance(new StripeDriver());

/// <summary>Stripe against its stand-in.</summary>
public sealed class StripeDriver : GatewayDriver
{
    public StripeDriver() => Company = new StripeStandIn(Clock);

    public StripeStandIn Company { get; }

    public override string Name => "Stripe";

    public override bool CallsToBegin => true;

    public override bool ReportsPreliminaryDeposits => false;

    public override IReadOnlyDictionary<NotificationOutcome, (int Status, string ContentType, string Text)> Answers { get; } =
        Enum.GetValues<NotificationOutcome>().ToDictionary(outcome => outcome, outcome => outcome switch
        {
            NotificationOutcome.Malformed or NotificationOutcome.NotGenuine => (400, "text/plain", ""),
            NotificationOutcome.TryAgain => (500, "text/plain", ""),
            _ => (200, "text/plain", ""),
        });

    public override async Task StartAsync()
    {
        await base.StartAsync();
        Company.WebhookUrl = Portal.NotifyUrl.AbsoluteUri;
    }

    public override Task StartCompanyAsync() => Company.StartAsync();

    public override Task StopCompanyAsync() => Company.StopAsync();

    public override Task PayCardAsync(Begun attempt) => AfterAsync(() => Company.Books.PaySession(attempt.Handover.Transaction));

    public override Task FailCardAsync(Begun attempt) => AfterAsync(() =>
    {
        Company.Books.DeclineSession(attempt.Handover.Transaction);
        _ = Company.Books.ExpireSession(attempt.Handover.Transaction);
    });

    public override Task IssueAsync(Begun attempt) => Company.DeliverAsync();

    public override Task PreliminaryDepositAsync(Begun attempt) => throw new NotSupportedException();

    public override Task DepositAsync(Begun attempt) => AfterAsync(() => Company.Books.PayVoucher(attempt.Handover.Transaction));

    public override Task ExpireAsync(Begun attempt) => AfterAsync(() => Company.Books.ExpireVoucher(attempt.Handover.Transaction));

    public override Task RepeatAsync(Begun attempt) => Company.RepeatAsync();

    public override void TakeOneYenMore() => Company.Books.AmountOffset = 1;

    public override int PaymentsOf(GatewayOrder order) =>
        order.Method == PaymentMethod.Card
            ? Company.Books.Sessions.Values.Count(session => session["client_reference_id"]!.GetValue<string>() == order.Reference)
            : Company.Books.Intents.Values.Count(intent => intent["metadata"]!["reference"]!.GetValue<string>() == order.Reference);

    public override bool IsPayable(Begun attempt) =>
        Company.Books.Sessions.TryGetValue(attempt.Handover.Transaction, out var session)
            ? session["status"]!.GetValue<string>() == "open"
            : Company.Books.Intents[attempt.Handover.Transaction]["status"]!.GetValue<string>() == "requires_action";

    public override Yen RefundedOf(GatewayOrder order) => Company.Books.Refunds.Values.Total(refund => new Yen(refund["amount"]!.GetValue<long>()));

    public override GatewayNotification Forged(GatewayNotification genuine) =>
        genuine with { Signature = Company.Signature(genuine.Body.ToArray(), "whsec_SomebodyElsesSecret") };

    public override GatewayNotification Altered(GatewayNotification genuine) =>
        genuine with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(genuine.Body.Span).Replace("evt_", "evt_1", StringComparison.Ordinal)) };

    protected override IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        new("Payments:Methods:Card", "Stripe"),
        new("Payments:Methods:ConvenienceStore", "Stripe"),
        new("Gateways:Stripe:SecretKey", StripeStandIn.SecretKey),
        new("Gateways:Stripe:WebhookSecrets:0", "whsec_StandInFirstSecret"),
        new("Gateways:Stripe:WebhookSecrets:1", "whsec_StandInSecondSecret"),
        new("Gateways:Stripe:ApiBase", Company.Address),
        new("Gateways:Stripe:CheckoutOrigin", Company.Address),
        new("Gateways:Stripe:TimeoutSeconds", 1.5.ToString(CultureInfo.InvariantCulture)),
    ];

    protected override async Task VisitAsync(Begun attempt)
    {
        if (attempt.Handover is Handover.ToPage to)
        {
            using var page = await Browser.GetAsync(to.Page, TestContext.Current.CancellationToken);
            Assert.True(page.IsSuccessStatusCode);
        }
    }

    private async Task AfterAsync(Action happening)
    {
        happening();
        await Company.DeliverAsync();
    }
}

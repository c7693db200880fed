using MemberHub.Domain;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways.StandIns;

namespace MemberHub.Tests.Gateways;

public sealed class SbPaymentConformanceTests() : GatewayConformance(new SbPaymentDriver());

/// <summary>SB Payment Service against its stand-in.</summary>
public sealed class SbPaymentDriver : GatewayDriver
{
    public SbPaymentDriver() => Company = new SbPaymentStandIn(Clock);

    public SbPaymentStandIn Company { get; }

    public override string Name => "SbPayment";

    public override bool CallsToBegin => false;

    public override bool ReportsPreliminaryDeposits => true;

    public override IReadOnlyDictionary<NotificationOutcome, (int Status, string ContentType, string Text)> Answers { get; } =
        new Dictionary<NotificationOutcome, (int, string, string)>
        {
            [NotificationOutcome.Applied] = (200, "text/plain", "OK"),
            [NotificationOutcome.Repeated] = (200, "text/plain", "OK"),
            [NotificationOutcome.ForOffice] = (200, "text/plain", "OK"),
            [NotificationOutcome.UnknownOrder] = (200, "text/plain", "NG,unknown order"),
            [NotificationOutcome.WrongAmount] = (200, "text/plain", "NG,wrong amount"),
            [NotificationOutcome.AlreadySettled] = (200, "text/plain", "NG,already settled"),
            [NotificationOutcome.Malformed] = (200, "text/plain", "NG,invalid request"),
            [NotificationOutcome.NotGenuine] = (200, "text/plain", "NG,invalid request"),
            [NotificationOutcome.TryAgain] = (200, "text/plain", "NG,try again"),
        };

    public override Task StartCompanyAsync() => Company.StartAsync();

    public override Task StopCompanyAsync() => Company.StopAsync();

    public override Task PayCardAsync(Begun attempt) => Company.ActAsync(attempt.Order.Reference, "approve");

    public override Task FailCardAsync(Begun attempt) => Company.ActAsync(attempt.Order.Reference, "decline");

    public override Task IssueAsync(Begun attempt) => Company.ActAsync(attempt.Order.Reference, "issue");

    public override Task PreliminaryDepositAsync(Begun attempt) => Company.PreliminaryAsync(attempt.Order.Reference, attempt.Order.Amount.Value);

    public override Task DepositAsync(Begun attempt) => Company.ConfirmAsync(attempt.Order.Reference, attempt.Order.Amount.Value);

    public override Task ExpireAsync(Begun attempt) => Company.ExpireAsync(attempt.Order.Reference);

    public override Task RepeatAsync(Begun attempt) => Company.RepeatAsync(attempt.Order.Reference);

    public override void TakeOneYenMore() => Company.AmountOffset = 1;

    public override int PaymentsOf(GatewayOrder order) => Company.Purchases.Values.Count(purchase => purchase["order_id"] == order.Reference);

    public override bool IsPayable(Begun attempt) => Company.Purchases[attempt.Order.Reference].State is SbPaymentStandIn.State.Open or SbPaymentStandIn.State.Issued;

    public override Yen RefundedOf(GatewayOrder order) => Yen.Zero;

    public override GatewayNotification Forged(GatewayNotification genuine) =>
        genuine with { Body = SbPaymentStandIn.Sign(Result(genuine), "0000000000000000000000000000000000000000") };

    public override GatewayNotification Altered(GatewayNotification genuine) =>
        genuine with { Body = SbPaymentForm.Write(SbPaymentForm.Read(genuine.Body.ToArray()).Select(field => field.Key == "amount" ? new("amount", "1") : field)) };

    /// <summary>The fields of a result without its hash.</summary>
    public static IReadOnlyDictionary<string, string> Result(GatewayNotification notification) =>
        SbPaymentForm.Read(notification.Body.ToArray()).Where(field => field.Key != "sps_hashcode").ToDictionary();

    protected override IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        new("Payments:Methods:Card", "SbPayment"),
        new("Payments:Methods:ConvenienceStore", "SbPayment"),
        new("Gateways:SbPayment:MerchantId", SbPaymentStandIn.Merchant),
        new("Gateways:SbPayment:ServiceId", SbPaymentStandIn.Service),
        new("Gateways:SbPayment:HashKey", SbPaymentStandIn.Key),
        new("Gateways:SbPayment:RequestUrl", Company.RequestUrl),
    ];

    protected override async Task VisitAsync(Begun attempt)
    {
        var form = Assert.IsType<Handover.ByForm>(attempt.Handover);
        Assert.Equal("Shift_JIS", form.Charset);
        using var content = new ByteArrayContent(SbPaymentForm.Write(form.Fields));
        using var page = await Browser.PostAsync(form.Action, content, TestContext.Current.CancellationToken);
        Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways;
using MemberHub.Tests.Gateways.StandIns;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Payments;

/// <summary>A card is declined on a page of Stripe that stays open, and the member gives the attempt up.</summary>
public sealed class DeclinedCardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inquiry_after_the_decline_leaves_the_page_known_and_the_order_can_be_cancelled()
    {
        await using var app = new TestApp();
        await using var company = new StripeStandIn(app.Clock);
        await company.StartAsync();
        app.Settings["Payments:Methods:Card"] = "Stripe";
        app.Settings["Gateways:Stripe:SecretKey"] = StripeStandIn.SecretKey;
        app.Settings["Gateways:Stripe:WebhookSecrets:0"] = "whsec_StandInFirstSecret";
        app.Settings["Gateways:Stripe:ApiBase"] = company.Address;
        app.Settings["Gateways:Stripe:CheckoutOrigin"] = company.Address;
        app.StartServer();
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).Charged(2026, 12_000).AddAsync();
        var form = new StartOrderForm { Method = PaymentMethod.Card, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 };
        var reference = (await app.Services.GetRequiredService<StartOrder>().RunAsync(member, form, Cancel)).OrThrow();
        var page = (await app.Services.GetRequiredService<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow().Transaction;
        company.Books.DeclineSession(page);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        await app.Services.GetRequiredService<AskForOutcomes>().RunAsync(Cancel);

        await using var database = app.Databases.Open(member.SocietyId);
        var order = await database.PaymentOrders.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((page, 1), (order.Transaction, order.Inquiries));
        (await app.Services.GetRequiredService<CancelOrder>().RunAsync(member, order.Id, Cancel)).OrThrow();
        Assert.Equal("expired", company.Books.Sessions[page]["status"]!.GetValue<string>());
    }

    [Fact]
    [Trait("Runs", "Once")]
    public async Task A_page_of_which_only_the_payment_is_known_is_closed_as_well()
    {
        await using var driver = new StripeDriver();
        await driver.StartAsync();
        var attempt = await driver.BeginAsync(driver.Card());
        driver.Company.Books.DeclineSession(attempt.Handover.Transaction);

        Assert.Equal(CancelAnswer.Cancelled, await driver.Gateway.CancelAsync(new GatewayPayment(attempt.Order.Reference, "", attempt.Order.Amount), Cancel));

        Assert.False(driver.IsPayable(attempt));
    }
}

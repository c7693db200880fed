using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Features.Sandbox;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Gateways;

public sealed class SandboxConformanceTests() : GatewayConformance(new SandboxDriver());

/// <summary>The sandbox, served by a MemberHub of its own.</summary>
public sealed class SandboxDriver : GatewayDriver
{
    private const string Secret = "shared secret of two servers";

    private readonly TestApp company = new();
    private long offset;
    private bool stopped;

    public override string Name => "Sandbox";

    public override bool CallsToBegin => true;

    public override bool ReportsPreliminaryDeposits => true;

    public override IReadOnlyDictionary<NotificationOutcome, (int Status, string ContentType, string Text)> Answers { get; } =
        Enum.GetValues<NotificationOutcome>().ToDictionary(outcome => outcome, outcome => outcome switch
        {
            NotificationOutcome.Malformed or NotificationOutcome.NotGenuine => (400, "application/json", "{}"),
            NotificationOutcome.TryAgain => (500, "application/json", "{}"),
            _ => (200, "application/json", "{}"),
        });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public override Task StartCompanyAsync()
    {
        company.Settings["Gateways:Sandbox:Enabled"] = "true";
        company.Settings["Gateways:Sandbox:Secret"] = Secret;
        company.StartServer();
        return Task.CompletedTask;
    }

    public override async Task StopCompanyAsync()
    {
        if (!stopped)
        {
            stopped = true;
            await company.DisposeAsync();
        }
    }

    public override Task PayCardAsync(Begun attempt) => ActAsync(attempt, PaymentAction.Charge, attempt.Order.Amount + new Yen(offset));

    public override Task FailCardAsync(Begun attempt) => ActAsync(attempt, PaymentAction.Decline);

    public override Task IssueAsync(Begun attempt) => Task.CompletedTask;

    public override Task PreliminaryDepositAsync(Begun attempt) => ActAsync(attempt, PaymentAction.Deposit);

    public override Task DepositAsync(Begun attempt) => ActAsync(attempt, PaymentAction.Confirm);

    public override Task ExpireAsync(Begun attempt) => ActAsync(attempt, PaymentAction.Expire);

    public override async Task RepeatAsync(Begun attempt)
    {
        KeepTime();
        await using var database = company.Databases.OpenAcrossSocieties();
        var reports = await database.SandboxNotifications.Where(report => report.Transaction == attempt.Handover.Transaction).Select(report => report.Id).ToListAsync(Cancel);
        foreach (var report in reports)
        {
            await company.Services.GetRequiredService<ActOnNotification>().RunAsync(report, NotificationAction.Send, 0, Cancel);
        }
    }

    public override void TakeOneYenMore() => offset = 1;

    public override int PaymentsOf(GatewayOrder order)
    {
        using var database = company.Databases.OpenAcrossSocieties();
        return database.SandboxPayments.Count(payment => payment.Reference == order.Reference);
    }

    public override bool IsPayable(Begun attempt)
    {
        using var database = company.Databases.OpenAcrossSocieties();
        return database.SandboxPayments.Any(payment => payment.Reference == attempt.Order.Reference && payment.State == MemberHub.Data.Sandbox.SandboxState.Open);
    }

    public override Yen RefundedOf(GatewayOrder order)
    {
        using var database = company.Databases.OpenAcrossSocieties();
        return database.SandboxPayments.Where(payment => payment.Reference == order.Reference).Select(payment => payment.Refunded).Single();
    }

    public override GatewayNotification Forged(GatewayNotification genuine) =>
        genuine with { Signature = SandboxSignature.Of(genuine.Body.Span, "a secret of somebody else", Clock.UtcNow()) };

    public override GatewayNotification Altered(GatewayNotification genuine) =>
        genuine with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(genuine.Body.Span).Replace("12000", "12001", StringComparison.Ordinal)) };

    protected override IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        new("Payments:Methods:Card", Name),
        new("Payments:Methods:ConvenienceStore", Name),
        new("Gateways:Sandbox:Url", company.ClientOptions.BaseAddress.ToString()),
        new("Gateways:Sandbox:Secret", Secret),
    ];

    protected override async Task VisitAsync(Begun attempt)
    {
        if (attempt.Handover is Handover.ToPage to)
        {
            using var page = await Browser.GetAsync(to.Page, Cancel);
            Assert.True(page.IsSuccessStatusCode);
        }
    }

    private async Task ActAsync(Begun attempt, PaymentAction action, Yen? amount = null)
    {
        KeepTime();
        Assert.True(await company.Services.GetRequiredService<ActOnPayment>().RunAsync(attempt.Handover.Transaction, action, amount, Cancel));
    }

    // Both servers live at the same moment, which the suite moves on.
    private void KeepTime() => company.Clock.Set(Clock.GetUtcNow());
}

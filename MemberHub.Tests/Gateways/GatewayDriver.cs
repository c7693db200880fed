using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways.StandIns;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Tests.Gateways;

/// <summary>An attempt that was begun: what was ordered and how the company wants it paid.</summary>
public sealed record Begun(GatewayOrder Order, Handover Handover);

/// <summary>
/// What the conformance suite needs of one gateway: the client as the portal sets it up, and the company at the other end, which the
/// suite makes pay, expire, repeat and misbehave.
/// </summary>
public abstract class GatewayDriver : IAsyncDisposable
{
    private WebApplication? app;

    protected GatewayDriver() => Portal = new PortalStandIn(Clock);

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9)));

    public PortalStandIn Portal { get; }

    public CapturedLogs Logs { get; } = new();

    /// <summary>What a browser does; it follows no redirect.</summary>
    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public IPaymentGateway Gateway => Services.GetRequiredService<PaymentGateways>().Find(Name) ?? throw new InvalidOperationException("The gateway is not set up.");

    public abstract string Name { get; }

    /// <summary>The portal calls the company to begin; otherwise only the payer's browser goes there.</summary>
    public abstract bool CallsToBegin { get; }

    /// <summary>The store's report comes first as 速報, later as 確報.</summary>
    public abstract bool ReportsPreliminaryDeposits { get; }

    /// <summary>Status, content type and text of each answer.</summary>
    public abstract IReadOnlyDictionary<NotificationOutcome, (int Status, string ContentType, string Text)> Answers { get; }

    protected IServiceProvider Services => app?.Services ?? throw new InvalidOperationException("Not started.");

    public virtual async Task StartAsync()
    {
        await Portal.StartAsync();
        await StartCompanyAsync();
        app = Build(Settings());
        Portal.Answers = _ => Gateway.Answer(NotificationOutcome.Applied);
    }

    public abstract Task StartCompanyAsync();

    public abstract Task StopCompanyAsync();

    /// <summary>Begins as the portal does and goes to the company as the browser does.</summary>
    public async Task<Begun> BeginAsync(GatewayOrder order)
    {
        var attempt = new Begun(order, await Gateway.BeginAsync(order, TestContext.Current.CancellationToken));
        await VisitAsync(attempt);
        return attempt;
    }

    public GatewayOrder Card(string reference = "A1B2C3D4E5F6G7H8J9K0", long yen = 12_000) => GatewayOrders.Card(Portal, Clock.UtcNow(), reference, yen);

    public GatewayOrder Store(string reference = "K1L2M3N4P5Q6R7S8T9U0", long yen = 12_000) => GatewayOrders.Store(
        Portal, Clock.UtcNow(), Gateway.Abilities.Stores.Count > 0 ? Gateway.Abilities.Stores[0] : null, reference, yen);

    public abstract Task PayCardAsync(Begun attempt);

    /// <summary>The card is refused, or the payer gives up: this attempt is over.</summary>
    public abstract Task FailCardAsync(Begun attempt);

    /// <summary>The payer asks for the number on the company's page; nothing where it was issued at once.</summary>
    public abstract Task IssueAsync(Begun attempt);

    /// <summary>速報; only with <see cref="ReportsPreliminaryDeposits"/>.</summary>
    public abstract Task PreliminaryDepositAsync(Begun attempt);

    public abstract Task DepositAsync(Begun attempt);

    public abstract Task ExpireAsync(Begun attempt);

    /// <summary>The company sends all that it sent about this attempt again.</summary>
    public abstract Task RepeatAsync(Begun attempt);

    /// <summary>From now on the company takes one yen more than was ordered.</summary>
    public abstract void TakeOneYenMore();

    /// <summary>How many payments the company knows under our reference.</summary>
    public abstract int PaymentsOf(GatewayOrder order);

    /// <summary>It can still be paid there.</summary>
    public abstract bool IsPayable(Begun attempt);

    public abstract Yen RefundedOf(GatewayOrder order);

    /// <summary>The same message, signed with a key that is not ours.</summary>
    public abstract GatewayNotification Forged(GatewayNotification genuine);

    /// <summary>Another amount or another event under the signature of the genuine one.</summary>
    public abstract GatewayNotification Altered(GatewayNotification genuine);

    /// <summary>What the portal knows of the attempt when a job asks for it.</summary>
    public static GatewayPayment PaymentOf(Begun attempt, GatewayReport? last = null) =>
        new(attempt.Order.Reference, last?.Transaction ?? attempt.Handover.Transaction, attempt.Order.Amount);

    /// <summary>What the notifications so far say, in the order in which they came; those without news are left out.</summary>
    public async Task<IReadOnlyList<GatewayReport>> ReportsAsync()
    {
        List<GatewayReport> reports = [];
        foreach (var notification in Portal.Notifications)
        {
            switch (Gateway.Read(notification))
            {
                case NotificationReading.Report report:
                    reports.Add(report.Content);
                    break;
                case NotificationReading.Deferred later when await Gateway.FetchAsync(later.EventId, TestContext.Current.CancellationToken) is { } fetched:
                    reports.Add(fetched);
                    break;
                case NotificationReading.Refused refused:
                    Assert.Fail($"A genuine notification was refused: {refused.Reason}.");
                    break;
            }
        }

        return reports;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await StopCompanyAsync();
        await Portal.DisposeAsync();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    protected abstract IEnumerable<KeyValuePair<string, string>> Settings();

    /// <summary>Goes where the handover leads.</summary>
    protected abstract Task VisitAsync(Begun attempt);

    private WebApplication Build(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Configuration.AddInMemoryCollection(settings.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        _ = builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        _ = builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddGateways();
        return builder.Build();
    }
}

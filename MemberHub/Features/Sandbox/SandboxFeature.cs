using MemberHub.Components.Texts;
using MemberHub.Platform.Gateways.Sandbox;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Sandbox;

/// <summary>
/// A pretended payment company for trying and for tests. It is one of its own: what it knows stands in tables of its own, and it speaks with
/// the portal over HTTP only, so that it may as well run on another server.
/// </summary>
public static partial class SandboxFeature
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    public static void AddSandbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<SandboxText>();
        if (!SandboxGatewaySetup.IsServed(builder.Configuration, builder.Environment))
        {
            return;
        }

        builder.Services.AddSingleton<NotificationCourier>();
        builder.Services.AddSingleton<SandboxBooks>();
        builder.Services.AddSingleton<CreatePayment>();
        builder.Services.AddSingleton<InquirePayment>();
        builder.Services.AddSingleton<CancelPayment>();
        builder.Services.AddSingleton<RefundPayment>();
        builder.Services.AddSingleton<OpenHostedPage>();
        builder.Services.AddSingleton<PayByCard>();
        builder.Services.AddSingleton<OpenConsole>();
        builder.Services.AddSingleton<ActOnPayment>();
        builder.Services.AddSingleton<ActOnNotification>();
        builder.Services.AddSingleton<SetMode>();
        builder.Services.AddSingleton<SendReversed>();
        builder.Services.AddSingleton<ExpireVouchers>();
        builder.Services.AddSingleton<DeliverNotifications>();
        builder.AddJob<SandboxJob>(Pulse);
    }

    /// <summary>Maps nothing where the sandbox is not served.</summary>
    public static void MapSandbox(this WebApplication app)
    {
        if (!SandboxGatewaySetup.IsServed(app.Configuration, app.Environment))
        {
            return;
        }

        if (!app.Environment.IsDevelopment())
        {
            LogServed(app.Logger);
        }

        app.MapSandboxApi();
        app.MapHostedPages();
        app.MapConsole();
        app.MapGet("/sandbox", () => Results.Redirect("/sandbox/console")).AllowAnonymous();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox gateway is served under /sandbox: payments made with it move no real money, and anybody can open its console")]
    private static partial void LogServed(ILogger log);
}

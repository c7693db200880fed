using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Payments;

/// <summary>Paying: the claim, the methods, the gateways' reports and the history.</summary>
public static class PaymentsFeature
{
    // A member who comes back from the gateway waits for this.
    private static readonly TimeSpan MessagePulse = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OrderPulse = TimeSpan.FromMinutes(1);

    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<PaymentsText>();
        services.AddSingleton<OpenClaim>();
        services.AddSingleton<OpenHistory>();
        services.AddSingleton<OpenInvoice>();
        services.AddSingleton<OpenOrder>();
        services.AddSingleton<OpenPayer>();
        services.AddSingleton<MethodChoices>();
        services.AddSingleton<IssueInvoice>();
        services.AddSingleton<StartOrder>();
        services.AddSingleton<SendToGateway>();
        services.AddSingleton<NoteReturn>();
        services.AddSingleton<OrderEnding>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<PaymentMails>();
        services.AddSingleton<GatewayReports>();
        services.AddSingleton<ReceiveNotification>();
        services.AddSingleton<RefusedSenders>();
        services.AddSingleton<ApplyMessages>();
        services.AddSingleton<AskForOutcomes>();
        services.AddSingleton<CloseExpired>();
        services.AddSingleton<NoteUnconfirmed>();
        services.AddSingleton<RemindOfDeadlines>();
        services.AddSingleton<IDemoStep, DemoSlipRequests>();
        services.AddSingleton<IDemoStep, DemoInvoices>();
        services.AddSingleton<IValidator<InvoiceForm>, InvoiceFormValidator>();
        services.AddSingleton<IValidator<StartOrderForm>, StartOrderFormValidator>();
        builder.AddJob<ApplyMessagesJob>(MessagePulse);
        builder.AddJob<LookAfterOrdersJob>(OrderPulse);
    }

    public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapGateways();
}

/// <summary>The words of paying.</summary>
public sealed class PaymentsText;

using FluentValidation;
using MemberHub.Components.Texts;

namespace MemberHub.Features.Payments;

/// <summary>Paying: the claim, the method, the invoice and the history.</summary>
public static class PaymentsFeature
{
    public static void AddPayments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenClaim>();
        builder.Services.AddSingleton<IssueInvoice>();
        builder.Services.AddSingleton<OpenInvoice>();
        builder.Services.AddSingleton<CancelOrder>();
        builder.Services.AddSingleton<OpenHistory>();
        builder.Services.AddSingleton<IValidator<InvoiceForm>, InvoiceFormValidator>();
        builder.Services.AddTexts<PaymentsText>();
    }
}

/// <summary>The words of paying.</summary>
public sealed class PaymentsText;

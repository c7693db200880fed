using FluentValidation;
using MemberHub.Components.Texts;

namespace MemberHub.Features.Invoicing;

/// <summary>What the office invoices by way of exception: single years, several members at once, another addressee; and it voids invoices.</summary>
public static class InvoicingFeature
{
    public static void AddInvoicing(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<InvoicingText>();
        services.AddSingleton<InvoicePress>();
        services.AddSingleton<InvoiceReading>();
        services.AddSingleton<InvoicingMails>();
        services.AddSingleton<OpenSplit>();
        services.AddSingleton<SplitClaim>();
        services.AddSingleton<OpenJointChoice>();
        services.AddSingleton<IssueJointInvoice>();
        services.AddSingleton<OpenInvoiceRecord>();
        services.AddSingleton<ReaddressInvoice>();
        services.AddSingleton<VoidInvoice>();
        services.AddSingleton<IValidator<SplitForm>, SplitFormValidator>();
        services.AddSingleton<IValidator<JointForm>, JointFormValidator>();
        services.AddSingleton<IValidator<ReaddressForm>, ReaddressFormValidator>();
    }
}

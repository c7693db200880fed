namespace MemberHub.Features.Invoicing;

/// <summary>The words of the invoices that the office issues.</summary>
public sealed class InvoicingText;

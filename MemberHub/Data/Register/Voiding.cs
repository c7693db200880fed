using MemberHub.Domain.Documents;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Register;

/// <summary>Voids documents (取消) whose ground is gone. Saves nothing; the caller prints.</summary>
public static class Voiding
{
    /// <summary>The number of the order's invoice that was voided; null when none counted.</summary>
    public static async Task<string?> VoidInvoiceAsync(
        this MemberHubDbContext database, long orderId, Func<InvoiceContent, byte[]> print, DateTime nowUtc, CancellationToken cancel)
    {
        var document = await database.IssuedDocuments.SingleOrDefaultAsync(
            item => item.OrderId == orderId && item.Kind == DocumentKind.Invoice && item.VoidedUtc == null, cancel);
        document?.Void(print(ReadableJson.Read<InvoiceContent>(document.Snapshot)), nowUtc);
        return document?.Number;
    }

    /// <summary>The number of the payment's receipt that was voided; null when none counted.</summary>
    public static async Task<string?> VoidReceiptAsync(
        this MemberHubDbContext database, long paymentId, Func<ReceiptContent, byte[]> print, DateTime nowUtc, CancellationToken cancel)
    {
        var document = await database.IssuedDocuments.SingleOrDefaultAsync(
            item => item.PaymentId == paymentId && item.Kind == DocumentKind.Receipt && item.VoidedUtc == null, cancel);
        document?.Void(print(ReadableJson.Read<ReceiptContent>(document.Snapshot)), nowUtc);
        return document?.Number;
    }
}

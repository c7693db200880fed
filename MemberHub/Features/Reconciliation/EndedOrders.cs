using MemberHub.Data;
using MemberHub.Data.Register;
using MemberHub.Domain.Payments;
using MemberHub.Papers;

namespace MemberHub.Features.Reconciliation;

/// <summary>What a member may have in hand to pay with.</summary>
public enum EndedKind
{
    Invoice,
    Slip,

    /// <summary>お支払い番号 of a convenience store.</summary>
    StoreNumber,

    /// <summary>An order at a gateway that has given the member no number, or none that is known here.</summary>
    Online,
}

/// <summary>What a member is not to pay with any more, because its order ended.</summary>
/// <param name="Number">The number by which the member knows it.</param>
public sealed record EndedOrder(EndedKind Kind, string Number);

/// <summary>Voids the invoices of orders that ended.</summary>
internal static class EndedOrders
{
    /// <summary>What the members had of these orders. An invoice over several members is its institution's, and is not among it.</summary>
    public static async Task<List<EndedOrder>> VoidInvoicesAsync(
        this MemberHubDbContext database, InvoicePaper paper, IEnumerable<PaymentOrder> orders, DateTime nowUtc, CancellationToken cancel)
    {
        var ended = new List<EndedOrder>();
        foreach (var order in orders)
        {
            var invoice = await database.VoidInvoiceAsync(order.Id, content => paper.Render(content, nowUtc, voided: true).Bytes, nowUtc, cancel);
            if (Of(order, invoice) is { } had)
            {
                ended.Add(had);
            }
        }

        return ended;
    }

    /// <summary>The numbers of the invoices among them.</summary>
    public static IReadOnlyList<string> Invoices(this IEnumerable<EndedOrder> ended) => [.. ended.Where(order => order.Kind == EndedKind.Invoice).Select(order => order.Number)];

    private static EndedOrder? Of(PaymentOrder order, string? invoice) => order switch
    {
        { Method: PaymentMethod.BankTransfer } => invoice is null ? null : new EndedOrder(EndedKind.Invoice, invoice),
        { Method: PaymentMethod.PaymentSlip } => new EndedOrder(EndedKind.Slip, SlipNumber.Of(order.Id, order.CreatedUtc)),
        { Details.Voucher.Number: { Length: > 0 } number } => new EndedOrder(EndedKind.StoreNumber, number),
        _ => new EndedOrder(EndedKind.Online, order.Reference),
    };
}

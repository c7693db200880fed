using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Invoicing;

/// <summary>An issued invoice with the orders that it asks money for: one, or one per member.</summary>
public sealed record InvoiceAndOrders(IssuedDocument Invoice, IReadOnlyList<PaymentOrder> Orders)
{
    /// <summary>Those that still wait for their money.</summary>
    public IReadOnlyList<PaymentOrder> Live => [.. Orders.Where(order => order.State == OrderState.AwaitingTransfer)];

    /// <summary>It counts, waits for its money, and none has come.</summary>
    public bool CanBeEnded => Invoice.VoidedUtc is null && Live.Count > 0 && Orders.All(order => order.State != OrderState.Paid);
}

/// <summary>Finds invoices with their orders, and says who was first.</summary>
public sealed class InvoiceReading(IStringLocalizer<InvoicingText> text)
{
    /// <summary>Null for a number that is no invoice of the society.</summary>
    public static async Task<InvoiceAndOrders?> FindAsync(MemberHubDbContext database, string number, CancellationToken cancel)
    {
        var invoice = await database.IssuedDocuments.SingleOrDefaultAsync(document => document.Number == number && document.Kind == DocumentKind.Invoice, cancel);
        return invoice is null ? null : new InvoiceAndOrders(
            invoice, await database.WholeOrders().Where(order => order.Id == invoice.OrderId || order.JointInvoiceId == invoice.Id).OrderBy(order => order.Id).ToListAsync(cancel));
    }

    /// <summary>The same, read after the ledgers of all its members are locked.</summary>
    public static async Task<InvoiceAndOrders?> FindLockedAsync(MemberHubDbContext database, string number, CancellationToken cancel)
    {
        var members = await (
            from document in database.IssuedDocuments
            where document.Number == number && document.Kind == DocumentKind.Invoice
            from order in database.PaymentOrders
            where order.Id == document.OrderId || order.JointInvoiceId == document.Id
            select order.MemberId).Distinct().ToListAsync(cancel);
        await database.LockLedgersAsync(members, cancel);
        return await FindAsync(database, number, cancel);
    }

    /// <summary>Why nobody can end it any more.</summary>
    public async Task<Refusal> RefusalOfAsync(MemberHubDbContext database, InvoiceAndOrders found, CancellationToken cancel)
    {
        if (found.Invoice.VoidedUtc is null && found.Live.Count > 0)
        {
            return new InvoicePartlyPaid(found.Invoice.Number);
        }

        var last = found.Orders.SelectMany(order => order.Events).OrderBy(item => item.OccurredUtc).ThenBy(item => item.Id).Last();
        var order = found.Orders.First(item => item.Events.Contains(last));
        var open = (await database.ReadChargesAsync([order.MemberId], cancel))[order.MemberId].ToDictionary(charge => charge.ChargeId, charge => charge.Open);
        var money = await database.ReadMoneyOfPaidAsync([order], open, cancel);
        var state = money.GetValueOrDefault(order.Id) is { IsPaidInPart: true } ? "State.PaidInPart" : $"State.{order.State}";
        return new InvoiceHandled(
            found.Invoice.Number,
            text[found.Invoice.VoidedUtc is not null ? "State.Void" : state],
            await database.ReadStaffNameAsync(last.AccountId, cancel) is { Length: > 0 } name ? name : text["Somebody"],
            JapanTime.Local(last.OccurredUtc).ToString("M/d HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }
}

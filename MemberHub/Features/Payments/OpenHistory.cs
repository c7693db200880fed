using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Reads a member's payment history in four statements.</summary>
public sealed class OpenHistory(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How many lines the page shows at the most.</summary>
    public const int PageSize = 50;

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, IAsyncEnumerable<OrderRow>>> Orders = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId) => database.PaymentOrders.AsNoTracking()
            .Where(order => order.MemberId == memberId)
            .OrderByDescending(order => order.CreatedUtc).ThenByDescending(order => order.Id).Take(PageSize)
            .Select(order => new OrderRow(
                order,
                order.Lines,
                order.Events,
                database.IssuedDocuments.Where(document => document.OrderId == order.Id && document.Kind == DocumentKind.Invoice)
                    .Select(document => new InvoiceRow(document.Number, document.DueOn, document.Counterparty)).FirstOrDefault(),
                database.IssuedDocuments.Where(document => document.Id == order.JointInvoiceId)
                    .Select(document => new InvoiceRow(document.Number, document.DueOn, document.Counterparty)).FirstOrDefault()))));

    private static readonly CompiledQuery<Func<MemberHubDbContext, long, IAsyncEnumerable<StoredPayment>>> Payments = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId) => database.Payments
            .Where(payment => payment.MemberId == memberId)
            .OrderByDescending(payment => payment.ReceivedOn).ThenByDescending(payment => payment.Id).Take(PageSize)
            .Select(payment => new StoredPayment(
                payment.Id,
                payment.OrderId,
                payment.ReceivedOn,
                payment.Method,
                payment.Source,
                payment.Amount,
                payment.Allocations.Where(allocation => allocation.ReversedUtc == null).Select(allocation => new StoredPart(allocation.ChargeId, allocation.Amount)).ToList(),
                database.Refunds.Where(refund => refund.PaymentId == payment.Id).Select(refund => new RefundRow(refund.Amount, refund.DoneUtc)).ToList()))));

    public async Task<Result<PaymentHistory>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var ledger = await database.ReadLedgerAsync(memberId, clock.Today(), cancel);
        var charges = ledger.Charges.ToDictionary(charge => charge.ChargeId);
        var payments = await PaymentsAsync(database, memberId, cancel);
        var orders = await OrdersAsync(database, memberId, charges, payments.ToLookup(payment => payment.OrderId), cancel);
        var others = payments.Where(payment => payment.OrderId is null || payment.Charges.Count == 0).Select(payment => ToEntry(payment, charges));
        return new PaymentHistory(ledger, [.. orders.Concat(others).OrderByDescending(entry => entry.Day).ThenByDescending(entry => entry.Order?.OrderId).Take(PageSize)]);
    }

    private static HistoryEntry ToEntry(PaymentRow payment, Dictionary<long, ChargePosition> charges) => new()
    {
        PaymentId = payment.Id,
        Day = payment.ReceivedOn,
        Method = payment.Method,
        Years = [.. payment.Charges.Select(charge => charges[charge].Year).Distinct().Order()],
        Amount = payment.Amount,
        HasReceipt = payment.HasReceipt,
        Imported = payment.Imported,
        Credited = payment.Credited,
        SentBack = payment.SentBack,
    };

    private static async Task<IEnumerable<HistoryEntry>> OrdersAsync(
        MemberHubDbContext database, long memberId, Dictionary<long, ChargePosition> charges, ILookup<long?, PaymentRow> payments, CancellationToken cancel)
    {
        var orders = await Orders.On(database)(database, memberId).ToListAsync(cancel);
        return orders.Select(row =>
        {
            var came = payments[row.Order.Id].ToList();
            var view = OrderViews.Of(row.Order, row.Lines, row.Events, row.Lines.Select(line => charges[line.ChargeId].Year), came.ConvertAll(payment => payment.ToOrderPayment())) with
            {
                InvoiceNumber = row.Invoice?.Number,
                InvoiceDueOn = row.Invoice?.DueOn ?? row.Joint?.DueOn,
                PaidBy = row.Joint?.Counterparty ?? "",
                StillOpen = row.Lines.Select(line => line.ChargeId).Distinct().Total(charge => charges[charge].Open),

                // The page keeps what it shows; whom a slip or a voucher is for it does not show.
                Details = row.Order.Details with { Contact = null, SlipTo = null },
            };
            return new HistoryEntry
            {
                Order = view,
                PaymentId = came.Find(payment => payment.HasReceipt)?.Id,
                Day = JapanTime.DateOf(row.Order.CreatedUtc),
                Method = row.Order.Method,
                Years = view.Years,
                Amount = view.CameShort ? view.Came : view.Amount,
                SentBack = SentBack.Of(came.Where(payment => payment.Charges.Count > 0).Select(payment => payment.SentBack)),
                HasReceipt = came.Exists(payment => payment.HasReceipt),
            };
        });
    }

    private static async Task<List<PaymentRow>> PaymentsAsync(MemberHubDbContext database, long memberId, CancellationToken cancel)
    {
        var payments = await Payments.On(database)(database, memberId).ToListAsync(cancel);
        return payments.ConvertAll(payment => new PaymentRow(
            payment.Id,
            payment.OrderId,
            payment.ReceivedOn,
            payment.Method,
            payment.Amount,
            payment.Parts.Total(part => part.Amount),
            payment.Amount - payment.Parts.Total(part => part.Amount) - payment.Refunds.Total(refund => refund.Amount),
            SentBack.Of(payment.Refunds),
            [.. payment.Parts.Select(part => part.ChargeId)],
            payment.Source != PaymentSource.Import && payment.Parts.Count > 0,
            payment.Source == PaymentSource.Import));
    }

    private sealed record OrderRow(PaymentOrder Order, IReadOnlyList<PaymentOrderLine> Lines, IReadOnlyList<PaymentEvent> Events, InvoiceRow? Invoice, InvoiceRow? Joint);

    private sealed record InvoiceRow(string Number, DateOnly? DueOn, string Counterparty);

    private sealed record StoredPayment(
        long Id, long? OrderId, DateOnly ReceivedOn, PaymentMethod Method, PaymentSource Source, Yen Amount, List<StoredPart> Parts, List<RefundRow> Refunds);

    private sealed record StoredPart(long ChargeId, Yen Amount);

    private sealed record PaymentRow(
        long Id, long? OrderId, DateOnly ReceivedOn, PaymentMethod Method, Yen Amount, Yen Settled, Yen Credited, SentBack SentBack, IReadOnlyList<long> Charges, bool HasReceipt, bool Imported)
    {
        public OrderPayment ToOrderPayment() => new(Id, Settled, Credited, ReceivedOn, SentBack);
    }
}

using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Reads one of the member's own orders.</summary>
public sealed class OpenOrder(MemberHubDatabases databases, PaymentGateways gateways, TimeProvider clock)
{
    public async Task<Result<OrderView>> RunAsync(Actor actor, string reference, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var order = await database.WholeOrders().AsNoTracking()
            .SingleOrDefaultAsync(item => item.Reference == reference && item.MemberId == memberId, cancel);
        if (order is null)
        {
            return new OrderNotFound();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var charges = order.Lines.Select(line => line.ChargeId).ToList();
        var years = await database.DuesCharges.Where(charge => charges.Contains(charge.Id)).Select(charge => charge.FiscalYear).Distinct().ToListAsync(cancel);
        var invoice = order.Method != PaymentMethod.BankTransfer ? null : await database.IssuedDocuments
            .Where(document => document.OrderId == order.Id && document.Kind == DocumentKind.Invoice)
            .Select(document => new { document.Number, document.DueOn }).FirstOrDefaultAsync(cancel);
        var joint = order.JointInvoiceId is null ? null : await database.IssuedDocuments.Where(document => document.Id == order.JointInvoiceId)
            .Select(document => new { document.Counterparty, document.DueOn }).SingleAsync(cancel);
        return OrderViews.Of(order, order.Lines, order.Events, years, await PaymentsAsync(database, order.Id, cancel)) with
        {
            InvoiceNumber = invoice?.Number,
            InvoiceDueOn = invoice?.DueOn ?? joint?.DueOn,
            PaidBy = joint?.Counterparty ?? "",
            StillOpen = order.State == OrderState.Paid ? await OpenAsync(database, order.Id, cancel) : Yen.Zero,
            CanBeStopped = gateways.Find(order.Gateway) is not { Abilities.CanCancel: false },
        };
    }

    private static async Task<List<OrderPayment>> PaymentsAsync(MemberHubDbContext database, long orderId, CancellationToken cancel)
    {
        var payments = await database.Payments.Where(payment => payment.OrderId == orderId).OrderBy(payment => payment.ReceivedOn).ThenBy(payment => payment.Id)
            .Select(payment => new
            {
                payment.Id,
                payment.Amount,
                payment.ReceivedOn,
                Credits = payment.Credits.Where(credit => credit.EndedUtc == null).Select(credit => credit.Amount).ToList(),
                Refunds = database.Refunds.Where(refund => refund.PaymentId == payment.Id).Select(refund => new RefundRow(refund.Amount, refund.DoneUtc)).ToList(),
            }).ToListAsync(cancel);
        return payments.ConvertAll(payment => new OrderPayment(
            payment.Id, payment.Amount - payment.Credits.Total() - payment.Refunds.Total(refund => refund.Amount), payment.Credits.Total(), payment.ReceivedOn, SentBack.Of(payment.Refunds)));
    }

    private static async Task<Yen> OpenAsync(MemberHubDbContext database, long orderId, CancellationToken cancel)
    {
        await database.Database.OpenConnectionAsync(cancel);
        return (await database.ReadOpenOfOrderAsync(orderId, cancel)).Values.Total();
    }
}

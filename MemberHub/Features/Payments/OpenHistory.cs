using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>Reads a member's payment history in five statements.</summary>
public sealed class OpenHistory(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How many lines the page shows at the most.</summary>
    public const int PageSize = 50;

    public async Task<Result<PaymentHistory>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var ledger = await database.ReadLedgerAsync(memberId, clock.Today(), cancel);
        var years = ledger.Charges.ToDictionary(charge => charge.ChargeId, charge => charge.Year);
        IEnumerable<HistoryEntry> entries = [.. await OrdersAsync(database, memberId, years, cancel), .. await PaymentsAsync(database, memberId, years, cancel)];
        return new PaymentHistory(ledger, [.. entries.OrderByDescending(entry => entry.Day).ThenByDescending(entry => entry.OrderId).Take(PageSize)]);
    }

    private static async Task<IEnumerable<HistoryEntry>> OrdersAsync(
        MemberHubDbContext database, long memberId, Dictionary<long, FiscalYear> years, CancellationToken cancel)
    {
        var orders = await database.PaymentOrders.AsNoTracking()
            .Where(order => order.MemberId == memberId)
            .OrderByDescending(order => order.CreatedUtc).ThenByDescending(order => order.Id).Take(PageSize)
            .Select(order => new
            {
                Order = order,
                order.Lines,
                order.Events,
                Document = database.IssuedDocuments.Where(document => document.OrderId == order.Id)
                    .Select(document => new { document.Number, document.DueOn }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return orders.Select(row =>
        {
            var state = OrderStates.Of(row.Events.OrderBy(item => item.Sequence).Select(item => item.Kind));
            return new HistoryEntry
            {
                OrderId = row.Order.Id,
                Day = JapanTime.DateOf(row.Order.CreatedUtc),
                Method = row.Order.Method,
                Years = [.. row.Lines.Select(line => years[line.ChargeId]).Distinct().Order()],
                Amount = row.Lines.Total(line => line.Amount),
                State = Enum.Parse<HistoryState>(state.ToString()),
                DueOn = row.Document?.DueOn,
                DocumentNumber = row.Document?.Number,
                EndedOn = row.Events.Where(item => item.Kind == PaymentEventKind.Cancelled).Select(item => (DateOnly?)JapanTime.DateOf(item.OccurredUtc)).LastOrDefault(),
            };
        });
    }

    private static async Task<IEnumerable<HistoryEntry>> PaymentsAsync(
        MemberHubDbContext database, long memberId, Dictionary<long, FiscalYear> years, CancellationToken cancel)
    {
        var payments = await database.Payments
            .Where(payment => payment.MemberId == memberId)
            .OrderByDescending(payment => payment.ReceivedOn).ThenByDescending(payment => payment.Id).Take(PageSize)
            .Select(payment => new
            {
                payment.Id,
                payment.Source,
                payment.ReceivedOn,
                payment.Method,
                payment.Amount,
                Charges = database.Allocations.Where(allocation => allocation.PaymentId == payment.Id && allocation.ReversedUtc == null).Select(allocation => allocation.ChargeId).ToList(),
            })
            .ToListAsync(cancel);
        return payments.Select(payment => new HistoryEntry
        {
            Day = payment.ReceivedOn,
            Method = payment.Method,
            Years = [.. payment.Charges.Select(charge => years[charge]).Distinct().Order()],
            Amount = payment.Amount,
            State = payment.Charges.Count > 0 ? HistoryState.Received : HistoryState.Credited,
            PaymentId = payment.Id,
            Imported = payment.Source == PaymentSource.Import,
        });
    }
}

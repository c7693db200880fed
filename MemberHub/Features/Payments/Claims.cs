using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>A member's claim beside the orders that already hold some of it.</summary>
/// <param name="Payable">The claim's lines that no live order holds: what can be paid now, all together.</param>
public sealed record ClaimAndOrders(MemberLedger Ledger, IReadOnlyList<ChargePosition> Payable, IReadOnlyList<LiveOrder> Live)
{
    public Yen Total => Payable.Total(line => line.Open);

    /// <summary>The lines of a year that has not begun: they may be left for later.</summary>
    public IReadOnlyList<ChargePosition> Coming => [.. Payable.Where(line => line.PeriodStart > Ledger.AsOf)];

    /// <summary>What is paid: all years that have begun, and the coming one when the member adds it or when nothing else is open.</summary>
    public IReadOnlyList<ChargePosition> Chosen(bool addComingYear) =>
        addComingYear || Coming.Count == Payable.Count ? Payable : [.. Payable.Where(line => line.PeriodStart <= Ledger.AsOf)];

    /// <summary>The claim as it would be if the member ended the live orders. What an institution was asked for stays with it.</summary>
    public ClaimAndOrders Freed()
    {
        var kept = Live.Where(order => order.IsJoint).ToList();
        var charges = kept.SelectMany(order => order.Charges).ToHashSet();
        return this with { Payable = [.. Ledger.ToClaim().Lines.Where(line => !charges.Contains(line.ChargeId))], Live = kept };
    }
}

/// <summary>An order that may still bring money.</summary>
public sealed record LiveOrder
{
    public required long OrderId { get; init; }

    public required string Reference { get; init; }

    public required PaymentMethod Method { get; init; }

    public required OrderState State { get; init; }

    public required Yen Amount { get; init; }

    /// <summary>What it asks for.</summary>
    public required IReadOnlyList<long> Charges { get; init; }

    /// <summary>Whom the office has asked for it together with other members' dues (勤務先への一括請求); empty for the member's own order.</summary>
    public string PaidBy { get; init; } = "";

    public bool IsJoint => PaidBy.Length > 0;

    /// <summary>The invoice's number; null for other methods.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The invoice's payment due date; null for other methods.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Until when a voucher can be paid, UTC; null without one.</summary>
    public DateTime? DeadlineUtc { get; init; }

    public required PaymentDetails Details { get; init; }
}

/// <summary>Reads the claim for the pages and the use cases of paying; five statements at the most.</summary>
public static class Claims
{
    public static async Task<ClaimAndOrders> ReadClaimAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var held = await (
            from line in database.PaymentOrderLines
            join order in database.PaymentOrders on line.OrderId equals order.Id
            where order.MemberId == memberId && line.ClosedUtc == null
            select new { line.ChargeId, line.Amount, order.Id, order.Reference, order.Method, order.DeadlineUtc, order.Details, order.JointInvoiceId }).AsNoTracking().ToListAsync(cancel);
        if (held.Count == 0)
        {
            return new ClaimAndOrders(ledger, ledger.ToClaim().Lines, []);
        }

        var orders = held.Select(line => line.Id).Distinct().ToList();
        var events = (await database.PaymentEvents.Where(item => orders.Contains(item.OrderId)).OrderBy(item => item.Sequence)
            .Select(item => new { item.OrderId, item.Kind }).ToListAsync(cancel)).ToLookup(item => item.OrderId, item => item.Kind);
        var documents = await database.IssuedDocuments
            .Where(document => document.OrderId != null && orders.Contains(document.OrderId.Value) && document.VoidedUtc == null)
            .Select(document => new { document.OrderId, document.Number, document.DueOn })
            .ToListAsync(cancel);
        var joint = held.Select(line => line.JointInvoiceId).OfType<long>().Distinct().ToList();
        var payers = joint.Count == 0 ? [] : await database.IssuedDocuments.Where(document => joint.Contains(document.Id))
            .Select(document => new { document.Id, document.Counterparty, document.DueOn }).ToListAsync(cancel);
        var inOrders = held.Select(line => line.ChargeId).ToHashSet();
        return new ClaimAndOrders(
            ledger,
            [.. ledger.ToClaim().Lines.Where(line => !inOrders.Contains(line.ChargeId))],
            [.. held.GroupBy(line => line.Id).Select(lines =>
            {
                var (order, document) = (lines.First(), documents.Find(item => item.OrderId == lines.Key));
                var payer = payers.Find(item => item.Id == order.JointInvoiceId);
                return new LiveOrder
                {
                    OrderId = order.Id,
                    Reference = order.Reference,
                    Method = order.Method,
                    State = OrderStates.Of(events[order.Id]),
                    Amount = lines.Total(line => line.Amount),
                    Charges = [.. lines.Select(line => line.ChargeId)],
                    PaidBy = payer?.Counterparty ?? "",
                    DocumentNumber = document?.Number,
                    DueOn = document?.DueOn ?? payer?.DueOn,
                    DeadlineUtc = order.DeadlineUtc,
                    Details = order.Details,
                };
            })]);
    }
}

using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>A member's claim beside the orders that already hold some of it.</summary>
/// <param name="Payable">The claim's lines that no live order holds: what can be paid now, all together.</param>
public sealed record ClaimAndOrders(MemberLedger Ledger, IReadOnlyList<ChargePosition> Payable, IReadOnlyList<LiveOrder> Live)
{
    public Yen Total => Payable.Total(line => line.Open);
}

/// <summary>An order that may still bring money.</summary>
public sealed record LiveOrder(long OrderId, PaymentMethod Method, string? DocumentNumber, DateOnly? DueOn, Yen Amount);

/// <summary>Reads the claim for the pages and the use cases of paying; four statements.</summary>
public static class Claims
{
    public static async Task<ClaimAndOrders> ReadClaimAsync(this MemberHubDbContext database, long memberId, DateOnly today, CancellationToken cancel)
    {
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var held = await (
            from line in database.PaymentOrderLines
            join order in database.PaymentOrders on line.OrderId equals order.Id
            where order.MemberId == memberId && line.ClosedUtc == null
            select new { line.OrderId, line.ChargeId, line.Amount, order.Method }).ToListAsync(cancel);
        var documents = held.Count == 0 ? [] : await database.IssuedDocuments
            .Where(document => document.MemberId == memberId && document.VoidedUtc == null)
            .Select(document => new { document.OrderId, document.Number, document.DueOn })
            .ToListAsync(cancel);
        var inOrders = held.Select(line => line.ChargeId).ToHashSet();
        return new ClaimAndOrders(
            ledger,
            [.. ledger.ToClaim().Lines.Where(line => !inOrders.Contains(line.ChargeId))],
            [.. held.GroupBy(line => (line.OrderId, line.Method)).Select(order =>
            {
                var document = documents.Find(item => item.OrderId == order.Key.OrderId);
                return new LiveOrder(order.Key.OrderId, order.Key.Method, document?.Number, document?.DueOn, order.Total(line => line.Amount));
            })]);
    }
}

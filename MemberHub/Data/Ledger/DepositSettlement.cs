using System.Globalization;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>What of a deposit is booked for one member.</summary>
/// <param name="Charges">What it settles, in this order; empty for all that the member has to pay, oldest first.</param>
/// <param name="OrderId">The invoice or slip that it was sent for; null to find it by the charges.</param>
/// <param name="Forgiven">What is missing and borne by the society (差額の学会負担).</param>
public sealed record DepositPart(long MemberId, Yen Amount, IReadOnlyList<long> Charges, long? OrderId, Yen Forgiven);

/// <summary>What became of a part: its payment, the order it paid, and the orders that it made needless.</summary>
public sealed record BookedPart(Payment Payment, Yen Allocated, Yen Credited, Yen Forgiven, PaymentOrder? Paid, IReadOnlyList<PaymentOrder> Ended);

/// <summary>
/// Books deposits (消込) and undoes that. Adds rows to the open context; the caller saves them, holds the transaction and the ledgers' locks, and voids
/// the invoices of the orders that ended.
/// </summary>
public static class DepositSettlement
{
    /// <summary>The detail of the event by which an order ends because its charges were paid another way.</summary>
    public const string SettledOtherwise = "settled otherwise";

    /// <summary>
    /// Every yen of the part is allocated or credited. An invoice or slip for just these charges is paid by it; others end, and so does an online
    /// order, whoever asks to book on it: its own money comes through its gateway.
    /// </summary>
    public static async Task<BookedPart> SettlePartAsync(
        this MemberHubDbContext database, UnmatchedDeposit deposit, DepositPart part, string reason, long accountId, DateOnly today, DateTime nowUtc, CancellationToken cancel)
    {
        var ledger = await database.ReadLedgerAsync(part.MemberId, today, cancel);
        var wanted = part.Charges.ToHashSet();
        var chosen = wanted.Count == 0 ? ledger.ToClaim().Lines : [.. ledger.Charges.Where(charge => wanted.Contains(charge.ChargeId)).OrderBy(charge => charge.Year).ThenBy(charge => charge.Item)];
        var live = await database.LiveOrdersAsync(part.MemberId, cancel);
        var waiting = live.FindAll(item => !item.Method.IsOnline());
        var order = waiting.Find(item => item.Id == part.OrderId) ?? waiting.Find(item => item.Lines.Select(line => line.ChargeId).ToHashSet().SetEquals(chosen.Select(charge => charge.ChargeId)));
        var payment = new Payment(part.MemberId, part.Amount, deposit.ReceivedOn, order?.Method ?? deposit.Method, PaymentSource.Office) { OrderId = order?.Id, DepositId = deposit.Id };
        var left = part.Amount;
        var missing = new List<(long ChargeId, Yen Open)>();
        foreach (var charge in chosen)
        {
            var paid = Yen.Min(left, charge.Open);
            if (paid > Yen.Zero)
            {
                payment.Allocate(charge.ChargeId, paid);
                left -= paid;
            }

            missing.Add((charge.ChargeId, charge.Open - paid));
        }

        payment.CreditTheRest();
        database.Add(payment);
        var forgiven = database.Forgive(missing, part.Forgiven, reason, deposit, today);
        order?.Record(PaymentEventKind.Settled, nowUtc, accountId, part.Amount.Value.ToString(CultureInfo.InvariantCulture));
        var touched = payment.Allocations.Select(item => item.ChargeId).ToHashSet();
        return new BookedPart(payment, part.Amount - left, left, forgiven, order, EndTouched(live.Where(item => item != order), touched, accountId, nowUtc));
    }

    /// <summary>The member's orders that hold charges, with lines and events.</summary>
    public static Task<List<PaymentOrder>> LiveOrdersAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) =>
        database.WholeOrders()
            .Where(order => order.MemberId == memberId && order.Lines.Any(line => line.ClosedUtc == null)).ToListAsync(cancel);

    /// <summary>Ends the orders that ask for a charge which was paid without them. Money that is on its way for one of them becomes credit.</summary>
    public static IReadOnlyList<PaymentOrder> EndTouched(IEnumerable<PaymentOrder> live, IReadOnlySet<long> charges, long accountId, DateTime nowUtc) =>
        [.. live.Where(order => order.Lines.Any(line => charges.Contains(line.ChargeId)) && order.Record(PaymentEventKind.Cancelled, nowUtc, accountId, SettledOtherwise))];

    /// <summary>Whether one of the order's charges was settled in part without it, so that it asks for more than is open.</summary>
    public static async Task<bool> AsksForTooMuchAsync(this MemberHubDbContext database, PaymentOrder order, CancellationToken cancel)
    {
        var open = await database.ReadOpenOfOrderAsync(order.Id, cancel);
        return order.Lines.Any(line => open.GetValueOrDefault(line.ChargeId) < line.Amount);
    }

    /// <summary>
    /// Undoes what was booked of a deposit: allocations, also those that its credit was used for (充当), credits and waivers are reversed, orders wait for
    /// their money again. Null when a part of it was sent back, or is to be. The orders in the answer ended instead: another order holds their charges, less
    /// than they ask for is open, or they are online ones, which deposits were booked onto once and whose own money comes through their gateway. Saves
    /// what it reverses, since that decides what is open.
    /// </summary>
    public static async Task<IReadOnlyList<PaymentOrder>?> UndoAsync(
        this MemberHubDbContext database, UnmatchedDeposit deposit, IReadOnlyList<Payment> payments, long accountId, DateTime nowUtc, CancellationToken cancel)
    {
        var ids = payments.Select(payment => payment.Id).ToList();
        if (await database.Refunds.AnyAsync(refund => ids.Contains(refund.PaymentId), cancel))
        {
            return null;
        }

        foreach (var waiver in await database.Waivers.Where(item => item.DepositId == deposit.Id).ToListAsync(cancel))
        {
            waiver.Reverse(nowUtc);
        }

        database.RemoveRange(await database.PayerAliases.Where(alias => alias.DepositId == deposit.Id).ToListAsync(cancel));
        foreach (var payment in payments)
        {
            payment.Reverse(nowUtc);
        }

        await database.SaveChangesAsync(cancel);
        var ended = new List<PaymentOrder>();
        foreach (var orderId in payments.Select(payment => payment.OrderId).OfType<long>())
        {
            if (await database.ReopenAsync(orderId, accountId, nowUtc, cancel) is { } order)
            {
                ended.Add(order);
            }
        }

        return ended;
    }

    private static async Task<PaymentOrder?> ReopenAsync(this MemberHubDbContext database, long orderId, long accountId, DateTime nowUtc, CancellationToken cancel)
    {
        var order = await database.WholeOrders().SingleAsync(item => item.Id == orderId, cancel);
        var charges = order.Lines.Select(line => line.ChargeId).ToList();
        var isHeld = await database.PaymentOrderLines.AnyAsync(line => line.ClosedUtc == null && line.OrderId != orderId && charges.Contains(line.ChargeId), cancel);
        if (!order.Record(PaymentEventKind.SettlementUndone, nowUtc, accountId))
        {
            throw new InvalidOperationException($"The settlement of order {orderId}, {order.Method} and {order.State}, cannot be undone.");
        }

        // One whose deposit a store has reported (速報) waits for the confirmation.
        return (isHeld || order.Method.IsOnline() || await database.AsksForTooMuchAsync(order, cancel)) && order.Record(PaymentEventKind.Cancelled, nowUtc, accountId, SettledOtherwise)
            ? order
            : null;
    }

    private static Yen Forgive(this MemberHubDbContext database, IEnumerable<(long ChargeId, Yen Open)> missing, Yen forgiven, string reason, UnmatchedDeposit deposit, DateOnly today)
    {
        var left = forgiven;
        foreach (var (chargeId, open) in missing)
        {
            var part = Yen.Min(left, open);
            if (part > Yen.Zero)
            {
                database.Add(new Waiver(chargeId, part, reason, today) { DepositId = deposit.Id });
                left -= part;
            }
        }

        return forgiven - left;
    }
}

using MemberHub.Domain;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Ledger;

/// <summary>Frees what was paid for a charge that asks for less now (過入金): it becomes the member's credit (預り金).</summary>
public static class PaidTooMuch
{
    /// <summary>Money that settles the charge is going back right now (返金手続中): what the society keeps of it is not settled.</summary>
    public static Task<bool> IsGoingBackAsync(this MemberHubDbContext database, long chargeId, CancellationToken cancel) =>
        database.Refunds.AnyAsync(
            refund => refund.DoneUtc == null && database.Allocations.Any(part => part.ChargeId == chargeId && part.PaymentId == refund.PaymentId && part.ReversedUtc == null), cancel);

    /// <summary>
    /// Takes the amount from the charge's allocations, from the money that came last first. An allocation that keeps a part is reversed and made anew with it. The caller
    /// holds the transaction and the ledger's lock; this saves, since the indexes allow one row that counts. More than was paid throws.
    /// </summary>
    public static async Task FreeAsync(this MemberHubDbContext database, long memberId, long chargeId, Yen amount, DateTime nowUtc, CancellationToken cancel)
    {
        var parts = await (
            from part in database.Allocations
            join payment in database.Payments on part.PaymentId equals payment.Id
            where part.ChargeId == chargeId && part.ReversedUtc == null
            orderby payment.ReceivedOn descending, part.Id descending
            select part).ToListAsync(cancel);
        if (amount > parts.Total(part => part.Amount))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A charge cannot free more than was paid for it.");
        }

        var (left, rows) = (amount, new List<object>());
        foreach (var part in parts.TakeWhile(_ => left > Yen.Zero))
        {
            var freed = Yen.Min(left, part.Amount);
            left -= freed;
            part.Reverse(nowUtc);
            if (part.Amount > freed)
            {
                rows.Add(new Allocation(part.PaymentId, chargeId, part.Amount - freed));
            }

            var held = await database.Credits.SingleOrDefaultAsync(credit => credit.PaymentId == part.PaymentId && credit.EndedUtc == null, cancel);
            held?.End(nowUtc);
            rows.Add(new Credit(memberId, part.PaymentId, freed + (held?.Amount ?? Yen.Zero)));
        }

        await database.SaveChangesAsync(cancel);
        database.AddRange(rows);
    }
}

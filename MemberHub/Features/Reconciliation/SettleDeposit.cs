using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>消込: books a deposit for the members and charges that a person has chosen.</summary>
public sealed class SettleDeposit(DepositBooking booking)
{
    /// <summary>What the society bears of a shortage is at most what a transfer costs; a larger one is a matter of <see cref="OfficeRight.WriteOff"/>.</summary>
    public async Task<Result<Done>> RunAsync(Actor actor, Booking wanted, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        if (wanted.Forgiven < Yen.Zero || (wanted.Forgiven > Yen.Zero && !TransferFees.Contains(wanted.Forgiven)))
        {
            return new NoSuchFee(wanted.Forgiven);
        }

        return await booking.BookAsync(actor, nameof(SettleDeposit), wanted, cancel);
    }
}

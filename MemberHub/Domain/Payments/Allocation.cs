using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>The part of a payment that settles a charge (消込).</summary>
public sealed class Allocation : IOfSociety
{
    private Allocation()
    {
    }

    public Allocation(long paymentId, long chargeId, Yen amount) => (PaymentId, ChargeId, Amount) = (paymentId, chargeId, amount);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long PaymentId { get; private set; }

    public long ChargeId { get; private set; }

    public Yen Amount { get; private set; }

    /// <summary>When it was undone; null while it counts. An undo reverses, it deletes nothing.</summary>
    public DateTime? ReversedUtc { get; private set; }

    /// <summary>Undoes it: the charge is open again. The caller says what becomes of the money.</summary>
    public void Reverse(DateTime nowUtc) => ReversedUtc ??= nowUtc;
}

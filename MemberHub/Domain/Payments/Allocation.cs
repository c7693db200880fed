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
}

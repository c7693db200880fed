using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>One charge in an order, with the amount that was open when the order began.</summary>
public sealed class PaymentOrderLine : IOfSociety
{
    private PaymentOrderLine()
    {
    }

    internal PaymentOrderLine(long chargeId, Yen amount) => (ChargeId, Amount) = (chargeId, amount);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long OrderId { get; private set; }

    public long ChargeId { get; private set; }

    public Yen Amount { get; private set; }

    /// <summary>When the order ended; null while it lives. A charge has at most one line without it.</summary>
    public DateTime? ClosedUtc { get; private set; }

    internal void Close(DateTime nowUtc) => ClosedUtc ??= nowUtc;

    internal void Reopen() => ClosedUtc = null;
}

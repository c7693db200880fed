using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>The part of a payment that settles nothing yet (預り金・過入金). It never lowers a claim by itself.</summary>
public sealed class Credit : IOfSociety
{
    private Credit()
    {
    }

    public Credit(long memberId, long paymentId, Yen amount) => (MemberId, PaymentId, Amount) = (memberId, paymentId, amount);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public long PaymentId { get; private set; }

    public Yen Amount { get; private set; }

    /// <summary>When it was used, refunded or joined by more of the same payment; null while the society holds it.</summary>
    public DateTime? EndedUtc { get; private set; }

    /// <summary>Ends it: what was used stands in an allocation, what was sent back in a refund, what is left in a new credit.</summary>
    public void End(DateTime nowUtc) => EndedUtc ??= nowUtc;

    /// <summary>Nothing came of what ended it: the society holds it as before.</summary>
    public void Reopen() => EndedUtc = null;
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Money of a payment that goes back (返金).</summary>
public sealed class Refund : IOfSociety
{
    public const int ReasonMaxLength = 200;

    private Refund()
    {
    }

    public Refund(long memberId, long paymentId, Yen amount, string reason, DateTime requestedUtc) =>
        (MemberId, PaymentId, Amount, Reason, RequestedUtc) = (memberId, paymentId, amount, reason, requestedUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public long PaymentId { get; private set; }

    public Yen Amount { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>返金手続中 from here.</summary>
    public DateTime RequestedUtc { get; private set; }

    /// <summary>返金済; null while it is under way.</summary>
    public DateTime? DoneUtc { get; private set; }

    /// <summary>The gateway's number of the refund, or empty for one made by bank.</summary>
    public string Transaction { get; private set; } = "";

    /// <summary>The gateway has taken the refund on; its report will finish it.</summary>
    public void Accept(string transaction) => Transaction = transaction;

    /// <summary>The money is back.</summary>
    public void Finish(DateTime nowUtc, string transaction) => (DoneUtc, Transaction) = (DoneUtc ?? nowUtc, transaction);
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>
/// Money that arrived (入金) for a member. Every yen of it is allocated to charges, credited or refunded; the sum of the three is the
/// amount, always.
/// </summary>
public sealed class Payment : IOfSociety
{
    private readonly List<Allocation> allocations = [];
    private readonly List<Credit> credits = [];

    private Payment()
    {
    }

    public Payment(long memberId, Yen amount, DateOnly receivedOn, PaymentMethod method, PaymentSource source) =>
        (MemberId, Amount, ReceivedOn, Method, Source) = (memberId, amount, receivedOn, method, source);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public Yen Amount { get; private set; }

    /// <summary>入金日.</summary>
    public DateOnly ReceivedOn { get; private set; }

    public PaymentMethod Method { get; private set; }

    public PaymentSource Source { get; private set; }

    /// <summary>The order that it was paid with; null for money that came without one.</summary>
    public long? OrderId { get; init; }

    /// <summary>The gateway's own number, needed for a refund; empty otherwise.</summary>
    public string Transaction { get; init; } = "";

    /// <summary>Names the gateway's report of it; unique in the society, so that the same money is never booked twice. Null otherwise.</summary>
    public string? EffectKey { get; init; }

    /// <summary>The deposit of which it is the whole or a part; null for money that a gateway or a history file told of.</summary>
    public long? DepositId { get; init; }

    /// <summary>
    /// When its settlement was undone (消込の取消); null while it counts. Then it has no live allocation or credit, its money is with the deposit
    /// again, and queries do not show it.
    /// </summary>
    public DateTime? ReversedUtc { get; private set; }

    public IReadOnlyList<Allocation> Allocations => allocations;

    public IReadOnlyList<Credit> Credits => credits;

    /// <summary>Settles a charge with a part of a new payment (消込). More than what is left of the payment throws.</summary>
    public void Allocate(long chargeId, Yen amount)
    {
        if (amount <= Yen.Zero || amount > Unused)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A payment cannot settle more than it brought.");
        }

        allocations.Add(new Allocation(0, chargeId, amount));
    }

    /// <summary>What settles nothing becomes the member's credit (預り金).</summary>
    public void CreditTheRest()
    {
        if (Unused > Yen.Zero)
        {
            credits.Add(new Credit(MemberId, 0, Unused));
        }
    }

    /// <summary>
    /// Undoes a payment made of a deposit: all charges that it settles are open again, also those that its credit was used for (充当). Throws when a
    /// part of it was sent back, or is to be.
    /// </summary>
    public void Reverse(DateTime nowUtc)
    {
        if (DepositId is null || ReversedUtc is not null || CountedTotal != Amount)
        {
            throw new InvalidOperationException($"Payment {Id} cannot be undone.");
        }

        allocations.ForEach(allocation => allocation.Reverse(nowUtc));
        credits.ForEach(credit => credit.End(nowUtc));
        ReversedUtc = nowUtc;
    }

    private Yen CountedTotal =>
        allocations.Where(item => item.ReversedUtc is null).Total(item => item.Amount) + credits.Where(item => item.EndedUtc is null).Total(item => item.Amount);

    private Yen Unused => Amount - allocations.Total(item => item.Amount) - credits.Total(item => item.Amount);
}

/// <summary>How money comes, or is asked to come.</summary>
public enum PaymentMethod
{
    /// <summary>クレジットカード.</summary>
    Card,

    /// <summary>コンビニ.</summary>
    ConvenienceStore,

    /// <summary>請求書 as a way to pay; 銀行振込 as money that came.</summary>
    BankTransfer,

    /// <summary>払込取扱票.</summary>
    PaymentSlip,
}

/// <summary>What the methods have in common.</summary>
public static class PaymentMethods
{
    /// <summary>The method is served by a gateway.</summary>
    public static bool IsOnline(this PaymentMethod method) => method is PaymentMethod.Card or PaymentMethod.ConvenienceStore;
}

/// <summary>How the society came to know of a payment.</summary>
public enum PaymentSource
{
    /// <summary>Taken over from the office's own history file.</summary>
    Import,

    /// <summary>Recorded in MemberHub.</summary>
    Office,

    /// <summary>Reported by a payment gateway.</summary>
    Gateway,
}

using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>Money that arrived (入金) for a member.</summary>
public sealed class Payment : IOfSociety
{
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

/// <summary>How the society came to know of a payment.</summary>
public enum PaymentSource
{
    /// <summary>Taken over from the office's own history file.</summary>
    Import,

    /// <summary>Recorded in MemberHub.</summary>
    Office,
}

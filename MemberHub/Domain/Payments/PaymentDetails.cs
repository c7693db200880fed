using MemberHub.Domain.Members;

namespace MemberHub.Domain.Payments;

/// <summary>What an order carries beside its amounts, as it was when the order was made. Kept as one document with the order.</summary>
public sealed record PaymentDetails
{
    /// <summary>The chain chosen, or null.</summary>
    public ConvenienceStore? Store { get; init; }

    /// <summary>Who pays at the store, as confirmed by the member; null for other methods.</summary>
    public PayerContact? Contact { get; init; }

    /// <summary>Once it was issued; null before, and for other methods.</summary>
    public Voucher? Voucher { get; init; }

    /// <summary>Where a payment slip is sent; null for other methods.</summary>
    public MailingAddress? SlipTo { get; init; }

    /// <summary>The days within which the slip was promised; null for other methods.</summary>
    public DateOnly? SlipEarliest { get; init; }

    /// <inheritdoc cref="SlipEarliest"/>
    public DateOnly? SlipLatest { get; init; }
}

/// <summary>Name, telephone and e-mail that the convenience store's gateway asks for.</summary>
/// <param name="Phone">Half-width digits only, 10 or 11.</param>
public sealed record PayerContact(string Name, string Kana, string Phone, string Email);

using MemberHub.Domain.Payments;

namespace MemberHub.Domain.Societies;

/// <summary>Which ways to pay the society offers to its members (支払方法). Of those that need a gateway, only what is configured counts.</summary>
public sealed record OfferedMethods
{
    public bool Card { get; init; } = true;

    public bool ConvenienceStore { get; init; } = true;

    /// <summary>請求書 and 銀行振込.</summary>
    public bool BankTransfer { get; init; } = true;

    /// <summary>払込取扱票.</summary>
    public bool PaymentSlip { get; init; } = true;

    public bool Offers(PaymentMethod method) => method switch
    {
        PaymentMethod.Card => Card,
        PaymentMethod.ConvenienceStore => ConvenienceStore,
        PaymentMethod.BankTransfer => BankTransfer,
        PaymentMethod.PaymentSlip => PaymentSlip,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Nobody has decided about this method."),
    };
}

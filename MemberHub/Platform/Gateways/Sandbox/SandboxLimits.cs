using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>What the sandbox takes, alike for those who ask and for itself.</summary>
public static class SandboxLimits
{
    /// <summary>A card up to 9,999,999 yen; a convenience store up to 300,000 yen, as the stores do.</summary>
    public static readonly IReadOnlyDictionary<PaymentMethod, AmountRange> Amounts = new Dictionary<PaymentMethod, AmountRange>
    {
        [PaymentMethod.Card] = new(new Yen(1), new Yen(9_999_999)),
        [PaymentMethod.ConvenienceStore] = new(new Yen(1), new Yen(300_000)),
    };

    /// <summary>Letters of a refund's request key, at most.</summary>
    public const int RequestKeyMaxLength = 120;
}

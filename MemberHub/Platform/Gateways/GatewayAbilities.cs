using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways;

/// <summary>What a gateway can do, so that the pages promise no more.</summary>
public sealed record GatewayAbilities
{
    /// <summary>The chains it offers, in the order shown; empty when it lets the payer choose on its own page.</summary>
    public required IReadOnlyList<ConvenienceStore> Stores { get; init; }

    /// <summary>The smallest and largest amount per method; a method that is missing is not offered.</summary>
    public required IReadOnlyDictionary<PaymentMethod, AmountRange> Amounts { get; init; }

    /// <summary>It tells us the voucher's number, so that we can show and mail it.</summary>
    public required bool TellsNumber { get; init; }

    public required bool CanCancel { get; init; }

    public required bool CanRefund { get; init; }

    public required bool CanInquire { get; init; }

    /// <summary>A card payment that is answered with a refusal is voided by the company: no money moves.</summary>
    public required bool RefusalVoidsCard { get; init; }

    /// <summary>Origins that its start forms and redirects lead to, for the form-action of the content security policy.</summary>
    public required IReadOnlyList<string> FormOrigins { get; init; }
}

/// <summary>From <paramref name="Least"/> to <paramref name="Most"/> yen, both included.</summary>
public readonly record struct AmountRange(Yen Least, Yen Most)
{
    public bool Contains(Yen amount) => amount >= Least && amount <= Most;
}

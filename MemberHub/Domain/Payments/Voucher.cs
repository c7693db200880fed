namespace MemberHub.Domain.Payments;

/// <summary>What is needed to pay at a convenience store (お支払い受付番号). An issued number is not a payment.</summary>
public sealed record Voucher
{
    public const int NumberMaxLength = 40;
    public const int UrlMaxLength = 500;

    /// <summary>The chain it is paid at; null when the gateway lets the payer choose on its own page.</summary>
    public ConvenienceStore? Store { get; init; }

    /// <summary>受付番号・払込票番号, digits as typed at the machine; empty when the gateway shows it to the payer only.</summary>
    public string Number { get; init; } = "";

    /// <summary>確認番号 that some chains ask for beside the number, or empty.</summary>
    public string Confirmation { get; init; } = "";

    /// <summary>The last moment at which it can be paid, UTC; null when the gateway does not tell.</summary>
    public DateTime? DeadlineUtc { get; init; }

    /// <summary>The gateway's own page with number and steps, or empty.</summary>
    public string Url { get; init; } = "";
}

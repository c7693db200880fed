using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways;

/// <summary>What a gateway is told about an attempt to pay.</summary>
public sealed record GatewayOrder
{
    /// <summary>Our order's reference: 20 letters and digits, unique over all societies, a new one per attempt.</summary>
    public required string Reference { get; init; }

    /// <summary>Card or ConvenienceStore.</summary>
    public required PaymentMethod Method { get; init; }

    /// <summary>Yen, tax included.</summary>
    public required Yen Amount { get; init; }

    /// <summary>What is paid, such as 年会費（2026年度）; at most 40 signs, no personal data.</summary>
    public required string ItemName { get; init; }

    /// <summary>Stable and unique per member, without meaning outside: letters and digits, at most 64.</summary>
    public required string CustomerCode { get; init; }

    /// <summary>ja or en.</summary>
    public required string Language { get; init; }

    /// <summary>When the attempt was begun, UTC.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>Until when a voucher is to be payable, UTC; null for a card.</summary>
    public DateTime? DeadlineUtc { get; init; }

    /// <summary>The chain chosen; null for a card, or when the gateway asks for it itself.</summary>
    public ConvenienceStore? Store { get; init; }

    /// <summary>Who pays at the store; null for a card.</summary>
    public Payer? Payer { get; init; }

    /// <summary>Where the payer's browser comes back to, whatever the outcome.</summary>
    public required Uri ReturnUrl { get; init; }

    /// <summary>Where the company reports to, server to server.</summary>
    public required Uri NotifyUrl { get; init; }
}

/// <summary>Who pays at a convenience store.</summary>
/// <param name="Name">Family name, space, given name.</param>
/// <param name="Kana">The same in full-width katakana, or empty.</param>
/// <param name="Phone">Half-width digits only, 10 or 11.</param>
public sealed record Payer(string Name, string Kana, string Phone, string Email);

/// <summary>How the payer gets to the company.</summary>
public abstract record Handover
{
    private Handover()
    {
    }

    /// <summary>The company's own number for the payment when it is known already, or empty.</summary>
    public string Transaction { get; init; } = "";

    /// <summary>The browser is sent to a page of the company.</summary>
    public sealed record ToPage(Uri Page) : Handover;

    /// <summary>The browser posts a form to the company.</summary>
    /// <param name="Charset">The form's accept-charset, such as Shift_JIS.</param>
    public sealed record ByForm(Uri Action, string Charset, IReadOnlyList<KeyValuePair<string, string>> Fields) : Handover;

    /// <summary>Nothing more is needed: the voucher was issued at once.</summary>
    public sealed record Issued(Voucher Voucher) : Handover;
}

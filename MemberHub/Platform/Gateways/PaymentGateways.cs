using MemberHub.Domain.Payments;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways;

/// <summary>Which gateway serves which method (<c>Payments:Methods</c>). An empty name means that the method is not offered.</summary>
public sealed class PaymentMethodsOptions
{
    /// <summary>クレジットカード: SbPayment, Stripe or Sandbox.</summary>
    public string Card { get; set; } = "";

    /// <summary>コンビニ: SbPayment, Stripe or Sandbox.</summary>
    public string ConvenienceStore { get; set; } = "";
}

/// <summary>The gateways in use.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> all, IOptions<PaymentMethodsOptions> methods)
{
    private readonly Dictionary<string, IPaymentGateway> byName = all.ToDictionary(gateway => gateway.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The gateway that serves the method; null when the method is not offered.</summary>
    public IPaymentGateway? For(PaymentMethod method) => method switch
    {
        PaymentMethod.Card => Find(methods.Value.Card),
        PaymentMethod.ConvenienceStore => Find(methods.Value.ConvenienceStore),
        _ => null,
    };

    /// <summary>The gateway of that name in any letter case; null when it is not set up.</summary>
    public IPaymentGateway? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Where forms may lead to: the form-action of the content security policy.</summary>
    public IReadOnlyList<string> FormOrigins =>
        [.. new[] { methods.Value.Card, methods.Value.ConvenienceStore }.Select(Find).OfType<IPaymentGateway>().SelectMany(gateway => gateway.Abilities.FormOrigins).Distinct()];
}

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>The settings under <c>Gateways:Stripe</c>.</summary>
public sealed class StripeOptions
{
    public const string Section = "Gateways:Stripe";

    /// <summary>The secret key, sk_… or a restricted rk_…. A secret.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>The signing secrets of the webhook endpoint, whsec_…; two while one is being replaced. Secrets.</summary>
    public List<string> WebhookSecrets { get; set; } = [];

    /// <summary>Where the API lies: https, or http on this machine.</summary>
    public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>The version of the API that this client speaks, whatever the account's default is.</summary>
    public string ApiVersion { get; set; } = "2026-07-29.dahlia";

    /// <summary>Where the payment pages lie; another address only with a domain of one's own for them.</summary>
    public string CheckoutOrigin { get; set; } = "https://checkout.stripe.com";

    /// <summary>How long one call may take, in seconds, 1–30. A call is tried twice.</summary>
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>What is wrong with the settings, naming each key and no value; empty when they can be used.</summary>
    internal IEnumerable<string> Faults()
    {
        (string Key, bool Holds, string Rule)[] rules =
        [
            (nameof(SecretKey), IsSecret(SecretKey, "sk_") || IsSecret(SecretKey, "rk_"), "must begin with sk_ or rk_"),
            (nameof(WebhookSecrets), WebhookSecrets.Count > 0 && WebhookSecrets.All(secret => IsSecret(secret, "whsec_")), "must hold at least one, each beginning with whsec_"),
            (nameof(ApiBase), GatewayAddress.IsSafe(ApiBase), "must be an https address"),
            (nameof(ApiVersion), ApiVersion.Length > 0 && ApiVersion.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_'), "must be a version such as 2026-07-29.dahlia"),
            (nameof(CheckoutOrigin), GatewayAddress.IsSafe(CheckoutOrigin), "must be an https address"),
            (nameof(TimeoutSeconds), TimeoutSeconds is > 0 and <= 30, "must be at most 30"),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => $"{Section}:{rule.Key} {rule.Rule}.");
    }

    private static bool IsSecret(string text, string prefix) =>
        text.Length >= prefix.Length + 8 && text.StartsWith(prefix, StringComparison.Ordinal) && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_');
}

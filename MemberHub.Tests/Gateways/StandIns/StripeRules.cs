using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>Which parameters the stand-in takes, after the published reference: everything else is refused as the API does.</summary>
internal static partial class StripeRules
{
    private static readonly Dictionary<string, string> Session = new()
    {
        ["mode"] = "payment",
        ["payment_method_types[0]"] = "card",
        ["locale"] = "ja|en",
        ["client_reference_id"] = ".{1,200}",
        ["line_items[0][quantity]"] = "1",
        ["line_items[0][price_data][currency]"] = "jpy",
        ["line_items[0][price_data][unit_amount]"] = "[1-9][0-9]{1,7}",
        ["line_items[0][price_data][product_data][name]"] = ".{1,250}",
        ["payment_intent_data[description]"] = ".{1,1000}",
        ["success_url"] = "https?://.+",
        ["cancel_url"] = "https?://.+",
        ["expires_at"] = "[0-9]{10}",
    };

    private static readonly Dictionary<string, string> Konbini = new()
    {
        ["amount"] = "[1-9][0-9]{2,5}",
        ["currency"] = "jpy",
        ["confirm"] = "true",
        ["description"] = ".{1,1000}",
        ["payment_method_types[0]"] = "konbini",
        ["payment_method_data[type]"] = "konbini",
        ["payment_method_data[billing_details][name]"] = ".+",
        ["payment_method_data[billing_details][email]"] = "[^@]+@[^@]+",
        ["payment_method_options[konbini][confirmation_number]"] = "(?!0+$)[0-9]{10,11}",
        ["payment_method_options[konbini][product_description]"] = ".{1,22}",
        ["payment_method_options[konbini][expires_at]"] = "[0-9]{10}",
    };

    public static void CheckSession(IReadOnlyDictionary<string, string> form, long now)
    {
        Check(form, Session, ["metadata", "payment_intent_data[metadata]"], optional: []);
        var life = long.Parse(form["expires_at"], CultureInfo.InvariantCulture) - now;
        if (life is < 30 * 60 or > 24 * 60 * 60)
        {
            throw new StripeBooks.Refusal(400, "", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
        }

        if (long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture) < 50)
        {
            throw new StripeBooks.Refusal(400, "amount_too_small", "Amount must be at least ¥50 jpy.");
        }
    }

    public static void CheckKonbini(IReadOnlyDictionary<string, string> form, long now)
    {
        const string Expiry = "payment_method_options[konbini][expires_at]";
        Check(form, Konbini, ["metadata"], optional: [Expiry]);
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        if (amount is < 120 or > 300_000)
        {
            throw new StripeBooks.Refusal(400, amount < 120 ? "amount_too_small" : "amount_too_large", "Amount out of range.");
        }

        var life = Deadline(form, now) - now;
        if (life is <= 0 or > 60 * 24 * 60 * 60)
        {
            throw new StripeBooks.Refusal(400, "parameter_invalid_integer", "expires_at out of range.");
        }
    }

    public static void CheckRefund(IReadOnlyDictionary<string, string> form) =>
        Check(form, new Dictionary<string, string> { ["payment_intent"] = "pi_[A-Za-z0-9]+", ["amount"] = "[1-9][0-9]*" }, ["metadata"], optional: []);

    public static long Deadline(IReadOnlyDictionary<string, string> form, long now) =>
        form.TryGetValue("payment_method_options[konbini][expires_at]", out var given) ? long.Parse(given, CultureInfo.InvariantCulture) : now + (3 * 24 * 60 * 60);

    public static JsonObject Metadata(IReadOnlyDictionary<string, string> form, string name) => new(form
        .Where(field => IsMetadata(field.Key, name))
        .Select(field => new KeyValuePair<string, JsonNode?>(field.Key[(name.Length + 1)..^1], field.Value)));

    private static void Check(IReadOnlyDictionary<string, string> form, Dictionary<string, string> shapes, string[] metadata, string[] optional)
    {
        foreach (var (key, value) in form)
        {
            if (metadata.Any(name => IsMetadata(key, name)))
            {
                continue;
            }

            if (!shapes.TryGetValue(key, out var shape))
            {
                throw new StripeBooks.Refusal(400, "parameter_unknown", $"Received unknown parameter: {key}");
            }

            if (!Regex.IsMatch(value, $"^(?:{shape})$"))
            {
                throw new StripeBooks.Refusal(400, "parameter_invalid", $"Invalid {key}");
            }
        }

        if (shapes.Keys.Except(form.Keys).Except(optional).FirstOrDefault() is { } missing)
        {
            throw new StripeBooks.Refusal(400, "parameter_missing", $"Missing required param: {missing}.");
        }
    }

    private static bool IsMetadata(string key, string name) => key.StartsWith(name, StringComparison.Ordinal) && OneKey().IsMatch(key[name.Length..]);

    [GeneratedRegex(@"^\[[a-z_]{1,40}\]$")]
    private static partial Regex OneKey();
}

using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>The forms that begin a payment. The same order gives the same form, or the idempotency key would refuse the repetition.</summary>
internal static class StripeForms
{
    private const int DescriptionLength = 22;

    // The page may be open for 30 minutes to 24 hours, counted from when the company gets the call.
    private static readonly TimeSpan PageLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestVoucher = TimeSpan.FromDays(60);

    public static IReadOnlyList<KeyValuePair<string, string>> Session(GatewayOrder order) =>
    [
        new("mode", "payment"),
        new("payment_method_types[0]", "card"),
        new("locale", order.Language),
        new("client_reference_id", order.Reference),
        new("line_items[0][quantity]", "1"),
        new("line_items[0][price_data][currency]", "jpy"),
        new("line_items[0][price_data][unit_amount]", Text(order.Amount)),
        new("line_items[0][price_data][product_data][name]", order.ItemName),
        .. Metadata(order, "metadata"),
        .. Metadata(order, "payment_intent_data[metadata]"),
        new("payment_intent_data[description]", order.ItemName),
        new("success_url", ReturnUrl(order)),
        new("cancel_url", ReturnUrl(order)),
        new("expires_at", Text(order.CreatedUtc + PageLife)),
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Konbini(GatewayOrder order)
    {
        var payer = order.Payer ?? throw new ArgumentException("Paying at a store needs a payer.", nameof(order));
        List<KeyValuePair<string, string>> form =
        [
            new("amount", Text(order.Amount)),
            new("currency", "jpy"),
            new("confirm", "true"),
            new("description", order.ItemName),
            new("payment_method_types[0]", "konbini"),
            new("payment_method_data[type]", "konbini"),
            new("payment_method_data[billing_details][name]", payer.Name),
            new("payment_method_data[billing_details][email]", payer.Email),
            new("payment_method_options[konbini][confirmation_number]", payer.Phone),
            new("payment_method_options[konbini][product_description]", Cut(order.ItemName)),
            .. Metadata(order, "metadata"),
            new($"metadata[{StripeReports.StoreKey}]", order.Store?.ToString() ?? throw new ArgumentException("A store has to be chosen.", nameof(order))),
        ];
        if (order.DeadlineUtc is { } deadline)
        {
            var latest = order.CreatedUtc + LongestVoucher;
            form.Add(new("payment_method_options[konbini][expires_at]", Text(deadline < latest ? deadline : latest)));
        }

        return form;
    }

    // Checkout brings nothing of its own back, so the address says which order it was.
    private static string ReturnUrl(GatewayOrder order) =>
        new UriBuilder(order.ReturnUrl) { Query = $"{StripeReports.ReferenceKey}={order.Reference}" }.Uri.AbsoluteUri;

    private static IEnumerable<KeyValuePair<string, string>> Metadata(GatewayOrder order, string name) =>
    [
        new($"{name}[{StripeReports.ReferenceKey}]", order.Reference),
        new($"{name}[{StripeReports.CustomerKey}]", order.CustomerCode),
    ];

    private static string Text(Yen amount) => amount.Value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTime utc) => ((DateTimeOffset)DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text)
    {
        var signs = StringInfo.ParseCombiningCharacters(text);
        return text.Length <= DescriptionLength ? text : text[..signs.Last(start => start <= DescriptionLength)];
    }
}

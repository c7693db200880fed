using System.Globalization;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>The purchase request (購入要求, A01-1): the form that the payer's browser posts.</summary>
internal static class SbPaymentRequest
{
    public const string StoreMethod = "webcvs";

    private const int ItemNameBytes = 40;

    // For how long after request_date the company takes the form.
    private const string LimitSeconds = "600";

    // Between the values of free_csv these mean something, or the company forbids them.
    private const string Forbidden = ",'\"%|&<>=";

    /// <summary>All fields in the order in which they are hashed; none may be left out, unused ones are empty.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(GatewayOrder order, SbPaymentOptions options, DateTime nowUtc)
    {
        var returns = order.ReturnUrl.AbsoluteUri;
        List<KeyValuePair<string, string>> fields =
        [
            new("pay_method", order.Method == PaymentMethod.Card ? options.CardMethod : StoreMethod),
            new("merchant_id", options.MerchantId),
            new("service_id", options.ServiceId),
            new("cust_code", order.CustomerCode),
            new("sps_cust_no", ""),
            new("sps_payment_no", ""),
            new("order_id", order.Reference),
            new("item_id", order.Reference),
            new("pay_item_id", ""),
            new("item_name", ItemName(order.ItemName)),
            new("tax", ""),
            new("amount", order.Amount.Value.ToString(CultureInfo.InvariantCulture)),
            new("pay_type", "0"),
            new("auto_charge_type", ""),
            new("service_type", "0"),
            new("div_settele", ""),
            new("last_charge_month", ""),
            new("camp_type", ""),
            new("tracking_id", ""),
            new("terminal_type", "0"),
            new("success_url", returns),
            new("cancel_url", returns),
            new("error_url", returns),
            new("pagecon_url", order.NotifyUrl.AbsoluteUri),
            new("free1", ""),
            new("free2", ""),
            new("free3", ""),
            new("free_csv", order.Payer is null ? "" : Prefill(order.Payer)),
            new("request_date", JapanTime.Local(nowUtc).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)),
            new("limit_second", LimitSeconds),
        ];
        fields.Add(new("sps_hashcode", SbPaymentHash.Of(fields.Select(field => field.Value), options.HashKey, options.HashAlgorithm)));
        return fields;
    }

    // The length of 40 is said without a unit; 40 bytes satisfy both readings.
    private static string ItemName(string name)
    {
        var text = Cp932.Transportable(name).Trim();
        while (Cp932.Length(text) > ItemNameBytes)
        {
            text = text[..^1];
        }

        return text;
    }

    /// <summary>What the store's form is to show filled in already: Base64 over CP932.</summary>
    private static string Prefill(Payer payer)
    {
        var (family, given) = Parts(payer.Name);
        var (familyKana, givenKana) = Parts(payer.Kana);
        (string Key, string Value)[] values =
        [
            ("LAST_NAME", Allowed(family)),
            ("FIRST_NAME", Allowed(given)),
            ("LAST_NAME_KANA", Allowed(familyKana)),
            ("FIRST_NAME_KANA", Allowed(givenKana)),
            ("TEL", Allowed(payer.Phone)),
            ("MAIL", Mail(payer.Email)),
        ];
        var text = string.Join(',', values.Where(value => value.Value.Length > 0).Select(value => $"{value.Key}={value.Value}"));
        return Convert.ToBase64String(Cp932.Encode(text));
    }

    private static (string Family, string Given) Parts(string name)
    {
        var parts = name.Split([' ', '\u3000'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (parts.ElementAtOrDefault(0) ?? "", parts.ElementAtOrDefault(1) ?? "");
    }

    private static string Allowed(string text) =>
        string.Concat(Cp932.Transportable(text).Where(sign => !Forbidden.Contains(sign) && sign is not (>= '\uFF61' and <= '\uFF9F'))).Trim();

    // An address without the sign that the company refuses would be somebody else's, so it is left for the payer to type.
    private static string Mail(string address) =>
        address.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '@' or '.' or '_' or '-') ? address : "";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>The form of SB Payment Service as the company writes and reads it, made after its published description alone.</summary>
public static class SbPaymentForm
{
    /// <summary>The fields of a purchase request in the order of the description.</summary>
    public static readonly string[] RequestOrder =
    [
        "pay_method", "merchant_id", "service_id", "cust_code", "sps_cust_no", "sps_payment_no", "order_id", "item_id", "pay_item_id", "item_name",
        "tax", "amount", "pay_type", "auto_charge_type", "service_type", "div_settele", "last_charge_month", "camp_type", "tracking_id", "terminal_type",
        "success_url", "cancel_url", "error_url", "pagecon_url", "free1", "free2", "free3", "free_csv", "request_date", "limit_second", "sps_hashcode",
    ];

    /// <summary>The fields of a result in the order in which they are hashed.</summary>
    public static readonly string[] ResultOrder =
    [
        .. RequestOrder.Take(20), "free1", "free2", "free3", "request_date",
        "res_pay_method", "res_result", "res_tracking_id", "res_sps_cust_no", "res_sps_payment_no", "res_payinfo_key", "res_payment_date",
        "res_err_code", "res_date", "limit_second",
    ];

    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static string HashUtf8(IEnumerable<string> values, string key) => Hex(SHA1.HashData(Encoding.UTF8.GetBytes(Joined(values, key))));

    public static string HashShiftJis(IEnumerable<string> values, string key) => Hex(SHA1.HashData(ShiftJis.GetBytes(Joined(values, key))));

    public static string HashSha256(IEnumerable<string> values, string key) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Joined(values, key))));

    /// <summary>As a browser or the company posts it; a sign that the encoding lacks is an error here.</summary>
    public static byte[] Write(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            _ = text.Append(text.Length > 0 ? "&" : "").Append(name).Append('=');
            foreach (var octet in ShiftJis.GetBytes(value))
            {
                _ = octet is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'-' or (byte)'_' or (byte)'*'
                    ? text.Append((char)octet)
                    : octet == (byte)' ' ? text.Append('+') : text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Name and value of each field, in the order in which they came.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(byte[] body) =>
        [.. Encoding.ASCII.GetString(body).Split('&').Select(pair => pair.Split('=')).Select(pair => new KeyValuePair<string, string>(pair[0], Plain(pair[1])))];

    public static string FromBase64(string text) => ShiftJis.GetString(Convert.FromBase64String(text));

    private static string Joined(IEnumerable<string> values, string key) => string.Concat(values.Select(value => value.Trim(' '))) + key;

    private static string Hex(byte[] hash) => string.Concat(hash.Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Plain(string escaped)
    {
        using var octets = new MemoryStream();
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '%')
            {
                octets.WriteByte(byte.Parse(escaped.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                octets.WriteByte((byte)(escaped[at] == '+' ? ' ' : escaped[at]));
            }
        }

        return ShiftJis.GetString(octets.ToArray());
    }
}

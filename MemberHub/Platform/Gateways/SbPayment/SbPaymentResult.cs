using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>The result that the company reports server to server (決済結果通知, A02-1).</summary>
internal static partial class SbPaymentResult
{
    // Neither the addresses nor free_csv are among them.
    private static readonly string[] Hashed =
    [
        "pay_method", "merchant_id", "service_id", "cust_code", "sps_cust_no", "sps_payment_no", "order_id", "item_id", "pay_item_id", "item_name",
        "tax", "amount", "pay_type", "auto_charge_type", "service_type", "div_settele", "last_charge_month", "camp_type", "tracking_id",
        "terminal_type", "free1", "free2", "free3", "request_date", "res_pay_method", "res_result", "res_tracking_id", "res_sps_cust_no",
        "res_sps_payment_no", "res_payinfo_key", "res_payment_date", "res_err_code", "res_date", "limit_second",
    ];

    // The hash runs over the values without a separator, so that a sign moved into the next field does not change it. Exact shapes leave
    // no room for that where it would matter.
    private static readonly (string Field, Regex Shape)[] Shapes =
    [
        ("order_id", Word()), ("amount", Number()), ("res_result", TwoLetters()), ("res_tracking_id", WordOrNone()),
        ("request_date", MomentOrNone()), ("res_payment_date", MomentOrNone()), ("res_date", MomentOrNone()),
    ];

    public static NotificationReading Read(GatewayNotification notification, SbPaymentOptions options)
    {
        if (Cp932Form.Read(notification.Body.Span) is not { } form)
        {
            return new NotificationReading.Refused(NotificationOutcome.Malformed, "not a CP932 form");
        }

        string Value(string name) => form.GetValueOrDefault(name, "").Trim(' ');

        if (!SbPaymentHash.Matches(SbPaymentHash.Of(Hashed.Select(Value), options.HashKey, options.HashAlgorithm), Value("sps_hashcode")))
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "the hash differs");
        }

        if (Value("merchant_id") != options.MerchantId || Value("service_id") != options.ServiceId)
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "another merchant or service");
        }

        return Array.Find(Shapes, shape => !shape.Shape.IsMatch(Value(shape.Field))) is { Field: { } field }
            ? new NotificationReading.Refused(NotificationOutcome.Malformed, $"{field} has an unknown form")
            : new NotificationReading.Report(ReportOf(Value, notification.ReceivedUtc));
    }

    private static GatewayReport ReportOf(Func<string, string> value, DateTime receivedUtc)
    {
        var (reference, transaction, result) = (value("order_id"), value("res_tracking_id"), value("res_result"));
        var deposit = result == "PY" ? Deposit.Read(value("res_payinfo_key")) : null;
        var kind = Kind(result, value("res_pay_method") is { Length: > 0 } method ? method : value("pay_method"), deposit);
        return new GatewayReport
        {
            EffectKey = $"{reference}:{transaction}:{result}:{deposit?.Type}:{deposit?.Cumulative?.Value}",
            Reference = reference,
            CustomerCode = value("cust_code"),
            Kind = kind,
            Transaction = transaction,
            Amount = deposit?.Amount ?? Money(value("amount")) ?? Yen.Zero,
            Cumulative = deposit?.Cumulative,
            OccurredUtc = Moment(value("res_payment_date")) ?? Moment(value("res_date")) ?? receivedUtc,
            Voucher = kind == GatewayReportKind.Issued ? new Voucher() : null,
            Code = kind switch
            {
                GatewayReportKind.Failed => ShortCode(value("res_err_code")),
                GatewayReportKind.Unclear => $"{result} {deposit?.Type}".Trim(),
                _ => "",
            },
        };
    }

    private static GatewayReportKind Kind(string result, string method, Deposit? deposit) => result switch
    {
        "OK" when method.StartsWith("credit", StringComparison.Ordinal) => GatewayReportKind.Paid,
        "OK" when method == SbPaymentRequest.StoreMethod => GatewayReportKind.Issued,
        "PY" when deposit is { Type: "P", IsComplete: true } => GatewayReportKind.PreliminaryDeposit,
        "PY" when deposit is { Type: "D", IsComplete: true } => GatewayReportKind.Paid,
        "CN" => GatewayReportKind.Expired,
        "NG" => GatewayReportKind.Failed,
        _ => GatewayReportKind.Unclear,
    };

    private static Yen? Money(string text) =>
        Number().IsMatch(text) ? new Yen(long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)) : null;

    private static DateTime? Moment(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? JapanTime.UtcOf(local) : null;

    private static string ShortCode(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit).Take(20));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,38}$")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Za-z0-9_-]{0,40}$")]
    private static partial Regex WordOrNone();

    [GeneratedRegex("^[0-9]{1,9}$")]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex TwoLetters();

    [GeneratedRegex("^([0-9]{14})?$")]
    private static partial Regex MomentOrNone();

    /// <summary>A deposit at a store (res_payinfo_key): type, this amount, all amounts so far, mail address. The address is not read.</summary>
    private sealed record Deposit(string Type, Yen? Amount, Yen? Cumulative)
    {
        public bool IsComplete => Amount is not null && Cumulative is not null;

        public static Deposit Read(string payinfo)
        {
            var parts = payinfo.Split(',');
            return new Deposit(ShortCode(parts[0]), Money(parts.ElementAtOrDefault(1) ?? ""), Money(parts.ElementAtOrDefault(2) ?? ""));
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MemberHub.Tests.Gateways.StandIns;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>Signed results of SB Payment Service, and their way to the portal.</summary>
internal static class Reports
{
    /// <summary>A card was charged.</summary>
    public static byte[] CardPaid(string reference, string tracking, long amount) => Sign(reference, "credit3d2", "OK", tracking, amount);

    public static byte[] CardRefused(string reference, string tracking, long amount) => Sign(reference, "credit3d2", "NG", tracking, amount, errorCode: "1102");

    /// <summary>A voucher was issued.</summary>
    public static byte[] Issued(string reference, string tracking, long amount) => Sign(reference, "webcvs", "OK", tracking, amount);

    /// <summary>速報 (P) or 確報 (D) of a deposit at a store.</summary>
    public static byte[] Deposit(string reference, string tracking, char type, long amount, long cumulative, string customer = "") =>
        Sign(reference, "webcvs", "PY", tracking, amount, string.Create(CultureInfo.InvariantCulture, $"{type},{amount},{cumulative},payer@example.jp"), customer: customer);

    /// <summary>The voucher's deadline passed.</summary>
    public static byte[] Expired(string reference, string tracking, long amount) => Sign(reference, "webcvs", "CN", tracking, amount);

    /// <summary>Posts it as the company does and answers what it is told; null when the server is gone.</summary>
    public static async Task<string?> SendAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = "Shift_JIS" };
        try
        {
            using var answer = await client.PostAsync("/gateway/SbPayment/notify", content);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static byte[] Sign(string reference, string method, string result, string tracking, long amount, string payinfo = "", string errorCode = "", string customer = "") =>
        SbPaymentStandIn.Sign(
            new Dictionary<string, string>
            {
                ["pay_method"] = method,
                ["merchant_id"] = SbPaymentStandIn.Merchant,
                ["service_id"] = SbPaymentStandIn.Service,
                ["cust_code"] = customer,
                ["order_id"] = reference,
                ["item_id"] = "dues",
                ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
                ["pay_type"] = "0",
                ["service_type"] = "0",
                ["res_pay_method"] = method,
                ["res_result"] = result,
                ["res_tracking_id"] = tracking,
                ["res_payinfo_key"] = payinfo,
                ["res_payment_date"] = "20261122120000",
                ["res_err_code"] = errorCode,
                ["res_date"] = "20261122120000",
            },
            SbPaymentStandIn.Key);
}

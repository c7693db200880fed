using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Bench;

/// <summary>
/// The notification endpoint over HTTP: signed card results of SB Payment Service, each settling an order before it is answered. One sender for the
/// time that an answer takes, four for what the server can do. Server and senders share the machine.
/// </summary>
internal static class NotifyFigure
{
    private const int Count = 1_000;
    private const int WarmUp = 50;
    private const double Aim = 50;

    // In the order in which the company hashes them; what is not named here is empty.
    private static readonly string[] Hashed =
        ["pay_method", "merchant_id", "service_id", "cust_code", "order_id", "item_id", "amount", "pay_type", "service_type", "res_pay_method", "res_result", "res_tracking_id", "res_date"];

    public static Task RunAsync(string[] args) => PayingPortal.ForEachAsync(async portal =>
    {
        await SendAsync(portal, WarmUp, senders: 1);
        foreach (var senders in new[] { 1, 4 })
        {
            var (elapsed, times) = await SendAsync(portal, Count, senders);
            Report.Line("notify", $"notifications settled and answered, {senders} senders, {portal.Database}", Count / elapsed.TotalSeconds, "per second");
            Report.Line("notify", $"answer p50, {senders} senders, {portal.Database}", Percentile(times, 0.50), "ms");
            Report.Line("notify", $"answer p99, {senders} senders, {portal.Database}", Percentile(times, 0.99), "ms", Aim);
        }
    });

    internal static double Percentile(IEnumerable<double> times, double part) => times.Order().ToList() is var sorted ? sorted[(int)((sorted.Count - 1) * part)] : 0;

    private static async Task<(TimeSpan Elapsed, IReadOnlyCollection<double> Times)> SendAsync(PayingPortal portal, int count, int senders)
    {
        List<byte[]> bodies = [.. (await portal.OrderAsync(count)).Select(Paid)];
        using var client = portal.Connect();
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = senders }, async (body, cancel) =>
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            var one = Stopwatch.StartNew();
            using var answer = await client.PostAsync("/gateway/SbPayment/notify", content, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            times.Add(one.Elapsed.TotalMilliseconds);
            if (text != "OK")
            {
                throw new InvalidOperationException($"Answered {text}.");
            }
        });
        return (watch.Elapsed, times);
    }

    private static byte[] Paid(string reference)
    {
        var fields = new Dictionary<string, string>
        {
            ["pay_method"] = "credit3d2",
            ["merchant_id"] = "19788",
            ["service_id"] = "001",
            ["cust_code"] = "",
            ["order_id"] = reference,
            ["item_id"] = "dues",
            ["amount"] = PayingPortal.Dues.ToString(CultureInfo.InvariantCulture),
            ["pay_type"] = "0",
            ["service_type"] = "0",
            ["res_pay_method"] = "credit3d2",
            ["res_result"] = "OK",
            ["res_tracking_id"] = reference,
            ["res_date"] = "20261122120000",
        };
        var text = string.Concat(Hashed.Select(name => fields[name])) + PayingPortal.HashKey;
        fields["sps_hashcode"] = Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(text)));
        return Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={field.Value}")));
    }

    // The company's own choice for this contract.
#pragma warning disable CA5350
    private static byte[] Hash(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350
}

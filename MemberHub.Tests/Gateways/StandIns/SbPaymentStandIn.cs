using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>
/// SB Payment Service as far as the portal deals with it: takes the purchase form from a browser and checks everything about it, shows a
/// page, reports the result server to server, and sends the browser back. Misbehaves on demand.
/// </summary>
public sealed class SbPaymentStandIn : IAsyncDisposable
{
    public const string Merchant = "19788";
    public const string Service = "001";
    public const string Key = "5f1c02b7a4d94be8a0c36f3e18d27c95ab60e741";

    private readonly TimeProvider clock;
    private readonly LoopbackServer server;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentDictionary<string, Purchase> purchases = new();
    private int lastTracking = 31;

    public SbPaymentStandIn(TimeProvider clock)
    {
        this.clock = clock;
        server = new LoopbackServer(AnswerAsync);
    }

    public string RequestUrl => server.Address + "/f01/FepBuyInfoReceive.do";

    /// <summary>Added to the amount of every result: a company that reports something else than was ordered.</summary>
    public int AmountOffset { get; set; }

    /// <summary>How often each result is sent.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>How long to wait before a result is sent.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>It loses the answers, as when the line is cut after a result arrived.</summary>
    public bool LosesAnswers { get; set; }

    public IReadOnlyDictionary<string, Purchase> Purchases => purchases;

    public Task StartAsync() => server.StartAsync();

    public Task StopAsync() => server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>What the payer does on the page: <c>approve</c>, <c>decline</c> or <c>issue</c>. The browser is told to go back.</summary>
    public Task<string> ActAsync(string reference, string action) => action switch
    {
        "approve" => ReportAsync(reference, "OK", State.Paid),
        "issue" => ReportAsync(reference, "OK", State.Issued),
        "decline" => ReportAsync(reference, "NG", State.Failed, errorCode: "1102"),
        _ => throw new ArgumentException("Unknown action.", nameof(action)),
    };

    /// <summary>速報.</summary>
    public Task<string> PreliminaryAsync(string reference, long amount) => DepositAsync(reference, "P", amount, State.Issued);

    /// <summary>確報.</summary>
    public Task<string> ConfirmAsync(string reference, long amount) => DepositAsync(reference, "D", amount, State.Paid);

    /// <summary>A deposit notice of any type, also one that no description knows.</summary>
    public Task<string> DepositAsync(string reference, string type, long amount, State next)
    {
        var purchase = purchases[reference];
        purchase.Received += type == "D" ? amount : 0;
        var cumulative = type == "D" ? purchase.Received : purchase.Received + amount;
        return ReportAsync(reference, "PY", next, payinfo: $"{type},{amount},{cumulative},payer@example.jp");
    }

    /// <summary>The voucher's deadline passed.</summary>
    public Task<string> ExpireAsync(string reference) => ReportAsync(reference, "CN", State.Expired);

    /// <summary>Sends every result of the order again as it was.</summary>
    public async Task RepeatAsync(string reference)
    {
        foreach (var body in purchases[reference].Sent.ToList())
        {
            await PostAsync(purchases[reference]["pagecon_url"], body);
        }
    }

    /// <summary>The fields with which the browser goes back: the same as the result, but hashed over Shift_JIS.</summary>
    public static byte[] BrowserReturn(Purchase purchase) => SbPaymentForm.Write(ReturnFields(purchase));

    /// <summary>A result as the company would sign it.</summary>
    public static byte[] Sign(IEnumerable<KeyValuePair<string, string>> result, string key)
    {
        var fields = result.ToDictionary();
        var hash = SbPaymentForm.HashUtf8(SbPaymentForm.ResultOrder.Select(name => fields.GetValueOrDefault(name, "")), key);

        // In an order of its own and in capitals, as the real one sends it.
        return SbPaymentForm.Write([.. fields.OrderByDescending(field => field.Key, StringComparer.Ordinal), new("sps_hashcode", hash.ToUpperInvariant())]);
    }

    private async Task<string> ReportAsync(string reference, string result, State next, string payinfo = "", string errorCode = "")
    {
        var purchase = purchases[reference];
        await Task.Delay(Delay);
        var moment = clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var fields = SbPaymentForm.ResultOrder.ToDictionary(name => name, name => purchase.Fields.GetValueOrDefault(name, ""));
        fields["amount"] = (long.Parse(fields["amount"], CultureInfo.InvariantCulture) + AmountOffset).ToString(CultureInfo.InvariantCulture);
        fields["res_pay_method"] = fields["pay_method"];
        fields["res_result"] = result;
        fields["res_tracking_id"] = purchase.Tracking;
        fields["res_payinfo_key"] = payinfo;
        fields["res_payment_date"] = result == "NG" ? "" : moment;
        fields["res_err_code"] = errorCode;
        fields["res_date"] = moment;
        purchase.Result = fields;
        var body = Sign(fields, Key);
        purchase.Sent.Add(body);

        var answer = "";
        for (var copy = 0; copy < Copies; copy++)
        {
            answer = await PostAsync(purchase["pagecon_url"], body);
        }

        purchase.State = answer is "OK" or "OK," ? next : next == State.Paid && purchase["pay_method"] != "webcvs" ? State.Voided : purchase.State;
        return answer;
    }

    private async Task<string> PostAsync(string address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = "Shift_JIS" };
        using var response = await http.PostAsync(address, content);
        var text = Encoding.ASCII.GetString(await response.Content.ReadAsByteArrayAsync());
        return LosesAnswers ? "no answer"
            : response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/plain" ? text
            : $"no answer, {(int)response.StatusCode}";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/f01/FepBuyInfoReceive.do" && HttpMethods.IsPost(context.Request.Method))
        {
            var fields = SbPaymentForm.Read(await LoopbackServer.BodyAsync(context));
            var faults = Faults(fields).ToList();
            var reference = fields.FirstOrDefault(field => field.Key == "order_id").Value ?? "";
            if (faults.Count == 0 && purchases.TryGetValue(reference, out var known) && known.State != State.Open)
            {
                faults.Add("order_id: taken");
            }

            if (faults.Count > 0)
            {
                await LoopbackServer.WriteAsync(context, 400, "text/plain; charset=utf-8", string.Join('\n', faults));
                return;
            }

            var purchase = purchases.GetOrAdd(reference, _ => new Purchase(fields.ToDictionary(), $"{Interlocked.Increment(ref lastTracking):D14}"));
            await LoopbackServer.WriteAsync(context, 200, "text/html; charset=utf-8", SbPaymentPages.Choice(purchase));
        }
        else if (context.Request.Path == "/page" && HttpMethods.IsPost(context.Request.Method))
        {
            var form = await context.Request.ReadFormAsync();
            var (reference, action) = (form["order"].ToString(), form["action"].ToString());
            if (action != "cancel")
            {
                _ = await ActAsync(reference, action);
            }

            var purchase = purchases[reference];
            await LoopbackServer.WriteAsync(context, 200, "text/html; charset=utf-8", SbPaymentPages.Return(ReturnFields(purchase), purchase[action switch
            {
                "cancel" => "cancel_url",
                _ when purchase.State is State.Paid or State.Issued => "success_url",
                _ => "error_url",
            }]));
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> ReturnFields(Purchase purchase)
    {
        var fields = purchase.Result ?? purchase.Fields;
        var values = SbPaymentForm.ResultOrder.Select(name => new KeyValuePair<string, string>(name, fields.GetValueOrDefault(name, ""))).ToList();
        return [.. values, new("sps_hashcode", SbPaymentForm.HashShiftJis(values.Select(field => field.Value), Key))];
    }

    private IEnumerable<string> Faults(IReadOnlyList<KeyValuePair<string, string>> given)
    {
        // A form has a button as well; its field comes last and is no part of the request.
        var fields = given.Count > 0 && given[^1].Key == "submit" ? given.SkipLast(1).ToList() : [.. given];
        if (!fields.Select(field => field.Key).SequenceEqual(SbPaymentForm.RequestOrder))
        {
            yield return "fields: missing, unknown or in another order";
            yield break;
        }

        var values = fields.ToDictionary();
        foreach (var (name, shape) in Shapes)
        {
            if (!shape.IsMatch(values[name]))
            {
                yield return $"{name}: form";
            }
        }

        if (values["merchant_id"] != Merchant || values["service_id"] != Service)
        {
            yield return "merchant: unknown";
        }

        if (values["sps_hashcode"] != SbPaymentForm.HashUtf8(fields.SkipLast(1).Select(field => field.Value), Key))
        {
            yield return "sps_hashcode: differs";
        }

        var nowJapan = clock.GetUtcNow().UtcDateTime.AddHours(9);
        if (!DateTime.TryParseExact(values["request_date"], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var requested)
            || (nowJapan - requested).Duration() > TimeSpan.FromSeconds(600))
        {
            yield return "request_date: not now";
        }
    }

    private static readonly (string Name, Regex Shape)[] Shapes =
    [
        ("pay_method", new("^(credit|credit3d2|webcvs)$")), ("cust_code", new("^[!-~]{1,64}$")), ("order_id", new("^[!-~]{1,38}$")),
        ("item_id", new("^[!-~]{1,32}$")), ("item_name", new("^[^\u0000-\u001F]{0,40}$")), ("amount", new("^[1-9][0-9]{0,6}$")),
        ("pay_type", new("^0$")), ("service_type", new("^0$")), ("terminal_type", new("^[0-9]?$")), ("limit_second", new("^[0-9]{0,4}$")),
        ("tax", new("^$")), ("sps_cust_no", new("^$")), ("sps_payment_no", new("^$")), ("pay_item_id", new("^$")), ("auto_charge_type", new("^$")),
        ("div_settele", new("^$")), ("last_charge_month", new("^$")), ("camp_type", new("^$")), ("tracking_id", new("^$")),
        ("success_url", new("^https?://[!-~]+$")), ("cancel_url", new("^https?://[!-~]+$")), ("error_url", new("^https?://[!-~]+$")),
        ("pagecon_url", new("^https?://[!-~]+$")), ("free_csv", new("^[A-Za-z0-9+/=]*$")),
    ];

    public enum State
    {
        Open,
        Issued,
        Paid,
        Failed,
        Expired,

        /// <summary>The sale was answered NG, so that no money moved.</summary>
        Voided,
    }

    /// <summary>One order as the company keeps it.</summary>
    public sealed record Purchase(IReadOnlyDictionary<string, string> Fields, string Tracking)
    {
        public State State { get; set; }

        public long Received { get; set; }

        public IReadOnlyDictionary<string, string>? Result { get; set; }

        public List<byte[]> Sent { get; } = [];

        public string this[string field] => Fields[field];
    }
}

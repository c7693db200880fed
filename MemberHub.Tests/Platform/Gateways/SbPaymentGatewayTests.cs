using System.Net;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.SbPayment;
using MemberHub.Tests.Gateways.StandIns;
using MemberHub.Tests.Support;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Platform.Gateways;

[Trait("Runs", "Once")]
public sealed class SbPaymentGatewayTests
{
    private const string Key = "398a58952baf329cac5efbae97ea84ba17028d02";

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 22, 23, 59, 1, TimeSpan.FromHours(9)));
    private readonly SbPaymentOptions options = new()
    {
        MerchantId = "19788",
        ServiceId = "001",
        HashKey = Key,
        RequestUrl = "https://gateway.example.com/f01/FepBuyInfoReceive.do",
    };

    [Theory]
    [InlineData("be33a23ec4b61a34545e0a485d0897e33383f4de")]
    [InlineData("BE33A23EC4B61A34545E0A485D0897E33383F4DE")]
    public void The_published_result_is_genuine(string hash)
    {
        var report = Report(PublishedSample(hash));

        Assert.Equal("9eb2fced282c5bfc67c2417217ca2682", report.Reference);
        Assert.Equal("498b1fd98ebeb074ff1d50f2e2720a1a", report.CustomerCode);
        Assert.Equal("80312789324671", report.Transaction);
        Assert.Equal(new Yen(980), report.Amount);
        Assert.Equal(new DateTime(2015, 8, 7, 7, 10, 21, DateTimeKind.Utc), report.OccurredUtc);
        Assert.Equal(GatewayReportKind.Unclear, report.Kind); // it names no method
    }

    [Fact]
    public void The_published_browser_return_tells_the_order_and_is_no_result()
    {
        var sample = PublishedSample("c27fa2286c6fcc2cef2ce31def31386c2e39783e");

        Assert.Equal("9eb2fced282c5bfc67c2417217ca2682", SbPaymentGateway.ReturnReference(sample));
        Assert.Equal(NotificationOutcome.NotGenuine, Refusal(sample));
    }

    [Fact]
    public void The_stand_in_hashes_as_published()
    {
        var values = Result(PublishedSample(""));

        Assert.Equal("be33a23ec4b61a34545e0a485d0897e33383f4de", SbPaymentForm.HashUtf8(SbPaymentForm.ResultOrder.Select(name => values[name]), Key));
        Assert.Equal("c27fa2286c6fcc2cef2ce31def31386c2e39783e", SbPaymentForm.HashShiftJis(SbPaymentForm.ResultOrder.Select(name => values[name]), Key));
    }

    [Theory]
    [InlineData("order_id=A%22%3E%3Cscript")]
    [InlineData("order_id=")]
    [InlineData("order_id=%8")]
    [InlineData("order_id=A1&order_id=B2")]
    [InlineData("")]
    [InlineData("\u0000\u0001&&&===%")]
    public void A_return_without_a_plain_reference_tells_nothing(string body) => Assert.Null(SbPaymentGateway.ReturnReference(Encoding.Latin1.GetBytes(body)));

    [Fact]
    public async Task The_request_has_every_field_in_its_order()
    {
        var form = Assert.IsType<Handover.ByForm>(await Gateway().BeginAsync(Order(), TestContext.Current.CancellationToken));

        string[] expected =
        [
            "pay_method=credit3d2", "merchant_id=19788", "service_id=001", "cust_code=s1m42", "sps_cust_no=", "sps_payment_no=",
            "order_id=A1B2C3D4E5F6G7H8J9K0", "item_id=A1B2C3D4E5F6G7H8J9K0", "pay_item_id=", "item_name=年会費（2026年度）", "tax=", "amount=12000",
            "pay_type=0", "auto_charge_type=", "service_type=0", "div_settele=", "last_charge_month=", "camp_type=", "tracking_id=", "terminal_type=0",
            "success_url=https://portal.example.jp/payments/return/SbPayment", "cancel_url=https://portal.example.jp/payments/return/SbPayment",
            "error_url=https://portal.example.jp/payments/return/SbPayment", "pagecon_url=https://portal.example.jp/gateway/SbPayment/notify",
            "free1=", "free2=", "free3=", "free_csv=", "request_date=20261122235901", "limit_second=600",
        ];
        Assert.Equal(expected, form.Fields.SkipLast(1).Select(field => $"{field.Key}={field.Value}"));
        Assert.Equal("sps_hashcode", form.Fields[^1].Key);
        Assert.Equal(SbPaymentForm.HashUtf8(expected.Select(field => field.Split('=', 2)[1]), Key), form.Fields[^1].Value);
        Assert.Equal((new Uri(options.RequestUrl), "Shift_JIS"), (form.Action, form.Charset));
    }

    [Fact]
    public async Task Another_hash_is_a_setting()
    {
        options.HashAlgorithm = SbPaymentHashAlgorithm.SHA256;

        var fields = await FieldsAsync(Order());

        Assert.Equal(SbPaymentForm.HashSha256(fields.Take(30).Select(field => field.Value), Key), fields["sps_hashcode"]);
    }

    [Theory]
    [InlineData("年会費 髙﨑", "年会費 髙﨑")]
    [InlineData("𠮷田会費", "〓田会費")]
    [InlineData("葛\U000E0100飾会費", "葛飾会費")]
    [InlineData("2025〜2026 −1", "2025～2026 －1")]
    [InlineData("会費\r\n割引", "会費〓〓割引")]
    [InlineData("会費 ☃ é", "会費 〓 〓")]
    [InlineData("  会費 ", "会費")]
    [InlineData("\uE000会費\uF8F1", "〓会費〓")]
    public async Task What_cannot_travel_is_replaced_before_hashing(string name, string sent)
    {
        var fields = await FieldsAsync(Order() with { ItemName = name });

        Assert.Equal(sent, fields["item_name"]);
        Assert.Equal(SbPaymentForm.HashUtf8(fields.Take(30).Select(field => field.Value), Key), fields["sps_hashcode"]);
        Assert.Equal(sent, SbPaymentForm.Read(SbPaymentForm.Write(fields)).Single(field => field.Key == "item_name").Value);
    }

    [Fact]
    public async Task A_long_name_is_cut_between_its_signs() =>
        Assert.Equal("a" + new string('会', 19), (await FieldsAsync(Order() with { ItemName = "a" + new string('会', 39) }))["item_name"]);

    [Theory]
    [InlineData("青葉 太郎", "アオバ タロウ", "taro@example.jp", "LAST_NAME=青葉,FIRST_NAME=太郎,LAST_NAME_KANA=アオバ,FIRST_NAME_KANA=タロウ,TEL=0312345678,MAIL=taro@example.jp")]
    [InlineData("𠮷田　花子", "", "taro+dues@example.jp", "LAST_NAME=〓田,FIRST_NAME=花子,TEL=0312345678")]
    [InlineData("O'Neill,|&<\"%> Ann=1", "ｱｵバ", "ann@example.jp", "LAST_NAME=ONeill,FIRST_NAME=Ann1,LAST_NAME_KANA=バ,TEL=0312345678,MAIL=ann@example.jp")]
    public async Task The_stores_form_is_filled_in_with_what_it_may_hold(string name, string kana, string email, string expected)
    {
        var fields = await FieldsAsync(Order() with { Method = PaymentMethod.ConvenienceStore, Payer = new Payer(name, kana, "0312345678", email) });

        Assert.Equal("webcvs", fields["pay_method"]);
        Assert.Equal(expected, SbPaymentForm.FromBase64(fields["free_csv"]));
    }

    [Theory]
    [InlineData("OK", "credit3d2", "", GatewayReportKind.Paid, "")]
    [InlineData("OK", "webcvs", "", GatewayReportKind.Issued, "")]
    [InlineData("OK", "banktransfer", "", GatewayReportKind.Unclear, "OK")]
    [InlineData("PY", "webcvs", "P,12000,12000,a@example.jp", GatewayReportKind.PreliminaryDeposit, "")]
    [InlineData("PY", "webcvs", "D,12000,12000,a@example.jp", GatewayReportKind.Paid, "")]
    [InlineData("PY", "webcvs", "C,12000,0,a@example.jp", GatewayReportKind.Unclear, "PY C")]
    [InlineData("PY", "webcvs", "D,,12000,a@example.jp", GatewayReportKind.Unclear, "PY D")]
    [InlineData("PY", "webcvs", "D,12000", GatewayReportKind.Unclear, "PY D")]
    [InlineData("PY", "webcvs", "", GatewayReportKind.Unclear, "PY")]
    [InlineData("CN", "webcvs", "", GatewayReportKind.Expired, "")]
    [InlineData("NG", "credit3d2", "", GatewayReportKind.Failed, "1102")]
    [InlineData("CR", "credit3d2", "", GatewayReportKind.Unclear, "CR")]
    public void Each_result_says_what_it_means(string result, string method, string payinfo, GatewayReportKind kind, string code)
    {
        var report = Report(Signed(("res_result", result), ("res_pay_method", method), ("pay_method", method), ("res_payinfo_key", payinfo), ("res_err_code", "1102")));

        Assert.Equal((kind, code), (report.Kind, report.Code));
        Assert.Equal(new Yen(12_000), report.Amount);
    }

    [Fact]
    public void A_deposit_in_parts_tells_this_part_and_the_sum()
    {
        var first = Report(Signed(("res_result", "PY"), ("res_payinfo_key", "D,5000,5000,a@example.jp")));
        var second = Report(Signed(("res_result", "PY"), ("res_payinfo_key", "D,7000,12000,a@example.jp")));

        Assert.Equal((new Yen(7_000), new Yen(12_000)), (second.Amount, second.Cumulative));
        Assert.NotEqual(first.EffectKey, second.EffectKey);
        Assert.DoesNotContain("example", second.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merchant_id", "19789", NotificationOutcome.NotGenuine)]
    [InlineData("service_id", "002", NotificationOutcome.NotGenuine)]
    [InlineData("amount", "-1", NotificationOutcome.Malformed)]
    [InlineData("amount", "99999999999999999999", NotificationOutcome.Malformed)]
    [InlineData("order_id", "", NotificationOutcome.Malformed)]
    [InlineData("res_result", "ok", NotificationOutcome.Malformed)]
    [InlineData("res_date", "2026112223590", NotificationOutcome.Malformed)]
    public void Signed_rightly_and_wrong_all_the_same(string field, string value, NotificationOutcome outcome) => Assert.Equal(outcome, Refusal(Signed((field, value))));

    [Fact]
    public void A_sign_moved_into_the_next_field_keeps_the_hash_and_is_refused()
    {
        // 20261122235900 + OK becomes 20261122235900O + K: the same text, hence the same hash.
        var moved = Result(Signed()).ToDictionary();
        moved["res_pay_method"] += "O";
        moved["res_result"] = "K";

        Assert.Equal(NotificationOutcome.Malformed, Refusal(SbPaymentStandIn.Sign(moved, Key)));
    }

    [Theory]
    [InlineData("192.0.2.5", true)]
    [InlineData("::ffff:192.0.2.5", true)]
    [InlineData("198.51.100.17", true)]
    [InlineData("192.0.2.16", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_allowed_senders_are_heard(string sender, bool heard)
    {
        options.AllowedSenders = ["192.0.2.0/28", "198.51.100.17"];

        var reading = Gateway().Read(Notification(Signed()) with { Sender = IPAddress.Parse(sender) });

        Assert.Equal(heard, reading is NotificationReading.Report);
    }

    [Fact]
    [Asvs("15.3.7")]
    public void A_field_given_twice_is_refused()
    {
        var body = Encoding.ASCII.GetString(Signed());

        Assert.Equal(NotificationOutcome.Malformed, Refusal(Encoding.ASCII.GetBytes(body + "&amount=1")));
        Assert.Equal(NotificationOutcome.Malformed, Refusal(Encoding.ASCII.GetBytes("amount=1&" + body)));
    }

    [Fact]
    public void The_answer_with_a_comma_is_a_setting()
    {
        options.OkReply = "OK,";

        Assert.Equal("OK,", Encoding.ASCII.GetString(Gateway().Answer(NotificationOutcome.Applied).Body.Span));
    }

    private SbPaymentGateway Gateway() => new(Options.Create(options), clock);

    private static GatewayOrder Order() => new()
    {
        Reference = "A1B2C3D4E5F6G7H8J9K0",
        Method = PaymentMethod.Card,
        Amount = new Yen(12_000),
        ItemName = "年会費（2026年度）",
        CustomerCode = "s1m42",
        Language = "ja",
        CreatedUtc = new DateTime(2026, 11, 22, 14, 0, 0, DateTimeKind.Utc),
        ReturnUrl = new Uri("https://portal.example.jp/payments/return/SbPayment"),
        NotifyUrl = new Uri("https://portal.example.jp/gateway/SbPayment/notify"),
    };

    private async Task<OrderedDictionary<string, string>> FieldsAsync(GatewayOrder order) =>
        new(Assert.IsType<Handover.ByForm>(await Gateway().BeginAsync(order, TestContext.Current.CancellationToken)).Fields);

    private static GatewayNotification Notification(byte[] body) =>
        new(body, "application/x-www-form-urlencoded", "", IPAddress.Loopback, new DateTime(2026, 11, 22, 15, 0, 0, DateTimeKind.Utc));

    private GatewayReport Report(byte[] body) => Assert.IsType<NotificationReading.Report>(Gateway().Read(Notification(body))).Content;

    private NotificationOutcome Refusal(byte[] body) => Assert.IsType<NotificationReading.Refused>(Gateway().Read(Notification(body))).Outcome;

    private static Dictionary<string, string> Result(byte[] body) =>
        SbPaymentForm.Read(body).Where(field => field.Key != "sps_hashcode").ToDictionary();

    private static byte[] Signed(params (string Field, string Value)[] changes)
    {
        var fields = SbPaymentForm.ResultOrder.ToDictionary(name => name, _ => "");
        (string Field, string Value)[] usual =
        [
            ("pay_method", "credit3d2"), ("merchant_id", "19788"), ("service_id", "001"), ("cust_code", "s1m42"), ("order_id", "A1B2C3D4E5F6G7H8J9K0"),
            ("item_id", "A1B2C3D4E5F6G7H8J9K0"), ("item_name", "年会費"), ("amount", "12000"), ("pay_type", "0"), ("service_type", "0"), ("terminal_type", "0"),
            ("request_date", "20261122235900"), ("res_pay_method", "credit3d2"), ("res_result", "OK"), ("res_tracking_id", "80312789324671"),
            ("res_payment_date", "20261122235950"), ("res_date", "20261122235951"), ("limit_second", "600"),
        ];
        foreach (var (field, value) in usual.Concat(changes))
        {
            fields[field] = value;
        }

        return SbPaymentStandIn.Sign(fields, Key);
    }

    // As published, in the order of its fields; the hash decides which of the two messages it is.
    private static byte[] PublishedSample(string hash) => Encoding.ASCII.GetBytes(
        "pay_method=&merchant_id=19788&service_id=001&cust_code=498b1fd98ebeb074ff1d50f2e2720a1a&sps_cust_no=&sps_payment_no="
        + "&order_id=9eb2fced282c5bfc67c2417217ca2682&item_id=Item+ID&pay_item_id=&item_name=%8Cp%91%B1%89%DB%8B%E0&tax=&amount=980&pay_type=2"
        + "&auto_charge_type=0&service_type=0&div_settele=0&last_charge_month=&camp_type=&tracking_id=&terminal_type=0&free1=&free2=&free3="
        + "&request_date=20150807161004&res_pay_method=&res_result=OK&res_tracking_id=80312789324671&res_sps_cust_no=&res_sps_payment_no="
        + "&res_payinfo_key=&res_payment_date=20150807161021&res_err_code=&res_date=20150807161021&limit_second=600&sps_hashcode=" + hash);
}

using Bunit;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Payments.Portal;
using MemberHub.Features.Payments.Portal.Paying;
using MemberHub.Tests.Components;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Payments.Portal;

public sealed class HistoryPartsTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(OrderState.Started, "wait", "お手続き中", "まだお申し込みは済んでいません。続けるか、取り消してください。")]
    [InlineData(OrderState.AwaitingGateway, "wait", "結果を確認中", "決済会社からの結果を待っています。")]
    [InlineData(OrderState.AwaitingDeposit, "act", "未入金（コンビニ支払い待ち）", "ローソンで、2026年12月2日までにお支払いください。")]
    [InlineData(OrderState.PreliminarilyPaid, "wait", "入金確認中（速報）", "お店から速報が届きました。")]
    [InlineData(OrderState.AwaitingTransfer, "act", "請求書発行済（お振込み待ち）", "2026年12月22日までにお振込みください。")]
    [InlineData(OrderState.SlipRequested, "wait", "申請済み（事務局の確認待ち）", "事務局が確認しています。用紙は2026年11月26日から2026年11月30日までの間に発送します。")]
    [InlineData(OrderState.SlipApproved, "wait", "承認（発送準備中）", "用紙を準備しています。")]
    [InlineData(OrderState.SlipSent, "act", "発送（お振込み待ち）", "振込用紙送付日 2026年11月20日。")]
    [InlineData(OrderState.SlipRejected, "stop", "差戻し", "事務局からのご連絡: 住所をご確認ください")]
    [InlineData(OrderState.SlipReturned, "stop", "返送", "お送りした払込取扱票が、宛先に届かず事務局に戻りました。住所をご確認ください")]
    [InlineData(OrderState.Unknown, "wait", "照会中", "決済会社に結果を問い合わせています。")]
    [InlineData(OrderState.Cancelled, "off", "取消（未入金）", "2026年11月23日に取り消しました。")]
    [InlineData(OrderState.Expired, "off", "期限切れ（未入金）", "2026年11月23日に期限が過ぎたため終了しました。")]
    [InlineData(OrderState.Paid, "done", "入金済", "2026年11月23日に入金を確認しました。")]
    public void Each_state_has_its_words_and_is_filled_only_when_money_came(OrderState state, string tone, string word, string sentence)
    {
        var status = Render<HistoryStatus>(part => part.Add(s => s.Entry, Entry(state)));

        Assert.Equal(tone, status.Find(".chip").GetAttribute("data-tone"));
        Assert.Equal(word, status.Find(".chip").TextContent);
        Assert.StartsWith(sentence, status.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OrderFailure.Declined, "カード会社の承認が得られませんでした。")]
    [InlineData(OrderFailure.NotAccepted, "決済会社がこのお手続きを受け付けませんでした。")]
    [InlineData(OrderFailure.GivenUp, "お支払いの画面が途中で閉じられたか、時間切れになったため、")]
    [InlineData(OrderFailure.AtStore, "コンビニでのお支払い手続きができませんでした。")]
    public void A_failure_says_what_failed(OrderFailure failure, string sentence)
    {
        var entry = Entry(OrderState.Failed);
        var status = Render<HistoryStatus>(part => part.Add(s => s.Entry, entry with { Order = entry.Order! with { Failure = failure } }));

        Assert.Equal(("stop", "決済できませんでした"), (status.Find(".chip").GetAttribute("data-tone"), status.Find(".chip").TextContent));
        Assert.StartsWith(sentence, status.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "done", "預り金", "お預かりしています。")]
    [InlineData(24_000, 0, "wait", "返金手続中", "24,000円の返金の手続きをしています。")]
    [InlineData(0, 24_000, "off", "返金済", "24,000円を返金しました（2026年11月25日）。")]
    public void Money_that_settles_nothing_is_held_or_goes_back(long underWay, long done, string tone, string word, string sentence)
    {
        var entry = Money([]) with { Credited = new Yen(24_000 - underWay - done), SentBack = new SentBack(new Yen(underWay), new Yen(done), done > 0 ? new DateOnly(2026, 11, 25) : null) };
        var status = Render<HistoryStatus>(part => part.Add(s => s.Entry, entry));

        Assert.Equal((tone, word, sentence), (status.Find(".chip").GetAttribute("data-tone"), status.Find(".chip").TextContent, Assert.Single(status.FindAll("p")).TextContent));
    }

    [Fact]
    public void Money_that_settled_charges_is_received_and_what_of_it_went_back_stands_below()
    {
        var entry = Money([new FiscalYear(2025)]) with { SentBack = new SentBack(Yen.Zero, new Yen(1_000), new DateOnly(2026, 11, 25)) };
        var status = Render<HistoryStatus>(part => part.Add(s => s.Entry, entry));

        Assert.Equal(("done", "入金済"), (status.Find(".chip").GetAttribute("data-tone"), status.Find(".chip").TextContent));
        Assert.Equal("1,000円を返金しました（2026年11月25日）。", status.FindAll("p")[^1].TextContent);
    }

    [Fact]
    public void A_part_of_the_money_is_not_shown_as_paid()
    {
        var entry = Entry(OrderState.Paid);
        var order = entry.Order! with { Payments = [new OrderPayment(7, new Yen(1_000), Yen.Zero, Today, SentBack.Nothing)], StillOpen = new Yen(23_000) };

        var table = Render<HistoryTable>(part => part.Add(t => t.Entries, [entry with { Order = order }]));
        var card = Render<OrderStatusCard>(part => part.Add(c => c.Order, order));

        Assert.All<IRenderedComponent<Microsoft.AspNetCore.Components.IComponent>>([table, card], shown =>
        {
            Assert.Equal(("act", "一部入金"), (shown.Find(".chip").GetAttribute("data-tone"), shown.Find(".chip").TextContent));
            Assert.Contains("1,000円を確認しました。残り23,000円が未納です。", shown.Markup, StringComparison.Ordinal);
        });
        Assert.Contains("/payments", table.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("/payments", Render<OrderSide>(part => part.Add(side => side.Order, order)).FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Money_that_was_sent_back_has_no_receipt()
    {
        var order = Entry(OrderState.Cancelled).Order! with
        {
            Payments = [new OrderPayment(7, Yen.Zero, Yen.Zero, Today, new SentBack(Yen.Zero, new Yen(24_000), new DateOnly(2026, 11, 25)))],
        };

        var card = Render<OrderStatusCard>(part => part.Add(c => c.Order, order));

        Assert.Equal("返金済", card.Find(".note b").TextContent);
        Assert.DoesNotContain(card.FindAll("a"), link => link.GetAttribute("href")!.Contains("receipt", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_an_unpaid_order_can_be_cancelled()
    {
        SetRendererInfo(new("Server", true));
        HistoryEntry? asked = null;
        var table = Render<HistoryTable>(part => part
            .Add(t => t.Entries, [Entry(OrderState.AwaitingTransfer), Entry(OrderState.Cancelled), Entry(OrderState.PreliminarilyPaid), Money([new FiscalYear(2025)])])
            .Add(t => t.OnCancel, entry => asked = entry));

        table.FindAll("button").Single().Click();

        Assert.Equal(OrderState.AwaitingTransfer, asked?.Order?.State);
        Assert.Equal(
            ["/documents/I-2026-000001.pdf", "/payments/order/R-AwaitingTransfer", "/documents/I-2026-000001.pdf", "/payments/order/R-Cancelled", "/payments/order/R-PreliminarilyPaid", "/documents/receipt/7"],
            table.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData(false, "領収書")]
    [InlineData(true, "領収書について")]
    public void Money_that_came_leads_to_its_receipt(bool imported, string words)
    {
        var table = Render<HistoryTable>(part => part.Add(t => t.Entries, [Money([new FiscalYear(2025)]) with { PaymentId = 77, HasReceipt = !imported, Imported = imported }]));

        var link = table.Find("a");
        Assert.Equal("/documents/receipt/77", link.GetAttribute("href"));
        Assert.Equal(words, link.TextContent);
    }

    [Fact]
    public void Cancelling_waits_for_the_circuit()
    {
        SetRendererInfo(new("Static", false));

        var table = Render<HistoryTable>(part => part.Add(t => t.Entries, [Entry(OrderState.AwaitingTransfer)]));

        Assert.True(table.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void Years_stand_newest_first_with_their_chips()
    {
        var ledger = new MemberLedger(
            [Charges.Of(2022, waived: 12_000), Charges.Of(2023, paid: 12_000), Charges.Of(2024), Charges.Of(2025, paid: 8_000), Charges.Of(2026), Charges.Of(2027)], Yen.Zero, Today);

        var chips = Render<YearsCard>(part => part.Add(card => card.Ledger, ledger)).FindAll(".chip").Select(chip => chip.TextContent);

        Assert.Equal(["お支払い開始前", "未納", "一部入金（残り 4,000円）", "滞納（2年）", "納入済", "免除"], chips);
    }

    [Fact]
    public void Who_was_never_charged_reads_so()
    {
        var card = Render<YearsCard>(part => part.Add(c => c.Ledger, new MemberLedger([], Yen.Zero, Today)));

        Assert.Contains("会費の記録はまだありません", card.Markup, StringComparison.Ordinal);
    }

    private static HistoryEntry Money(IReadOnlyList<FiscalYear> years) => new()
    {
        PaymentId = 7,
        Day = Today,
        Method = PaymentMethod.BankTransfer,
        Years = years,
        Amount = new Yen(24_000),
        HasReceipt = years.Count > 0,
    };

    private static HistoryEntry Entry(OrderState state) => new()
    {
        Order = new OrderView
        {
            OrderId = (long)state,
            Reference = $"R-{state}",
            Method = PaymentMethod.BankTransfer,
            State = state,
            Amount = new Yen(24_000),
            Years = [],
            Details = new PaymentDetails { Store = ConvenienceStore.Lawson, SlipEarliest = new DateOnly(2026, 11, 26), SlipLatest = new DateOnly(2026, 11, 30) },
            CreatedUtc = new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc),
            DeadlineUtc = new DateTime(2026, 12, 2, 14, 59, 59, DateTimeKind.Utc),
            EndedOn = state.IsLive() ? null : new DateOnly(2026, 11, 23),
            SlipSentOn = new DateOnly(2026, 11, 20),
            Rejection = "住所をご確認ください",
            InvoiceNumber = state is OrderState.AwaitingTransfer or OrderState.Cancelled ? "I-2026-000001" : null,
            InvoiceDueOn = new DateOnly(2026, 12, 22),
            Payments = [],
        },
        Day = Today,
        Method = PaymentMethod.BankTransfer,
        Years = [new FiscalYear(2025), new FiscalYear(2026)],
        Amount = new Yen(24_000),
    };
}

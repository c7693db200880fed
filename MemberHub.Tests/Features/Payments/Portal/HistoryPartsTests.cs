using Bunit;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Payments.Portal;
using MemberHub.Tests.Components;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Payments.Portal;

public sealed class HistoryPartsTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(HistoryState.AwaitingTransfer, "act", "請求書発行済（お振込み待ち）", "2026年12月22日までにお振込みください。")]
    [InlineData(HistoryState.Cancelled, "off", "取消（未入金）", "2026年11月23日に取り消しました。この請求書では支払わないでください。")]
    [InlineData(HistoryState.Received, "done", "入金済", "2026年11月22日の入金を確認しました。")]
    [InlineData(HistoryState.Credited, "done", "預り金", "お預かりしています。")]
    [InlineData(HistoryState.Started, "wait", "お手続き中", "まだお申し込みは済んでいません。続けるか、取り消してください。")]
    public void Each_state_has_its_words_and_is_filled_only_when_money_came(HistoryState state, string tone, string word, string sentence)
    {
        var status = Render<HistoryStatus>(part => part.Add(s => s.Entry, Entry(state)));

        Assert.Equal(tone, status.Find(".chip").GetAttribute("data-tone"));
        Assert.Equal(word, status.Find(".chip").TextContent);
        Assert.Equal(sentence, status.Find("p").TextContent);
    }

    [Fact]
    public void Only_an_unpaid_order_can_be_cancelled()
    {
        SetRendererInfo(new("Server", true));
        HistoryEntry? asked = null;
        var table = Render<HistoryTable>(part => part
            .Add(t => t.Entries, [Entry(HistoryState.AwaitingTransfer), Entry(HistoryState.Cancelled), Entry(HistoryState.Received)])
            .Add(t => t.OnCancel, entry => asked = entry));

        table.FindAll("button").Single().Click();

        Assert.Equal(HistoryState.AwaitingTransfer, asked?.State);
        Assert.Equal(["/documents/I-2026-000001.pdf", "/documents/I-2026-000001.pdf"], table.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData(false, "領収書")]
    [InlineData(true, "領収書について")]
    public void Money_that_came_leads_to_its_receipt(bool imported, string words)
    {
        var table = Render<HistoryTable>(part => part.Add(t => t.Entries, [Entry(HistoryState.Received) with { PaymentId = 77, Imported = imported }]));

        var link = table.Find("a");
        Assert.Equal("/documents/receipt/77", link.GetAttribute("href"));
        Assert.Equal(words, link.TextContent);
    }

    [Fact]
    public void Cancelling_waits_for_the_circuit()
    {
        SetRendererInfo(new("Static", false));

        var table = Render<HistoryTable>(part => part.Add(t => t.Entries, [Entry(HistoryState.AwaitingTransfer)]));

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

    private static HistoryEntry Entry(HistoryState state) => new()
    {
        OrderId = state is HistoryState.Received or HistoryState.Credited ? null : (long)state + 1,
        Day = Today,
        Method = PaymentMethod.BankTransfer,
        Years = [new FiscalYear(2025), new FiscalYear(2026)],
        Amount = new Yen(24_000),
        State = state,
        DueOn = new DateOnly(2026, 12, 22),
        EndedOn = state == HistoryState.Cancelled ? new DateOnly(2026, 11, 23) : null,
        DocumentNumber = state is HistoryState.AwaitingTransfer or HistoryState.Cancelled ? "I-2026-000001" : null,
    };
}

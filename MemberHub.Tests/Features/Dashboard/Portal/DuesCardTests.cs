using Bunit;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Dashboard.Portal;
using MemberHub.Tests.Components;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Dashboard.Portal;

public sealed class DuesCardTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Several_open_years_share_one_chip_and_say_since_when()
    {
        var card = Card(Charges.Of(2024), Charges.Of(2025), Charges.Of(2026));

        Assert.Equal("未納 3年度分", card.Find(".chip").TextContent);
        Assert.Equal("36,000円", card.Find(".amount").TextContent);
        Assert.Equal(["2024年1月から未納", "2025年1月から未納", "お支払い期間は12月31日まで。"], card.FindAll("small").Skip(1).Select(line => line.TextContent));
        Assert.Equal("/payments", card.Find(".btn.primary").GetAttribute("href"));
    }

    [Fact]
    public void One_open_year_keeps_its_own_words()
    {
        var card = Card(Charges.Of(2026, paid: 8_000));

        Assert.Equal("一部入金（残り 4,000円）", card.Find(".chip").TextContent);
    }

    [Fact]
    public void Who_owes_nothing_reads_when_the_next_year_begins()
    {
        var card = Card(Charges.Of(2026, paid: 12_000), Charges.Of(2027));

        Assert.Contains("2027年度の会費は2026年12月1日からお支払いいただけます。", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".btn.primary"));
    }

    [Fact]
    public void A_credit_stands_beside_the_claim_and_does_not_lower_it()
    {
        var card = Card(new Yen(5_000), Charges.Of(2026));

        Assert.Equal("12,000円", card.Find(".amount").TextContent);
        Assert.Contains("5,000円をお預かりしています。", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_several_open_years_can_be_paid_year_by_year()
    {
        Assert.Empty(Card(Charges.Of(2026)).FindAll(".btn.quiet"));
        Assert.Single(Card(Charges.Of(2025), Charges.Of(2026)).FindAll(".btn.quiet"));
    }

    [Fact]
    public void What_is_under_way_says_who_acts_and_is_the_way_on()
    {
        var order = new LiveOrder { Reference = "abcdefghij0123456789", State = OrderState.AwaitingDeposit, Amount = new Yen(12_000), PayBy = new DateOnly(2026, 11, 30) };
        var card = Card(Yen.Zero, [order], Charges.Of(2026));

        Assert.Equal("未入金（コンビニ支払い待ち）", card.FindAll(".chip")[1].TextContent);
        Assert.Equal("12,000円を、2026年11月30日（月）までにコンビニでお支払いください。番号の発行は、お支払いではありません。", card.Find(".part p").TextContent);
        Assert.Equal(["12,000円", "2026年11月30日（月）"], card.FindAll(".part .nb").Select(part => part.TextContent));
        Assert.Equal(["/payments/order/abcdefghij0123456789"], card.FindAll(".btn.primary").Select(button => button.GetAttribute("href")));
        Assert.DoesNotContain("/payments\"", card.Markup, StringComparison.Ordinal);
    }

    // Who acts next, and until when, for each of the states that hold a claim.
    [Theory]
    [InlineData(OrderState.Started)]
    [InlineData(OrderState.AwaitingGateway)]
    [InlineData(OrderState.Unknown)]
    [InlineData(OrderState.AwaitingDeposit)]
    [InlineData(OrderState.PreliminarilyPaid)]
    [InlineData(OrderState.AwaitingTransfer)]
    [InlineData(OrderState.SlipRequested)]
    [InlineData(OrderState.SlipApproved)]
    [InlineData(OrderState.SlipSent)]
    [InlineData(OrderState.SlipReturned)]
    public void Every_live_state_has_its_words(OrderState state)
    {
        var day = new DateOnly(2026, 11, 30);
        var order = new LiveOrder
        {
            Reference = "abcdefghij0123456789",
            State = state,
            Amount = new Yen(12_000),
            PayBy = day,
            InvoiceNumber = "I-2026-000001",
            SlipEarliest = day,
            SlipLatest = day,
            SlipSentOn = day,
            Correction = "番地をご確認ください。",
        };

        var part = Card(Yen.Zero, [order], Charges.Of(2026)).Find(".part");

        Assert.DoesNotContain("Order.", part.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("{", part.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<DuesCard> Card(params ChargePosition[] charges) => Card(Yen.Zero, charges);

    private IRenderedComponent<DuesCard> Card(Yen credit, params ChargePosition[] charges) => Card(credit, [], charges);

    private IRenderedComponent<DuesCard> Card(Yen credit, IReadOnlyList<LiveOrder> orders, params ChargePosition[] charges) => Render<DuesCard>(part => part.Add(card => card.View, new DashboardView
    {
        Name = "髙橋　真理子",
        MemberNumber = "0012847",
        Category = "正会員",
        Institution = "",
        Department = "",
        MailingDestination = MailingDestination.Home,
        Ledger = new MemberLedger(charges, credit, Today),
        LiveOrders = orders,
        CanPayMore = orders.Count == 0,
        Notices = [],
    }));
}

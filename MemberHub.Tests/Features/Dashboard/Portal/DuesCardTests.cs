using Bunit;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
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

    private IRenderedComponent<DuesCard> Card(params ChargePosition[] charges) => Card(Yen.Zero, charges);

    private IRenderedComponent<DuesCard> Card(Yen credit, params ChargePosition[] charges) => Render<DuesCard>(part => part.Add(card => card.View, new DashboardView
    {
        Name = "髙橋　真理子",
        MemberNumber = "0012847",
        Category = "正会員",
        Institution = "",
        Department = "",
        MailingDestination = MailingDestination.Home,
        Ledger = new MemberLedger(charges, credit, Today),
        LiveInvoices = [],
        Notices = [],
    }));
}

using Bunit;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Components;
using DepositFacts = MemberHub.Features.Reconciliation.Office.DepositFacts;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class DepositFactsTests : ComponentTest
{
    [Fact]
    public void What_may_be_the_same_money_is_named_with_source_and_state_and_opened_from_here()
    {
        Speak("ja");

        var shown = Render<DepositFacts>(set => set.Add(page => page.View, View(new AlikeDeposit(7, DepositSource.AccountStatement, DepositState.Settled))));

        var link = shown.Find("dd a");
        Assert.Equal(("/office/money/7", "入出金明細の入金（消込済）を開く"), (link.GetAttribute("href"), link.TextContent));
        Assert.Empty(Render<DepositFacts>(set => set.Add(page => page.View, View())).FindAll("dd a"));
    }

    private static DepositView View(params AlikeDeposit[] alike) => new()
    {
        Deposit = new OpenDepositRow
        {
            Id = 8,
            ReceivedOn = new DateOnly(2026, 11, 20),
            Method = PaymentMethod.BankTransfer,
            Amount = new Yen(12_000),
            Payer = "ｱｵｷ",
            Message = "",
            Origin = "",
            IsParked = false,
            IsAnnounced = false,
            Note = "",
            MayBeTwice = alike.Length > 0,
        },
        State = DepositState.Open,
        Source = DepositSource.Typed,
        Alike = alike,
        Proposal = null,
        Found = [],
        Steps = [],
        CanRecord = true,
        CanRefund = false,
    };
}

using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways.StandIns;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class RefundCreditTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_company_that_gave_no_answer_is_asked_again_with_the_same_key_and_nobody_pays_meanwhile()
    {
        await using var company = await StartAsync();
        await using var world = await WorldAsync(company);
        await PaidTwiceAsync(world, company);
        company.Calls.Clear();
        company.Expect(Trouble.CutsAfterProcessing, Trouble.ServerError);

        Assert.Equal(RefundWay.Unanswered, await RefundAsync(world));
        var row = Assert.Single((await world.CreditsAsync()).Refunds);
        Assert.Equal(RefundStage.Inquired, row.Stage);
        Assert.IsType<RefundInquired>((await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).Refusal);
        Assert.IsType<RefundInquired>((await world.Database.Get<FinishRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<AskRefundAgain>().RunAsync(world.Secretary, row.RefundId, Cancel)).Refusal);

        Assert.Equal(RefundWay.ByGateway, (await world.Database.Get<AskRefundAgain>().RunAsync(world.Accountant, row.RefundId, Cancel)).OrThrow());
        Assert.Equal(RefundStage.AtGateway, Assert.Single((await world.CreditsAsync()).Refunds).Stage);
        Assert.IsType<RefundAtGateway>((await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).Refusal);
        Assert.Single(company.Books.Refunds);
        Assert.Single(company.Calls.Where(call => call.Path == "/v1/refunds").Select(call => call.Key).Distinct());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_refund_that_fails_after_the_company_took_it_on_is_the_offices_to_send_or_to_give_up()
    {
        await using var company = await StartAsync();
        await using var world = await WorldAsync(company);
        await PaidTwiceAsync(world, company);
        Assert.Equal(RefundWay.ByGateway, await RefundAsync(world));
        await using var context = world.Database.Databases.Open(world.Accountant.SocietyId);
        var failed = new GatewayReport
        {
            EffectKey = "re:failed",
            Reference = await context.PaymentOrders.Select(order => order.Reference).SingleAsync(Cancel),
            Kind = GatewayReportKind.Unclear,
            FailedRefund = Assert.Single(company.Books.Refunds).Key,
            Amount = new Yen(12_000),
            OccurredUtc = world.Database.Clock.GetUtcNow().UtcDateTime,
        };

        await world.Database.Get<GatewayReports>().ApplyAsync(world.Database.Get<PaymentGateways>().Find("Stripe")!, failed, null, Cancel);

        var row = Assert.Single((await world.CreditsAsync()).Refunds);
        Assert.Equal(RefundStage.AwaitsTransfer, row.Stage);
        (await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).OrThrow();
        Assert.Equal(new Yen(12_000), Assert.Single((await world.CreditsAsync()).Credits).Amount);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task After_a_day_without_an_answer_a_person_decides_and_the_company_is_not_asked_again()
    {
        await using var company = await StartAsync();
        await using var world = await WorldAsync(company);
        await PaidTwiceAsync(world, company);
        company.Expect(Trouble.ServerError, Trouble.ServerError);
        Assert.Equal(RefundWay.Unanswered, await RefundAsync(world));
        var row = Assert.Single((await world.CreditsAsync()).Refunds);

        world.Database.Clock.Advance(Refund.AskableFor);

        Assert.IsType<RefundUnclear>((await world.Database.Get<AskRefundAgain>().RunAsync(world.Accountant, row.RefundId, Cancel)).Refusal);
        (await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).OrThrow();
        Assert.Empty(company.Books.Refunds);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_refused_refund_can_be_given_up_and_the_money_is_credit_again()
    {
        await using var company = await StartAsync();
        await using var world = await WorldAsync(company);
        await PaidTwiceAsync(world, company, known: false);

        Assert.Equal(RefundWay.Declined, await RefundAsync(world));
        var row = Assert.Single((await world.CreditsAsync()).Refunds);
        Assert.Equal(RefundStage.AwaitsTransfer, row.Stage);
        Assert.IsType<NotAllowed>((await world.Database.Get<WithdrawRefund>().RunAsync(world.Secretary, row.RefundId, Cancel)).Refusal);
        (await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).OrThrow();

        var view = await world.CreditsAsync();
        Assert.Empty(view.Refunds);
        Assert.Equal(new Yen(12_000), Assert.Single(view.Credits).Amount);
        Assert.Equal(("佐伯　由香", "返金を取りやめ"), Assert.IsType<RefundNotOpen>((await world.Database.Get<FinishRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).Refusal) is var late ? (late.Who, late.What) : default);
        Assert.Equal(["返金の手続きを始めました", "返金を取りやめました"], await world.SubjectsAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_receipt_over_money_that_goes_back_is_void_until_the_refund_is_given_up()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await new RosterBuilder(world.Database.Databases, world.Database.Society).Charged(2025, 12_000, paid: 20_000).AddAsync();
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var key = $"{await context.Payments.Select(payment => payment.Id).SingleAsync(Cancel)}";
        var first = await IssueAsync(world, member, key);

        Assert.Equal(RefundWay.ByOffice, await RefundAsync(world));

        Assert.NotNull((await context.IssuedDocuments.AsNoTracking().SingleAsync(document => document.Number == first, Cancel)).VoidedUtc);
        Assert.IsType<ReceiptNotFound>((await world.Database.Get<ReissueReceipt>().RunAsync(member, first, 1, Cancel)).Refusal);
        var kept = await IssueAsync(world, member, key);
        Assert.Equal(new Yen(12_000), (await context.IssuedDocuments.AsNoTracking().SingleAsync(document => document.Number == kept, Cancel)).Amount);
        var row = Assert.Single((await world.CreditsAsync()).Refunds);
        (await world.Database.Get<WithdrawRefund>().RunAsync(world.Accountant, row.RefundId, Cancel)).OrThrow();
        Assert.Equal(new Yen(8_000), Assert.Single((await world.CreditsAsync()).Credits).Amount);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Credits_beyond_the_first_fifty_stand_on_the_next_page_and_an_undone_waiver_counts_as_open()
    {
        await using var world = await DepositsWorld.CreateAsync();
        for (var i = 0; i < OpenCredits.PageSize; i++)
        {
            await new RosterBuilder(world.Database.Databases, world.Database.Society).Numbered((1_000 + i).ToString("0000000", CultureInfo.InvariantCulture)).Charged(2024, 12_000, paid: 13_000).AddAsync();
        }

        var last = await new RosterBuilder(world.Database.Databases, world.Database.Society).Numbered("0000999").Charged(2025, 12_000, paid: 20_000).Charged(2026, 12_000).AddAsync();
        await using (var context = world.Database.Databases.Open(last.SocietyId))
        {
            var charge = await context.DuesCharges.SingleAsync(item => item.MemberId == last.MemberId && item.FiscalYear == new FiscalYear(2026), Cancel);
            var waiver = new Waiver(charge.Id, new Yen(440), "手数料", new DateOnly(2026, 11, 1));
            waiver.Reverse(DateTime.SpecifyKind(new DateTime(2026, 11, 2), DateTimeKind.Utc));
            context.Add(waiver);
            await context.SaveChangesAsync(Cancel);
        }

        var (first, second) = (await world.CreditsAsync(), await world.CreditsAsync(2));

        Assert.Equal((OpenCredits.PageSize, OpenCredits.PageSize + 1, 2), (first.Credits.Count, first.CreditCount, first.Pages));
        Assert.Equal(("0000999", new Yen(12_000)), Assert.Single(second.Credits) is var row ? (row.Number, row.Open) : default);
        Assert.Equal(2, (await world.CreditsAsync(9)).Page);
    }

    [Fact]
    public async Task Of_two_who_close_a_matter_the_second_is_told_who_was_first()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var task = new PaymentTask(PaymentTaskKind.Unclear, "unclear:1", world.Database.Clock.GetUtcNow().UtcDateTime);
        await using (var context = world.Database.Databases.Open(world.Accountant.SocietyId))
        {
            context.Add(task);
            await context.SaveChangesAsync(Cancel);
        }

        (await world.Database.Get<CloseTask>().RunAsync(world.Secretary, task.Id, "確認した", Cancel)).OrThrow();

        Assert.Equal(new TaskClosed("野口　健", "11/22 12:00"), (await world.Database.Get<CloseTask>().RunAsync(world.Accountant, task.Id, "確認した", Cancel)).Refusal);
    }

    private static async Task<StripeStandIn> StartAsync()
    {
        var company = new StripeStandIn(new FixedClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9))));
        await company.StartAsync();
        return company;
    }

    private static Task<DepositsWorld> WorldAsync(StripeStandIn company) => DepositsWorld.CreateAsync(settings: new Dictionary<string, string>
    {
        ["Gateways:Stripe:SecretKey"] = StripeStandIn.SecretKey,
        ["Gateways:Stripe:ApiBase"] = company.Address,
        ["Gateways:Stripe:CheckoutOrigin"] = company.Address,
    });

    private static async Task<RefundWay> RefundAsync(DepositsWorld world) =>
        (await world.Database.Get<RefundCredit>().RunAsync(world.Accountant, (await world.CreditsAsync()).Credits.Single().CreditId, "二重払いのため", Cancel)).OrThrow();

    private static async Task<string> IssueAsync(DepositsWorld world, Actor member, string key) => (await world.Database.Get<IssueReceipt>().RunAsync(
        member, key, new ReceiptForm { Person = "髙橋　真理子", Proviso = "年会費として" }, Cancel)).OrThrow();

    // A card payment that came a second time: it settles nothing and is credit.
    private static async Task PaidTwiceAsync(DepositsWorld world, StripeStandIn company, bool known = true)
    {
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        await using var context = world.Database.Databases.Open(member.SocietyId);
        var (charge, nowUtc, today) = (await context.DuesCharges.SingleAsync(Cancel), world.Database.Clock.GetUtcNow().UtcDateTime, new DateOnly(2026, 11, 22));
        var order = new PaymentOrder(member.MemberId!.Value, PaymentMethod.Card, Guid.NewGuid().ToString("N"), nowUtc, [(charge.Id, charge.Amount)]) { Gateway = "Stripe" };
        order.Record(PaymentEventKind.HandedOver, nowUtc);
        order.Record(PaymentEventKind.Settled, nowUtc, effectKey: "Stripe:first");
        order.Record(PaymentEventKind.MoneyAfterEnd, nowUtc, effectKey: "Stripe:second");
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
        context.Add(new PaymentTask(PaymentTaskKind.MoneyAfterEnd, $"money:{order.Reference}:Stripe:second", nowUtc) { MemberId = order.MemberId, OrderId = order.Id });
        var first = new Payment(order.MemberId, order.Amount, today, PaymentMethod.Card, PaymentSource.Gateway) { OrderId = order.Id, Transaction = "pi_first", EffectKey = "Stripe:first" };
        first.Allocate(charge.Id, charge.Amount);
        var second = new Payment(order.MemberId, order.Amount, today, PaymentMethod.Card, PaymentSource.Gateway)
        {
            OrderId = order.Id,
            Transaction = known ? await PayAsync(world, company, order) : "pi_unknown",
            EffectKey = "Stripe:second",
        };
        second.CreditTheRest();
        context.AddRange(first, second);
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task<string> PayAsync(DepositsWorld world, StripeStandIn company, PaymentOrder order)
    {
        var handover = await world.Database.Get<PaymentGateways>().Find("Stripe")!.BeginAsync(
            new GatewayOrder
            {
                Reference = order.Reference,
                Method = PaymentMethod.Card,
                Amount = order.Amount,
                ItemName = "年会費（2026年度）",
                CustomerCode = "m7Q2xK9vR4tB",
                Language = "ja",
                CreatedUtc = world.Database.Clock.GetUtcNow().UtcDateTime,
                ReturnUrl = new Uri("https://member.example.jp/return"),
                NotifyUrl = new Uri("https://member.example.jp/notify"),
            },
            Cancel);
        company.Books.PaySession(handover.Transaction);
        return company.Books.Sessions[handover.Transaction]["payment_intent"]!.GetValue<string>();
    }
}

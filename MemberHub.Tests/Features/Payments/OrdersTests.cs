using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Payments;

/// <summary>Orders from the first press to the last yen, with the embedded test gateway behind them.</summary>
public sealed class OrdersTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Payments:Methods:Card"] = "Sandbox";
        app.Settings["Payments:Methods:ConvenienceStore"] = "Sandbox";
        app.StartServer();
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Money_settles_the_claim_once_however_often_it_is_reported()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.Card);
        await SendAsync(member, reference);

        Assert.Equal(NotificationOutcome.Applied, await ReportAsync(Paid(reference, 24_000)));
        Assert.Equal(NotificationOutcome.Repeated, await ReportAsync(Paid(reference, 24_000)));

        var order = await OrderAsync(member, reference);
        Assert.Equal((OrderState.Paid, Yen.Zero), (order.State, order.Credited));
        Assert.Equal(["年会費のご入金を確認しました"], await MailsAsync());
        Assert.Equal(Yen.Zero, (await HistoryAsync(member)).Ledger.ToClaim().Total);
    }

    [Fact]
    public async Task Money_for_a_cancelled_order_is_credited_and_the_office_is_told()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);
        var order = await OrderAsync(member, reference);
        (await Get<CancelOrder>().RunAsync(member, order.OrderId, Cancel)).OrThrow();

        Assert.Equal(NotificationOutcome.Applied, await ReportAsync(Paid(reference, 24_000)));

        order = await OrderAsync(member, reference);
        Assert.Equal((OrderState.Cancelled, new Yen(24_000)), (order.State, order.Credited));
        var history = await HistoryAsync(member);
        Assert.Equal((new Yen(24_000), new Yen(24_000)), (history.Ledger.ToClaim().Total, history.Ledger.Credit));
        Assert.Equal([PaymentTaskKind.MoneyAfterEnd], await TasksAsync());
        Assert.Contains("ご入金をお預かりしています", await MailsAsync());
    }

    [Fact]
    public async Task The_office_ends_an_order_for_the_member_who_phones()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);
        var office = new Actor((await app.AddStaffAsync("jimu", StaffRole.Secretary)).Id, society.Id, null, [StaffRole.Secretary]) { OnBehalfOf = "0000101" };
        var order = await OrderAsync(office, reference);
        Assert.Equal(new NotAllowed(), (await Get<CancelOrder>().RunAsync(office with { Roles = [StaffRole.Viewer] }, order.OrderId, Cancel)).Refusal);

        (await Get<CancelOrder>().RunAsync(office, order.OrderId, Cancel)).OrThrow();

        Assert.Equal(OrderState.Cancelled, (await OrderAsync(member, reference)).State);
        Assert.Contains("お支払い手続きを取り消しました", await MailsAsync());
        await using var database = app.Databases.Open(society.Id);
        var entry = await database.AuditEntries.SingleAsync(row => row.Action == nameof(CancelOrder), Cancel);
        Assert.Equal((office.AccountId, member.MemberId), (entry.AccountId, entry.MemberId));
    }

    [Fact]
    public async Task A_second_charge_of_a_paid_order_is_credited()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.Card);
        await SendAsync(member, reference);

        await ReportAsync(Paid(reference, 24_000));
        await ReportAsync(Paid(reference, 24_000) with { EffectKey = "second", Transaction = "T-2" });

        Assert.Equal(new Yen(24_000), (await HistoryAsync(member)).Ledger.Credit);
    }

    [Theory]
    [InlineData(20_000, 4_000, 0)]
    [InlineData(25_000, 0, 1_000)]
    public async Task A_wrong_amount_settles_the_oldest_first_and_loses_no_yen(long paid, long open, long credit)
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);

        await ReportAsync(Paid(reference, paid));

        var ledger = (await HistoryAsync(member)).Ledger;
        Assert.Equal((new Yen(open), new Yen(credit)), (ledger.ToClaim().Total, ledger.Credit));
        Assert.Equal([PaymentTaskKind.AmountDiffers], await TasksAsync());
    }

    [Fact]
    public async Task Too_little_money_is_told_as_a_part_until_the_rest_has_come()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);

        await ReportAsync(Paid(reference, 1_000));

        var order = await OrderAsync(member, reference);
        Assert.Equal((OrderState.Paid, true, new Yen(1_000), new Yen(23_000)), (order.State, order.IsPaidInPart, order.Settled, order.StillOpen));
        var entry = Assert.Single((await HistoryAsync(member)).Entries);
        Assert.Equal((new Yen(1_000), true, new Yen(23_000)), (entry.Amount, entry.Order!.IsPaidInPart, entry.Order.StillOpen));
        var (subject, body) = (await LettersAsync())[^1];
        Assert.Equal("【一部入金】年会費の一部のご入金を確認しました", subject);
        Assert.Contains("一部入金：1,000円を確認しました。残り23,000円が未納です。", body, StringComparison.Ordinal);
        Assert.Matches(@"/payments\s", body);

        var second = (await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.Card, 23_000), Cancel)).OrThrow();
        await SendAsync(member, second);
        await ReportAsync(Paid(second, 23_000) with { EffectKey = "rest", Transaction = "T-2" });

        Assert.False((await OrderAsync(member, reference)).IsPaidInPart);
        Assert.Equal([23_000, 1_000], (await HistoryAsync(member)).Entries.Select(item => item.Amount.Value));
        Assert.Equal("年会費のご入金を確認しました", (await MailsAsync())[^1]);
    }

    [Fact]
    public async Task A_receipt_is_promised_only_where_money_was_received()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);
        (await Get<CancelOrder>().RunAsync(member, (await OrderAsync(member, reference)).OrderId, Cancel)).OrThrow();
        var second = await StartAsync(member, PaymentMethod.Card);
        await SendAsync(member, second);
        await ReportAsync(Paid(second, 24_000));

        var letters = await LettersAsync();

        Assert.Equal(3, letters.Count);
        Assert.Equal([false, false, true], letters.Select(letter => letter.Body.Contains("領収書", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Credit_that_goes_back_is_no_longer_shown_as_held()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);
        (await Get<CancelOrder>().RunAsync(member, (await OrderAsync(member, reference)).OrderId, Cancel)).OrThrow();
        await ReportAsync(Paid(reference, 24_000));
        Assert.Equal((new Yen(24_000), SentBack.Nothing), await LateMoneyAsync());
        var accountant = new Actor(member.AccountId, member.SocietyId, null, [StaffRole.Accountant]);
        var credit = Assert.Single((await Get<OpenCredits>().RunAsync(accountant, 1, Cancel)).OrThrow().Credits);

        (await Get<RefundCredit>().RunAsync(accountant, credit.CreditId, "重複", Cancel)).OrThrow();
        Assert.Equal((Yen.Zero, new SentBack(new Yen(24_000), Yen.Zero, null)), await LateMoneyAsync());

        var refund = Assert.Single((await Get<OpenCredits>().RunAsync(accountant, 1, Cancel)).OrThrow().Refunds);
        (await Get<FinishRefund>().RunAsync(accountant, refund.RefundId, Cancel)).OrThrow();
        Assert.Equal((Yen.Zero, new SentBack(Yen.Zero, new Yen(24_000), new DateOnly(2026, 11, 22))), await LateMoneyAsync());

        async Task<(Yen Held, SentBack SentBack)> LateMoneyAsync()
        {
            var order = await OrderAsync(member, reference);
            var entry = Assert.Single((await HistoryAsync(member)).Entries, item => item.Order is null);
            Assert.Equal((order.Credited, order.SentBack), (entry.Credited, entry.SentBack));
            Assert.Equal(Yen.Zero, Assert.Single(order.Payments).Settled);
            return (entry.Credited, entry.SentBack);
        }
    }

    [Theory]
    [InlineData(PaymentMethod.Card, "card_declined", OrderFailure.Declined)]
    [InlineData(PaymentMethod.Card, "given_up", OrderFailure.GivenUp)]
    [InlineData(PaymentMethod.Card, "session_expired", OrderFailure.GivenUp)]
    [InlineData(PaymentMethod.ConvenienceStore, "card_declined", OrderFailure.AtStore)]
    public async Task A_failure_is_told_by_what_failed(PaymentMethod method, string code, OrderFailure failure)
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, method);
        await SendAsync(member, reference);

        await ReportAsync(Paid(reference, 0) with { EffectKey = "no", Kind = GatewayReportKind.Failed, Code = code });

        Assert.Equal((OrderState.Failed, failure), ((await OrderAsync(member, reference)).State, (await OrderAsync(member, reference)).Failure));
    }

    [Theory]
    [InlineData(true, OrderState.AwaitingGateway)]
    [InlineData(false, OrderState.Failed)]
    public async Task Only_an_order_that_was_never_handed_over_ends_when_the_company_refuses_it(bool handedOver, OrderState after)
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.Card);
        await SendAsync(member, reference);
        await using (var database = app.Databases.Open(society.Id))
        {
            // The company refuses what is not the order that it knows.
            await database.SandboxPayments.ExecuteUpdateAsync(set => set.SetProperty(payment => payment.Amount, new Yen(1_000)), Cancel);
            await database.PaymentEvents.Where(item => !handedOver && item.Kind == PaymentEventKind.HandedOver).ExecuteDeleteAsync(Cancel);
        }

        var refusal = (await Get<SendToGateway>().RunAsync(member, reference, Cancel)).Refusal;

        Assert.Equal(handedOver ? new GatewayDidNotReopen() : new GatewaySaidNo(), refusal);
        Assert.Equal(after, (await OrderAsync(member, reference)).State);
    }

    [Fact]
    public async Task A_first_report_makes_no_payment_and_can_be_taken_back()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);

        await ReportAsync(Paid(reference, 24_000) with { EffectKey = "P", Kind = GatewayReportKind.PreliminaryDeposit });
        var order = await OrderAsync(member, reference);
        Assert.Equal(OrderState.PreliminarilyPaid, order.State);
        Assert.Empty(order.Payments);
        Assert.IsType<MoneyIsComing>((await Get<CancelOrder>().RunAsync(member, order.OrderId, Cancel)).Refusal);

        await ReportAsync(Paid(reference, 24_000) with { EffectKey = "X", Kind = GatewayReportKind.PreliminaryTakenBack });
        Assert.Equal(OrderState.AwaitingDeposit, (await OrderAsync(member, reference)).State);
    }

    [Fact]
    public async Task Another_method_takes_the_place_of_a_live_one_in_the_same_step()
    {
        var member = await MemberAsync();
        var first = await StartAsync(member, PaymentMethod.PaymentSlip);
        Assert.IsType<AlreadyBeingPaid>((await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.Card), Cancel)).Refusal);

        var form = Form(PaymentMethod.Card);
        form.Replace = true;
        var second = (await Get<StartOrder>().RunAsync(member, form, Cancel)).OrThrow();

        Assert.Equal(OrderState.Cancelled, (await OrderAsync(member, first)).State);
        Assert.Equal(OrderState.Started, (await OrderAsync(member, second)).State);
        Assert.Equal(second, (await Get<StartOrder>().RunAsync(member, form, Cancel)).OrThrow());
    }

    [Fact]
    public async Task An_amount_that_a_store_cannot_take_is_refused_with_its_limits()
    {
        var member = await MemberAsync(300_001);
        var form = Form(PaymentMethod.ConvenienceStore, 300_001);

        Assert.Equal(new Yen(300_000), Assert.IsType<AmountOutOfRange>((await Get<StartOrder>().RunAsync(member, form, Cancel)).Refusal).Most);
        var choices = (await Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Methods;
        Assert.IsType<AmountOutOfRange>(choices.Single(choice => choice.Method == PaymentMethod.ConvenienceStore).Why);
        Assert.Null(choices.Single(choice => choice.Method == PaymentMethod.Card).Why);
    }

    [Fact]
    [Asvs("2.3.2")]
    public async Task Only_what_the_society_offers_can_be_chosen_and_started()
    {
        var member = await MemberAsync();
        await OfferAsync(new OfferedMethods { Card = false, PaymentSlip = false, BankTransfer = false });

        var claim = (await Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow();

        Assert.Equal([PaymentMethod.ConvenienceStore], claim.Methods.Select(choice => choice.Method));
        Assert.IsType<MethodNotOffered>((await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.Card), Cancel)).Refusal);
        Assert.IsType<MethodNotOffered>((await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.PaymentSlip), Cancel)).Refusal);
        Assert.IsType<MethodNotOffered>((await Get<IssueInvoice>().RunAsync(member, new InvoiceForm { RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 24_000 }, Cancel)).Refusal);
        Assert.NotEmpty(await StartAsync(member, PaymentMethod.ConvenienceStore));
    }

    [Fact]
    public async Task A_slip_is_promised_in_business_days()
    {
        var member = await MemberAsync();

        var order = await OrderAsync(member, await StartAsync(member, PaymentMethod.PaymentSlip));

        Assert.Equal(OrderState.SlipRequested, order.State);

        // 22 November 2026 is a Sunday and the 23rd a holiday.
        Assert.Equal((new DateOnly(2026, 11, 26), new DateOnly(2026, 11, 30)), (order.Details.SlipEarliest, order.Details.SlipLatest));
        Assert.Equal(["払込取扱票の申請を受け付けました"], await MailsAsync());
    }

    [Fact]
    public async Task Reminders_come_once_and_an_unpaid_voucher_ends_a_day_after_its_deadline()
    {
        var member = await MemberAsync();
        var reference = await StartAsync(member, PaymentMethod.ConvenienceStore);
        await SendAsync(member, reference);
        Assert.Equal(0, await Get<RemindOfDeadlines>().RunAsync(Cancel));

        app.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await Get<RemindOfDeadlines>().RunAsync(Cancel));
        Assert.Equal(0, await Get<RemindOfDeadlines>().RunAsync(Cancel));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Get<RemindOfDeadlines>().RunAsync(Cancel));
        app.Clock.Advance(TimeSpan.FromDays(1.9));
        Assert.Equal(0, await Get<CloseExpired>().RunAsync(Cancel));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Get<CloseExpired>().RunAsync(Cancel);

        Assert.False((await OrderAsync(member, reference)).State.IsLive());
        Assert.Equal(new Yen(24_000), (await Get<OpenClaim>().RunAsync(member, freed: false, Cancel)).OrThrow().Claim.Total);
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_is_asked_seven_times_and_then_a_person_is()
    {
        var company = new TestApp();
        company.Settings["Gateways:Sandbox:Enabled"] = "true";
        company.Settings["Gateways:Sandbox:Secret"] = "a secret of this test alone";
        company.StartServer();
        await using var portal = new TestApp();
        portal.Settings["Payments:Methods:Card"] = "Sandbox";
        portal.Settings["Gateways:Sandbox:Url"] = company.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        portal.Settings["Gateways:Sandbox:Secret"] = "a secret of this test alone";
        portal.StartServer();
        var member = await new RosterBuilder(portal.Databases, await portal.SocietyAsync()).Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        var reference = (await portal.Services.GetRequiredService<StartOrder>().RunAsync(member, Form(PaymentMethod.Card), Cancel)).OrThrow();
        (await portal.Services.GetRequiredService<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow();
        await company.DisposeAsync();

        // The payer may have been charged on the page that was opened.
        Assert.IsType<GatewayGaveNoAnswer>((await portal.Services.GetRequiredService<SendToGateway>().RunAsync(member, reference, Cancel)).Refusal);
        var begun = (await portal.Services.GetRequiredService<OpenOrder>().RunAsync(member, reference, Cancel)).OrThrow();
        Assert.IsType<GatewayGaveNoAnswer>((await portal.Services.GetRequiredService<CancelOrder>().RunAsync(member, begun.OrderId, Cancel)).Refusal);
        var ask = portal.Services.GetRequiredService<AskForOutcomes>();

        Assert.Equal(0, await ask.RunAsync(Cancel));
        for (var times = 0; times < InquiryPlan.Times; times++)
        {
            portal.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(1, await ask.RunAsync(Cancel));
            Assert.Equal(OrderState.Unknown, (await portal.Services.GetRequiredService<OpenOrder>().RunAsync(member, reference, Cancel)).OrThrow().State);
        }

        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await ask.RunAsync(Cancel));
        await using var database = portal.Databases.Open(member.SocietyId);
        Assert.Equal([PaymentTaskKind.OutcomeUnknown], await database.PaymentTasks.Select(task => task.Kind).ToListAsync(Cancel));
    }

    [Fact]
    [Asvs("5.2.1", "16.3.3")]
    public async Task What_is_too_large_is_refused_and_recorded()
    {
        using var client = app.Connect();
        using var body = new ByteArrayContent(new byte[65 * 1024]);

        using var answer = await client.PostAsync("/gateway/Sandbox/notify", body, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal("Malformed", (await database.GatewayMessages.SingleAsync(Cancel)).Outcome);
    }

    [Fact]
    public async Task A_report_of_an_unknown_order_becomes_a_task()
    {
        Assert.Equal(NotificationOutcome.UnknownOrder, await ReportAsync(Paid("00000000000000000000", 24_000)));

        Assert.Equal([PaymentTaskKind.UnknownOrder], await TasksAsync());
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Task<Actor> MemberAsync(long amount = 12_000) => amount == 12_000
        ? new RosterBuilder(app.Databases, society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync()
        : new RosterBuilder(app.Databases, society).Charged(2026, amount).AddAsync();

    private async Task OfferAsync(OfferedMethods methods)
    {
        await using var database = app.Databases.Open(society.Id);
        var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
        row.Change(row.Settings with { Methods = methods });
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<string> StartAsync(Actor member, PaymentMethod method) => (await Get<StartOrder>().RunAsync(member, Form(method), Cancel)).OrThrow();

    private async Task SendAsync(Actor member, string reference) => (await Get<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow();

    private Task<NotificationOutcome> ReportAsync(GatewayReport report) => Get<GatewayReports>().ApplyAsync(Get<PaymentGateways>().Find("Sandbox")!, report, null, Cancel);

    private async Task<OrderView> OrderAsync(Actor member, string reference) => (await Get<OpenOrder>().RunAsync(member, reference, Cancel)).OrThrow();

    private async Task<PaymentHistory> HistoryAsync(Actor member) => (await Get<OpenHistory>().RunAsync(member, Cancel)).OrThrow();

    private async Task<List<PaymentTaskKind>> TasksAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.PaymentTasks.Select(task => task.Kind).ToListAsync(Cancel);
    }

    private async Task<List<string>> MailsAsync() => (await LettersAsync()).ConvertAll(letter => letter.Subject);

    private async Task<List<(string Subject, string Body)>> LettersAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.OutboxMails.OrderBy(mail => mail.Id).Select(mail => new { mail.Subject, mail.Body }).ToListAsync(Cancel)).ConvertAll(mail => (mail.Subject, mail.Body));
    }

    private GatewayReport Paid(string reference, long amount) => new()
    {
        EffectKey = "paid",
        Reference = reference,
        Kind = GatewayReportKind.Paid,
        Transaction = "T-1",
        Amount = new Yen(amount),
        OccurredUtc = app.Clock.UtcNow(),
    };

    private static StartOrderForm Form(PaymentMethod method, long total = 24_000) => new()
    {
        Method = method,
        Store = method == PaymentMethod.ConvenienceStore ? ConvenienceStore.Lawson : null,
        Name = "髙橋　真理子",
        Kana = "たかはし　まりこ",
        Phone = "090-0123-4567",
        Email = "member@example.jp",
        RequestKey = Guid.NewGuid().ToString("N"),
        ShownTotal = total,
    };
}

using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Payments;

/// <summary>Orders that are to end while a gateway holds them: it stops them, does not, or something else stands in the way.</summary>
public sealed class OrderEndingTests : IAsyncLifetime
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
        await app.CountStatementsAsync(); // no job ends what a test wants to end
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_replacement_that_is_refused_leaves_the_number_good()
    {
        var member = await Member().AddAsync();
        var reference = await IssuedAsync(member);

        Assert.IsType<NoSlipAddress>((await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.PaymentSlip, 24_000), Cancel)).Refusal);
        Assert.Equal(new ClaimChanged(new Yen(24_000)), (await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.Card, 12_000), Cancel)).Refusal);
        Assert.Equal(
            new ClaimChanged(new Yen(24_000)),
            (await Get<IssueInvoice>().RunAsync(member, new InvoiceForm { Person = "髙橋", ShownTotal = 12_000, RequestKey = NewKey(), Replace = true }, Cancel)).Refusal);

        Assert.Equal(OrderState.AwaitingDeposit, (await OrderAsync(member, reference)).State);
        var gateway = Get<PaymentGateways>().Find("Sandbox")!;
        Assert.Equal(GatewayReportKind.Issued, (await gateway.InquireAsync(new GatewayPayment(reference, "", new Yen(24_000)), Cancel)).Kind);
    }

    [Fact]
    public async Task What_a_gateway_has_stopped_ends_here_when_the_replacement_is_refused_after_all()
    {
        var member = await Member().AddAsync();
        var stopped = await IssuedAsync(member);
        var kept = Assert.Single(await AddForeignAsync([member.MemberId!.Value], item => item.HandOver(app.Clock.UtcNow(), "", canInquire: false)));

        Assert.IsType<GatewayDidNotStop>((await Get<StartOrder>().RunAsync(member, Form(PaymentMethod.Card, 36_000), Cancel)).Refusal);

        Assert.Equal(OrderState.Cancelled, (await OrderAsync(member, stopped)).State);
        Assert.Equal(OrderState.AwaitingGateway, (await OrderAsync(member, kept)).State);
    }

    [Fact]
    public async Task A_gateway_that_does_not_stop_a_payment_keeps_the_order()
    {
        var member = await Member().AddAsync();
        var reference = Assert.Single(await AddForeignAsync([member.MemberId!.Value], item => item.HandOver(app.Clock.UtcNow(), "", canInquire: false)));
        var order = await OrderAsync(member, reference);

        Assert.IsType<GatewayDidNotStop>((await Get<CancelOrder>().RunAsync(member, order.OrderId, Cancel)).Refusal);

        Assert.Equal(OrderState.AwaitingGateway, (await OrderAsync(member, reference)).State);
    }

    [Fact]
    public async Task Orders_that_a_gateway_does_not_stop_block_no_others_and_end_with_a_task()
    {
        var deadlineUtc = app.Clock.UtcNow() - InquiryPlan.Grace;
        var stuck = await AddMembersAsync(60);
        await AddForeignAsync(stuck, item => item.With(new PaymentDetails(), deadlineUtc.AddHours(-2)).HandOver(app.Clock.UtcNow(), "", canInquire: false));
        var later = await AddMembersAsync(1);
        await AddForeignAsync(later, item => item.With(new PaymentDetails(), deadlineUtc.AddHours(-1)));

        Assert.Equal(0, await Get<CloseExpired>().RunAsync(Cancel));
        Assert.Equal(1, await Get<CloseExpired>().RunAsync(Cancel));
        Assert.Equal(stuck.Count, await LiveAsync());

        app.Clock.Advance(InquiryPlan.Patience);
        Assert.Equal(stuck.Count, await Get<CloseExpired>().RunAsync(Cancel) + await Get<CloseExpired>().RunAsync(Cancel));
        Assert.Equal(0, await LiveAsync());
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(stuck.Order(), (await database.PaymentTasks.Where(task => task.Kind == PaymentTaskKind.OutcomeUnknown).Select(task => task.MemberId!.Value).ToListAsync(Cancel)).Order());
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private RosterBuilder Member() => new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000);

    private async Task<string> IssuedAsync(Actor member)
    {
        var form = Form(PaymentMethod.ConvenienceStore, 24_000);
        form.Replace = false;
        var reference = (await Get<StartOrder>().RunAsync(member, form, Cancel)).OrThrow();
        Assert.IsType<Handover.Issued>((await Get<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow());
        return reference;
    }

    private async Task<OrderView> OrderAsync(Actor member, string reference) => (await Get<OpenOrder>().RunAsync(member, reference, Cancel)).OrThrow();

    private async Task<int> LiveAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.PaymentOrderLines.CountAsync(line => line.ClosedUtc == null, Cancel);
    }

    private async Task<List<long>> AddMembersAsync(int count)
    {
        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.SingleAsync(item => item.NameJa == "正会員", Cancel);
        var taken = await database.Members.CountAsync(Cancel);
        List<Member> members = [.. Enumerable.Range(taken + 1, count).Select(number => new Member(MemberNumber.Parse(number.ToString("D7", CultureInfo.InvariantCulture)), "青葉　太郎", "あおば　たろう", category.Id, null))];
        database.AddRange(members);
        await database.SaveChangesAsync(Cancel);
        return members.ConvertAll(member => member.Id);
    }

    /// <summary>A further charge of each member, in a card order that the gateway does not know: it says no to whatever is asked.</summary>
    private async Task<List<string>> AddForeignAsync(IEnumerable<long> members, Action<PaymentOrder> happens)
    {
        await using var database = app.Databases.Open(society.Id);
        List<DuesCharge> charges = [.. members.Select(member => new DuesCharge(member, new FiscalYear(2024), DuesItem.AnnualDues, new Yen(12_000), "正会員", society.Settings.Calendar))];
        database.AddRange(charges);
        await database.SaveChangesAsync(Cancel);
        var orders = charges.ConvertAll(charge => new PaymentOrder(charge.MemberId, PaymentMethod.Card, NewKey(), app.Clock.UtcNow(), [(charge.Id, charge.Amount)]) { Gateway = "Sandbox" });
        orders.ForEach(happens);
        database.AddRange(orders);
        await database.SaveChangesAsync(Cancel);
        return orders.ConvertAll(order => order.Reference);
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private static StartOrderForm Form(PaymentMethod method, long total) => new()
    {
        Method = method,
        Store = method == PaymentMethod.ConvenienceStore ? ConvenienceStore.Lawson : null,
        Name = "髙橋　真理子",
        Kana = "たかはし　まりこ",
        Phone = "090-0123-4567",
        Email = "member@example.jp",
        RequestKey = NewKey(),
        ShownTotal = total,
        Replace = true,
    };
}

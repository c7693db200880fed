using System.Text.Json;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Dashboard;

public sealed class OpenDashboardTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_dashboard_says_who_I_am_what_I_owe_and_what_is_under_way()
    {
        var actor = await Member().Charged(2025, 12_000).Charged(2026, 12_000, paid: 15_000).AddAsync();
        var form = new InvoiceForm { Institution = "病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 };
        await app.Services.GetRequiredService<IssueInvoice>().RunAsync(actor, form, Cancel);

        var view = (await OpenAsync(actor)).OrThrow();

        Assert.Equal(("髙橋　真理子", "0000101", "正会員"), (view.Name, view.MemberNumber, view.Category));
        Assert.Equal(new Yen(12_000), view.Ledger.ToClaim().Total);
        Assert.Equal(new Yen(3_000), view.Ledger.Credit);
        Assert.Equal(["I-2026-000001"], view.LiveOrders.Select(order => order.InvoiceNumber));
        Assert.False(view.CanPayMore);
    }

    [Fact]
    public async Task Every_way_of_paying_that_is_under_way_is_said_with_its_days()
    {
        var member = await Member().PostedTo("980-0011", "宮城県仙台市青葉区上杉9-82-5").Charged(2025, 12_000).AddAsync();
        var slip = new StartOrderForm { Method = PaymentMethod.PaymentSlip, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 12_000 };
        var reference = (await app.Services.GetRequiredService<StartOrder>().RunAsync(member, slip, Cancel)).OrThrow();

        var view = (await OpenAsync(member)).OrThrow();

        var order = Assert.Single(view.LiveOrders);
        Assert.Equal((reference, OrderState.SlipRequested, new Yen(12_000)), (order.Reference, order.State, order.Amount));
        Assert.True(order.SlipEarliest <= order.SlipLatest);
        Assert.False(view.CanPayMore);
        Assert.Equal(order, JsonSerializer.Deserialize<DashboardView>(JsonSerializer.Serialize(view))!.LiveOrders[0]);
    }

    [Fact]
    public async Task A_store_s_deadline_is_said_and_a_year_that_opened_since_can_still_be_paid()
    {
        var member = await Member().Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            var charge = await database.DuesCharges.Where(item => item.MemberId == member.MemberId).OrderBy(item => item.FiscalYear).FirstAsync(Cancel);
            var order = new PaymentOrder(member.MemberId!.Value, PaymentMethod.ConvenienceStore, Guid.NewGuid().ToString("N"), app.Clock.UtcNow(), [(charge.Id, charge.Amount)]);
            order.Issue(new Voucher { DeadlineUtc = new DateTime(2026, 11, 30, 14, 59, 59, DateTimeKind.Utc) }, app.Clock.UtcNow(), "T-1");
            database.Add(order);
            await database.SaveChangesAsync(Cancel);
        }

        var view = (await OpenAsync(member)).OrThrow();

        var live = Assert.Single(view.LiveOrders);
        Assert.Equal((OrderState.AwaitingDeposit, new DateOnly(2026, 11, 30)), (live.State, live.PayBy));
        Assert.True(view.CanPayMore);
    }

    // What does not survive the way to the circuit is read a second time there.
    [Fact]
    public async Task What_the_pages_read_survives_the_way_to_the_circuit()
    {
        var actor = await Member().Charged(2025, 12_000).Charged(2026, 12_000, paid: 3_000).AddAsync();
        var view = (await OpenAsync(actor)).OrThrow();
        var history = (await app.Services.GetRequiredService<OpenHistory>().RunAsync(actor, Cancel)).OrThrow();

        Assert.Equal(view.Ledger.Charges, JsonSerializer.Deserialize<DashboardView>(JsonSerializer.Serialize(view))!.Ledger.Charges);
        Assert.Equal(history.Entries.Count, JsonSerializer.Deserialize<PaymentHistory>(JsonSerializer.Serialize(history))!.Entries.Count);
    }

    [Fact]
    public async Task Who_has_left_sees_the_claim_and_no_notices()
    {
        var actor = await Member().Charged(2025, 12_000).WithdrawnOn(new DateOnly(2025, 12, 31)).AddAsync();

        var view = (await OpenAsync(actor)).OrThrow();

        Assert.True(view.Withdrawn);
        Assert.Empty(view.Notices);
        Assert.Equal(new Yen(12_000), view.Ledger.ToClaim().Total);
    }

    // The statements are put together once; whose rows they show is asked each time.
    [Fact]
    public async Task Each_society_shows_its_own_one_after_the_other()
    {
        var other = await OtherSociety.AddAsync(app.Databases, society);
        var mine = await Member().Charged(2026, 12_000).AddAsync();
        var theirs = await new RosterBuilder(app.Databases, other).Numbered("0000202").Charged(2026, 5_000).AddAsync();
        await AnnounceAsync(society, "甲");
        await AnnounceAsync(other, "乙");

        foreach (var (actor, title, dues) in new[] { (mine, "甲", 12_000), (theirs, "乙", 5_000), (mine, "甲", 12_000) })
        {
            var view = (await OpenAsync(actor)).OrThrow();
            Assert.Equal([title], view.Notices.Select(notice => notice.Title));
            Assert.Equal((1, new Yen(dues)), (view.UnreadNotices, view.Ledger.ToClaim().Total));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(mine with { SocietyId = other.Id }));
    }

    [Fact]
    public async Task Staff_who_are_no_members_are_told_so() =>
        Assert.Equal(new NotAMember(), (await OpenAsync(new Actor(1, society.Id, null, [StaffRole.Secretary]))).Refusal);

    private Task<Result<DashboardView>> OpenAsync(Actor actor) => app.Services.GetRequiredService<OpenDashboard>().RunAsync(actor, Cancel);

    private RosterBuilder Member() => new(app.Databases, society);

    private async Task AnnounceAsync(Society where, string title)
    {
        await using var database = app.Databases.Open(where.Id);
        database.Add(new Notice(NoticeAudience.Members, title, title, title, title, app.Clock.Today()));
        await database.SaveChangesAsync(Cancel);
    }
}

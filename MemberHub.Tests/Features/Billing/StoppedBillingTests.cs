using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Billing;

/// <summary>Members who change while a run goes on or is stopped, and the ways out of a stopped one.</summary>
public sealed class StoppedBillingTests : IAsyncLifetime
{
    private PlainDatabase database = default!;
    private BillingOffice office = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static FiscalYear Year => new(2027);

    public async ValueTask InitializeAsync()
    {
        database = await PlainDatabase.CreateWithSocietyAsync();
        office = await BillingOffice.InAsync(database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("died")]
    [InlineData("rests")]
    [InlineData("another category")]
    [InlineData("charged")]
    public async Task A_stopped_run_does_not_go_on_to_members_who_are_not_as_they_were_released(string what)
    {
        await Member("0000101").AddAsync();
        var second = await Member("0000102").AddAsync();
        await Member("0000103").AddAsync();
        var run = await office.ReleaseAsync(2027);
        await StopAfterOneAsync(run);
        await ChangeAsync(second, what);

        var refusal = (await StartAsync(office.Secretary, run)).Refusal;

        Assert.Equal(new BillingRestChanged(1), refusal);
        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));
        Assert.Equal(BillingState.Stopped, (await RunAsync(run)).State);
        Assert.Equal(1, (await UndoAsync(run, "会員の異動")).OrThrow().Removed);
        Assert.Equal(2, (await RunAsync(await office.BillAsync(2027))).Count);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task Of_a_stopped_run_only_what_is_not_written_has_to_be_as_it_was()
    {
        var first = await Member("0000101").AddAsync();
        await Member("0000102").AddAsync();
        var run = await office.ReleaseAsync(2027);
        await StopAfterOneAsync(run);
        await ChangeAsync(first, "another category");

        (await StartAsync(office.Secretary, run)).OrThrow();

        Assert.Equal(1, await database.Get<RunBilling>().RunAsync(Cancel));
        Assert.Equal((BillingState.Done, 2), ((await RunAsync(run)).State, await CountAsync()));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_stopped_run_whose_charges_are_in_use_can_be_ended_with_them_and_the_rest_is_drafted_anew()
    {
        var first = await Member("0000101").AddAsync();
        var second = await Member("0000102").AddAsync();
        await Member("0000103").AddAsync();
        var run = await office.ReleaseAsync(2027);
        await StopAfterOneAsync(run);
        await BeginToPayAsync(first);
        await ChangeAsync(second, "died");
        Assert.Equal(new BillingRestChanged(1), (await StartAsync(office.Secretary, run)).Refusal);
        Assert.Equal(new BillingAlreadyUsed(1), (await UndoAsync(run, "会員の異動")).Refusal);

        Assert.Equal(1, (await CloseAsync(run)).OrThrow());

        Assert.Equal(BillingState.Closed, (await RunAsync(run)).State);
        Assert.Equal("今野 桂子", Assert.IsType<BillingMoved>((await CloseAsync(run)).Refusal).Who);
        Assert.IsType<BillingMoved>((await StartAsync(office.Secretary, run)).Refusal);
        var view = (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, run, new BillingFilter(BillingOutcome.New), 1, Cancel)).OrThrow();
        Assert.Equal((1L, 3L, 1L), (view.Progress.Done, view.Progress.All, view.Announcement!.All));
        await using var context = Open();
        Assert.Equal(1, await context.AuditEntries.CountAsync(entry => entry.Action == nameof(CloseBilling) && entry.AccountId == office.Secretary.AccountId, Cancel));
        Assert.Equal(1, await context.Notices.CountAsync(Cancel));
        var rest = await RunAsync(await office.BillAsync(2027));
        Assert.Equal((1, 1, 1), (rest.Count, rest.Summary.Of(BillingOutcome.Unchanged), rest.Summary.Of(BillingOutcome.Withdrawn)));
        Assert.Equal(2, await CountAsync());
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_stopped_run_that_charged_nobody_is_undone_and_not_ended()
    {
        await Member("0000101").AddAsync();
        var run = await office.ReleaseAsync(2027);
        Assert.IsType<BillingMoved>((await CloseAsync(run)).Refusal);
        (await StartAsync(office.Secretary, run)).OrThrow();
        Assert.IsType<BillingMoved>((await CloseAsync(run)).Refusal);
        (await database.Get<CancelBilling>().RunAsync(office.Secretary, run, Cancel)).OrThrow();

        Assert.Equal(new NothingBilledYet(), (await CloseAsync(run)).Refusal);
        Assert.Equal(0, (await UndoAsync(run, "会員の異動")).OrThrow().Removed);
    }

    [Theory]
    [InlineData("died")]
    [InlineData("rests")]
    public async Task A_run_stops_when_a_member_of_its_list_left_or_rests_since_it_began(string what)
    {
        var member = await Member("0000101").AddAsync();
        var run = await office.ReleaseAsync(2027);
        (await StartAsync(office.Secretary, run)).OrThrow();
        await ChangeAsync(member, what);

        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));

        Assert.Equal((BillingState.Stopped, 0), ((await RunAsync(run)).State, await CountAsync()));
        Assert.Equal(new BillingRestChanged(1), (await StartAsync(office.Secretary, run)).Refusal);
        await using var context = Open();
        Assert.Contains("MemberLeft", (await context.AuditEntries.SingleAsync(entry => entry.Action == nameof(RunBilling), Cancel)).Details, StringComparison.Ordinal);
    }

    // As it stands when a run is stopped after its first part: one charge is written, the others are not.
    private async Task StopAfterOneAsync(long id)
    {
        (await StartAsync(office.Secretary, id)).OrThrow();
        (await database.Get<CancelBilling>().RunAsync(office.Secretary, id, Cancel)).OrThrow();
        await using var context = Open();
        var list = (await context.BillingRunLists.SingleAsync(row => row.RunId == id, Cancel)).ToList();
        context.Add(new DuesCharge(list.ToItems()[0], await context.BillingRuns.SingleAsync(run => run.Id == id, Cancel), list.ToDays()!));
        (await context.JobRuns.SingleAsync(job => job.Kind == "Billing" && job.Parameters == $"{id}", Cancel)).Position = 1;
        await context.SaveChangesAsync(Cancel);
    }

    private async Task ChangeAsync(Actor actor, string what)
    {
        await using var context = Open();
        var member = await context.Members.SingleAsync(row => row.Id == actor.MemberId, Cancel);
        switch (what)
        {
            case "died":
                member.Classify(member.CategoryId, member.RankId, member.JoinedOn, new DateOnly(2026, 11, 20));
                break;
            case "rests":
                context.Add(new LeaveOfAbsence(member.Id, Year, Year));
                break;
            case "charged":
                context.Add(new DuesCharge(member.Id, Year, DuesItem.AnnualDues, new Yen(9_000), "正会員", new PaymentCalendar()));
                break;
            default:
                member.Classify((await context.MemberCategories.SingleAsync(row => row.NameJa == "名誉会員", Cancel)).Id, member.RankId, member.JoinedOn, null);
                break;
        }

        await context.SaveChangesAsync(Cancel);
    }

    // An attempt that has ended is a trace, too.
    private async Task BeginToPayAsync(Actor payer)
    {
        var nowUtc = database.Clock.UtcNow();
        await using var context = Open();
        var charge = await context.DuesCharges.SingleAsync(row => row.MemberId == payer.MemberId, Cancel);
        var order = new PaymentOrder(charge.MemberId, PaymentMethod.BankTransfer, Guid.NewGuid().ToString("N"), nowUtc, [(charge.Id, charge.Amount)]);
        order.Record(PaymentEventKind.Cancelled, nowUtc);
        context.Add(order);
        await context.SaveChangesAsync(Cancel);
    }

    private RosterBuilder Member(string number) =>
        new RosterBuilder(database.Databases, database.Society).Numbered(number).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5");

    private MemberHub.Data.MemberHubDbContext Open() => database.Databases.Open(database.Society.Id);

    private async Task<BillingRun> RunAsync(long id)
    {
        await using var context = Open();
        return await context.BillingRuns.AsNoTracking().SingleAsync(run => run.Id == id, Cancel);
    }

    private async Task<int> CountAsync()
    {
        await using var context = Open();
        return await context.DuesCharges.CountAsync(Cancel);
    }

    private async Task AssertSoundAsync()
    {
        await using var connection = await database.OpenAsync();
        Assert.DoesNotContain(await LedgerCheck.RunAsync(connection, Cancel), result => !result.Holds);
    }

    private Task<Result<Done>> StartAsync(Actor actor, long run) => database.Get<StartBilling>().RunAsync(actor, run, Cancel);

    private Task<Result<long>> CloseAsync(long run) => database.Get<CloseBilling>().RunAsync(office.Secretary, run, Cancel);

    private Task<Result<BillingUndone>> UndoAsync(long run, string reason) => database.Get<UndoBilling>().RunAsync(office.Accountant, run, reason, Cancel);
}

using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Features.Payments.Reliability;

namespace MemberHub.Tests.Features.Reconciliation;

/// <summary>速報取消: a store's first report is taken back, and a person records it.</summary>
public sealed class TakeBackPreliminaryTests
{
    private const string Tracking = "10000000000001";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_company_says_of_a_first_report_is_asked_of_the_office_which_takes_it_back(bool byDeadline)
    {
        await using var world = await DepositsWorld.CreateAsync();
        var (member, order) = await PreliminaryAsync(world);
        var report = byDeadline ? Reports.Expired(order.Reference, Tracking, 12_000) : Reports.Deposit(order.Reference, Tracking, 'C', 12_000, 0);

        Assert.Equal("OK", await world.ReportAsync(report));
        Assert.Equal("OK", await world.ReportAsync(report));

        Assert.Equal(OrderState.PreliminarilyPaid, await world.OrderAsync(member));
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal((PaymentTaskKind.Unclear, order.Id), (task.Kind, task.OrderId));
        Assert.True((await TasksAsync(world)).Rows.Single() is { IsPreliminary: true, Raw.Length: > 0 });

        Assert.IsType<MoneyReasonMissing>((await TakeBackAsync(world, task.Id, " ")).Refusal);
        (await TakeBackAsync(world, task.Id)).OrThrow();

        Assert.Equal(OrderState.AwaitingDeposit, await world.OrderAsync(member));
        Assert.Empty((await TasksAsync(world)).Rows);
        Assert.IsType<TaskClosed>((await TakeBackAsync(world, task.Id)).Refusal);
        (await world.Database.Get<CancelOrder>().RunAsync(member, order.Id, Cancel)).OrThrow();
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task An_order_that_its_transfer_overtook_ends_with_the_first_report()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var (member, order) = await PreliminaryAsync(world);
        (await world.SettleAsync(world.Secretary, await world.RowAsync(await world.TypeInAsync(12_000, "0000101")))).OrThrow();
        await world.ReportAsync(Reports.Expired(order.Reference, Tracking, 12_000));

        (await TakeBackAsync(world, (await world.TasksAsync()).Single().Id)).OrThrow();

        Assert.Equal(OrderState.Cancelled, await world.OrderAsync(member));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task What_was_confirmed_meanwhile_stays_paid_and_the_matter_open()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var (member, order) = await PreliminaryAsync(world);
        await world.ReportAsync(Reports.Deposit(order.Reference, Tracking, 'C', 12_000, 0));
        await world.ReportAsync(Reports.Deposit(order.Reference, Tracking, 'D', 12_000, 12_000));
        var task = Assert.Single((await TasksAsync(world)).Rows);

        Assert.False(task.IsPreliminary);
        Assert.IsType<NotPreliminary>((await TakeBackAsync(world, task.TaskId)).Refusal);

        Assert.Equal(OrderState.Paid, await world.OrderAsync(member));
        Assert.Single((await TasksAsync(world)).Rows);
    }

    [Fact]
    public async Task A_first_report_that_nothing_follows_is_told_the_office_once()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var (member, order) = await PreliminaryAsync(world);
        world.Database.Clock.Advance(TimeSpan.FromDays(6.9));
        Assert.Equal(0, await world.Database.Get<NoteUnconfirmed>().RunAsync(Cancel));

        world.Database.Clock.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(1, await world.Database.Get<NoteUnconfirmed>().RunAsync(Cancel));
        Assert.Equal(0, await world.Database.Get<NoteUnconfirmed>().RunAsync(Cancel));

        var row = Assert.Single((await TasksAsync(world)).Rows);
        Assert.Equal((PaymentTaskKind.Unconfirmed, order.Reference, true), (row.Kind, row.Reference, row.IsPreliminary));
        (await world.Database.Get<CloseTask>().RunAsync(world.Secretary, row.TaskId, "決済会社に確認中", Cancel)).OrThrow();
        Assert.Equal(0, await world.Database.Get<NoteUnconfirmed>().RunAsync(Cancel));
        Assert.Equal(OrderState.PreliminarilyPaid, await world.OrderAsync(member));
        Assert.Empty(await world.FaultsAsync());
    }

    [Theory]
    [InlineData('D')]
    [InlineData('C')]
    public async Task A_first_report_that_something_has_followed_makes_no_matter_of_its_own(char followed)
    {
        await using var world = await DepositsWorld.CreateAsync();
        var (_, order) = await PreliminaryAsync(world);
        await world.ReportAsync(Reports.Deposit(order.Reference, Tracking, followed, 12_000, followed == 'D' ? 12_000 : 0));

        world.Database.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, await world.Database.Get<NoteUnconfirmed>().RunAsync(Cancel));
    }

    private static async Task<(Actor Member, PaymentOrder Order)> PreliminaryAsync(DepositsWorld world)
    {
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var order = await world.StoreNumberAsync(member);
        await world.ReportAsync(Reports.Deposit(order.Reference, Tracking, 'P', 12_000, 12_000));
        Assert.Equal(OrderState.PreliminarilyPaid, await world.OrderAsync(member));
        return (member, order);
    }

    private static async Task<TasksView> TasksAsync(DepositsWorld world) => (await world.Database.Get<OpenTasks>().RunAsync(world.Viewer, Cancel)).OrThrow();

    private static Task<Result<Done>> TakeBackAsync(DepositsWorld world, long taskId, string note = "管理画面で取消を確認") =>
        world.Database.Get<TakeBackPreliminary>().RunAsync(world.Secretary, taskId, note, Cancel);
}

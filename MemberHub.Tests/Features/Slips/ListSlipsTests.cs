using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Slips;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Slips;

public sealed class ListSlipsTests : IAsyncLifetime
{
    private SlipsWorld world = default!;
    private Actor secretary = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await SlipsWorld.BeginAsync();
        secretary = await world.AddStaffAsync("佐伯 由香");
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Slips_stand_oldest_first_with_their_age_in_business_days()
    {
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(9)));
        var first = await world.AskAsync(await world.AddMemberAsync("髙橋　真理子"));
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9)));
        var second = await world.AskAsync(await world.AddMemberAsync("齋藤　一樹"));
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));

        var rows = (await world.ListAsync(secretary, SlipStage.Requested)).Rows;

        // The 21st and 22nd are a weekend, the 23rd is a holiday.
        Assert.Equal([(first, 6, true), (second, 2, false)], rows.Select(row => (row.OrderId, row.Age, row.Late)));
        Assert.Equal(["髙橋　真理子", "齋藤　一樹"], rows.Select(row => row.Name));
        Assert.Equal([2025, 2026], rows[0].Years.Select(year => year.Year));
        Assert.Equal(24_000, rows[0].Amount.Value);
        Assert.Equal("みなと総合医療センター", rows[0].Institution);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(6, 1)]
    [InlineData(7, 0)]
    public async Task The_age_filter_counts_business_days(int atLeast, int expected)
    {
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.FromHours(9)));
        await world.AskManyAsync(1);
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 20, 23, 59, 59, TimeSpan.FromHours(9)));
        await world.AskManyAsync(1);
        world.App.Clock.Set(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));

        var list = await world.ListAsync(secretary, SlipStage.Requested, atLeast);

        Assert.Equal((expected, expected), (list.Rows.Count, list.Total));
        Assert.Equal(2, list.Counts[SlipStage.Requested]);
    }

    [Fact]
    public async Task Each_stage_counts_its_own()
    {
        var orders = await world.AskManyAsync(5);
        await world.Get<ApproveSlips>().RunAsync(secretary, orders.Skip(1).ToList(), Cancel);
        await world.Get<PrintSlips>().RunAsync(secretary, [orders[2], orders[3], orders[4]], again: false, Cancel);
        await world.Get<MarkSlipsSent>().RunAsync(secretary, [orders[3], orders[4]], new DateOnly(2026, 11, 20), Cancel);
        await world.Get<ReturnSlip>().RunAsync(secretary, orders[4], "宛先不明です。", Cancel);

        var list = await world.ListAsync(secretary, SlipStage.Sent);

        Assert.All(Enum.GetValues<SlipStage>(), stage => Assert.Equal(1, list.Counts[stage]));
        Assert.Equal((orders[3], new DateOnly(2026, 11, 20)), (list.Rows.Single().OrderId, list.Rows.Single().SentOn));
        Assert.Equal(3, list.Piles.Single().Count);
        Assert.Equal([orders[0]], (await world.ListAsync(secretary, SlipStage.Requested)).Rows.Select(row => row.OrderId));
        Assert.Equal([orders[4]], (await world.ListAsync(secretary, SlipStage.Returned)).Rows.Select(row => row.OrderId));
    }

    [Fact]
    public async Task A_page_of_fifty_and_the_slip_beside_it_are_read_in_ten_statements()
    {
        var orders = await world.AskManyAsync(51);
        await world.App.CountStatementsAsync();

        var list = await world.ListAsync(secretary, SlipStage.Requested, atLeast: 0);
        await world.Get<OpenSlip>().RunAsync(secretary, list.Rows[0].OrderId, Cancel);

        Assert.InRange(world.App.Statements.All.Count, 1, 10);
        Assert.Equal((50, 51, 2), (list.Rows.Count, list.Total, list.Pages));
        Assert.Equal([orders[50]], (await world.ListAsync(secretary, SlipStage.Requested, page: 2)).Rows.Select(row => row.OrderId));
    }
}

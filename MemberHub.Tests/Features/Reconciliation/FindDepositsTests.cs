using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class FindDepositsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_deposit_is_found_by_where_it_stands()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var (open, parked, settled) = (await world.TypeInAsync(1_000), await world.TypeInAsync(2_000), await world.TypeInAsync(12_000, "0000101"));
        var (refunding, refunded) = (await world.TypeInAsync(4_000), await world.TypeInAsync(5_000));
        (await world.Database.Get<ParkDeposit>().RunAsync(world.Secretary, parked, "問い合わせ中", Cancel)).OrThrow();
        (await world.SettleAsync(world.Secretary, await world.RowAsync(settled))).OrThrow();
        foreach (var id in new[] { refunding, refunded })
        {
            (await world.Database.Get<RefundDeposit>().RunAsync(world.Accountant, id, "誤入金", Cancel)).OrThrow();
        }

        (await world.Database.Get<FinishDepositRefund>().RunAsync(world.Accountant, refunded, withdrawn: false, Cancel)).OrThrow();

        Assert.Equal([open], await IdsAsync(world, DepositFilter.Open));
        Assert.Equal([parked], await IdsAsync(world, DepositFilter.Parked));
        Assert.Equal([refunding], await IdsAsync(world, DepositFilter.Refunding));
        Assert.Equal([refunded, settled], await IdsAsync(world, DepositFilter.Done));
        Assert.Equal(5, (await IdsAsync(world, DepositFilter.All)).Count);
        Assert.Equal(1, (await world.InboxAsync()).Refunding);
        var row = Assert.Single((await world.FindAsync(new DepositSearch { Amount = "１２，０００円" })).Rows);
        Assert.Equal((settled, DepositState.Settled, "高橋　0000101（0000101）"), (row.Id, row.State, Assert.Single(row.Members)));

        (await world.Database.Get<FinishDepositRefund>().RunAsync(world.Accountant, refunding, withdrawn: true, Cancel)).OrThrow();
        Assert.Empty(await IdsAsync(world, DepositFilter.Refunding));
    }

    [Theory]
    [InlineData("ヤマザキ", 1)]
    [InlineData("さくら　ﾔﾏｻﾞｷ", 1)]
    [InlineData("ショウ", 1)]
    [InlineData("s-2026", 1)]
    [InlineData("青木", 1)]
    [InlineData("%", 0)]
    public async Task A_payer_is_found_as_typed_or_as_banks_write(string payer, int count)
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.ImportAsync(new ZenginText().In(12_000, "ﾔﾏｻﾞｷ ｻｸﾗ").In(9_000, "ｼﾖｳｼﾞ", message: "S-2026-000004"));
        await world.TypeInAsync(5_000, payer: "青木　花子");

        Assert.Equal(count, (await world.FindAsync(new DepositSearch { Payer = payer })).Rows.Count);
    }

    [Fact]
    public async Task Days_bound_the_search_and_what_waits_has_no_bound()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.ImportAsync(new ZenginText().In(12_000, "ｱｵｷ", day: "070401").In(9_000, "ｲﾄｳ").In(8_000, "ｳｴﾀﾞ", day: "081110"));

        Assert.Equal([9_000L, 8_000L], await AmountsAsync(new DepositSearch()));
        Assert.Equal([12_000L, 8_000L, 9_000L], await AmountsAsync(new DepositSearch { Filter = DepositFilter.Open }));
        Assert.Equal([12_000L], await AmountsAsync(new DepositSearch { From = "2025-04-01", Until = "2025-04-30" }));
        Assert.Equal([8_000L], await AmountsAsync(new DepositSearch { Until = "2026-11-19" }));
        foreach (var wrong in new[] { new DepositSearch { From = "13月" }, new DepositSearch { Until = "x" }, new DepositSearch { Amount = "-5" } })
        {
            Assert.IsType<NotASearch>((await world.Database.Get<FindDeposits>().RunAsync(world.Viewer, wrong, Cancel)).Refusal);
        }

        async Task<IEnumerable<long>> AmountsAsync(DepositSearch search) => (await world.FindAsync(search)).Rows.Select(row => row.Amount.Value);
    }

    [Fact]
    public async Task Nothing_beyond_a_page_is_out_of_reach()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var file = new ZenginText();
        for (var i = 1; i <= 51; i++)
        {
            file.In(100 + i, $"ｱｵｷ {i}");
        }

        await world.ImportAsync(file);

        var (first, second) = (await world.FindAsync(new DepositSearch()), await world.FindAsync(new DepositSearch { Page = 2 }));
        Assert.Equal((50, true, 1, false), (first.Rows.Count, first.HasMore, second.Rows.Count, second.HasMore));
        Assert.DoesNotContain(second.Rows[0].Id, first.Rows.Select(row => row.Id));
        var (inbox, rest) = (await world.InboxAsync(), await world.InboxAsync(InboxFilter.None, page: 9));
        Assert.Equal((50, 2, 1, 2), (inbox.Rows.Count, inbox.Pages, rest.Rows.Count, rest.Page));
        Assert.DoesNotContain(rest.Rows[0].Deposit.Id, inbox.Rows.Select(row => row.Deposit.Id));
    }

    [Fact]
    public async Task A_member_finds_no_deposits()
    {
        await using var world = await DepositsWorld.CreateAsync();

        Assert.IsType<NotAllowed>((await world.Database.Get<FindDeposits>().RunAsync(await world.OwingAsync("0000101", (2026, 12_000)), new DepositSearch(), Cancel)).Refusal);
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(DepositsWorld world, DepositFilter filter) =>
        [.. (await world.FindAsync(new DepositSearch { Filter = filter })).Rows.Select(row => row.Id)];
}

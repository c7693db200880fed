using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class ExcludeDepositTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_no_members_money_leaves_the_inbox_with_its_reason_and_comes_back()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var id = await world.TypeInAsync(37, payer: "ﾘｿｸ");
        (await world.Database.Get<ParkDeposit>().RunAsync(world.Secretary, id, "", Cancel)).OrThrow();

        (await world.Database.Get<ExcludeDeposit>().RunAsync(world.Secretary, id, " 普通預金の利息 ", Cancel)).OrThrow();

        Assert.Empty((await world.InboxAsync()).Rows);
        var found = Assert.Single((await world.FindAsync(new DepositSearch { Filter = DepositFilter.Done })).Rows);
        Assert.Equal((DepositState.Excluded, "普通預金の利息"), (found.State, found.Note));
        Assert.Empty(await world.FaultsAsync());

        (await world.Database.Get<IncludeDeposit>().RunAsync(world.Accountant, id, Cancel)).OrThrow();

        Assert.Equal(id, Assert.Single((await world.InboxAsync()).Rows).Deposit.Id);
        Assert.Empty(await world.FaultsAsync());
        await using var context = world.Database.Databases.Open(world.Accountant.SocietyId);
        Assert.Equal(
            [(nameof(ExcludeDeposit), world.Secretary.AccountId, "普通預金の利息"), (nameof(IncludeDeposit), world.Accountant.AccountId, "")],
            (await context.AuditEntries.Where(entry => entry.Action.EndsWith("cludeDeposit")).OrderBy(entry => entry.Id).ToListAsync(Cancel)).Select(entry => (entry.Action, entry.AccountId!.Value, entry.Reason)));
    }

    [Fact]
    public async Task An_announcement_that_nothing_follows_is_taken_back_and_a_confirmation_is_money_all_the_same()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await AgentAsync("01");
        var id = Assert.Single((await world.InboxAsync()).Rows).Deposit.Id;
        var take = world.Database.Get<TakeBackAnnouncement>();

        Assert.IsType<NotAllowed>((await take.RunAsync(world.Viewer, id, "代行会社に確認", Cancel)).Refusal);
        Assert.IsType<MoneyReasonMissing>((await take.RunAsync(world.Secretary, id, " ", Cancel)).Refusal);
        (await take.RunAsync(world.Secretary, id, "代行会社に確認", Cancel)).OrThrow();
        Assert.Equal("野口　健", Assert.IsType<DepositHandled>((await take.RunAsync(world.Accountant, id, "確認済み", Cancel)).Refusal).Who);

        Assert.Empty((await world.InboxAsync()).Rows);
        await AgentAsync("02");
        Assert.Equal((id, false), Assert.Single((await world.InboxAsync()).Rows) is var row ? (row.Deposit.Id, row.Deposit.IsAnnounced) : default);
        Assert.IsType<DepositHandled>((await take.RunAsync(world.Secretary, id, "確認済み", Cancel)).Refusal);
        Assert.Empty(await world.FaultsAsync());

        async Task AgentAsync(string type) => (await world.Database.Get<ImportDepositFile>().RunAsync(
            world.Secretary, $"{type}.csv", Encoding.ASCII.GetBytes($"{type},20261116,1815,EAN91929023252070000010123499900199999900106050,000001,0000101,0,10605,020,LAWSON,110001,0,20261119\r\n"), Cancel)).OrThrow();
    }

    [Fact]
    public async Task Of_two_who_decide_about_a_deposit_one_is_told()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var row = await world.RowAsync(await world.TypeInAsync(12_000, "0000101"));
        (await world.Database.Get<ExcludeDeposit>().RunAsync(world.Secretary, row.Deposit.Id, "誤入力", Cancel)).OrThrow();

        var second = await world.Database.Get<ExcludeDeposit>().RunAsync(world.Accountant, row.Deposit.Id, "重複", Cancel);
        var settled = await world.SettleAsync(world.Accountant, row);

        Assert.Equal(("野口　健", "対象外・重複"), Assert.IsType<DepositHandled>(second.Refusal) is var told ? (told.Who, told.What) : default);
        Assert.IsType<DepositHandled>(settled.Refusal);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_duplicate_that_was_set_down_leaves_no_doubt_about_the_other()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        await world.ImportAsync(new ZenginText().In(12_000, "0000101 ｱｵｷ"));
        var twice = await world.TypeInAsync(12_000, payer: "0000101 ｱｵｷ");
        Assert.All((await world.InboxAsync()).Rows, row => Assert.True(row.Deposit.MayBeTwice));
        var imported = (await world.InboxAsync()).Rows.Single(row => row.Deposit.Id != twice).Deposit.Id;
        var page = await OpenAsync(world, twice);
        Assert.Equal((true, MatchGrade.NeedsCheck), (page.Deposit.MayBeTwice, page.Proposal!.Grade));
        Assert.Equal([new AlikeDeposit(imported, DepositSource.AccountStatement, DepositState.Open)], page.Alike);
        Assert.Equal([new AlikeDeposit(twice, DepositSource.Typed, DepositState.Open)], (await OpenAsync(world, imported)).Alike);

        (await world.Database.Get<ExcludeDeposit>().RunAsync(world.Secretary, twice, "通帳から重ねて入力", Cancel)).OrThrow();

        Assert.Equal(MatchGrade.Certain, Assert.Single((await world.InboxAsync()).Rows).Grade);
        Assert.Equal(MatchGrade.Certain, (await OpenAsync(world, imported)).Proposal!.Grade);
        Assert.Empty((await OpenAsync(world, imported)).Alike);
        Assert.Single((await OpenAsync(world, twice)).Alike);
    }

    [Fact]
    public async Task It_needs_the_right_a_reason_and_money_that_has_come()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        var id = await world.TypeInAsync(12_000, "0000101");

        Assert.IsType<NotAllowed>((await world.Database.Get<ExcludeDeposit>().RunAsync(world.Viewer, id, "利息", Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<IncludeDeposit>().RunAsync(world.Viewer, id, Cancel)).Refusal);
        Assert.IsType<MoneyReasonMissing>((await world.Database.Get<ExcludeDeposit>().RunAsync(world.Secretary, id, " ", Cancel)).Refusal);
        Assert.IsType<DepositHandled>((await world.Database.Get<IncludeDeposit>().RunAsync(world.Secretary, id, Cancel)).Refusal);
        (await world.SettleAsync(world.Secretary, await world.RowAsync(id))).OrThrow();
        Assert.IsType<DepositHandled>((await world.Database.Get<ExcludeDeposit>().RunAsync(world.Secretary, id, "利息", Cancel)).Refusal);
    }

    private static async Task<DepositView> OpenAsync(DepositsWorld world, long id) => (await world.Database.Get<OpenDeposit>().RunAsync(world.Viewer, id, "", Cancel)).OrThrow();
}

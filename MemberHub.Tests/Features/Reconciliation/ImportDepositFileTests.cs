using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Reconciliation.Office;
using MemberHub.Platform.Files.Deposits;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Reconciliation;

public sealed class ImportDepositFileTests
{
    private const string Slip = "EAN91929023252070000010123499900199999900106050";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_file_twice_and_the_same_lines_in_another_file_change_nothing()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var file = new ZenginText().In(12_000, "ｱｵｷ ﾊﾅｺ").In(12_000, "ｱｵｷ ﾊﾅｺ").Out(440, "ﾃｽｳﾘﾖｳ");
        var first = await world.ImportAsync(file);

        var again = await world.Database.Get<ImportDepositFile>().RunAsync(world.Accountant, "copy.txt", file.ToBytes(), Cancel);
        var longer = await world.ImportAsync(file.In(9_000, "ｲﾄｳ"));

        Assert.Equal((2, 2, 0, 1, new Yen(24_000)), (first.Lines, first.Added, first.Known, first.Outgoing, first.Total));
        Assert.Equal("野口　健", Assert.IsType<FileKnown>(again.Refusal).Who);
        Assert.Equal((1, 2), (longer.Added, longer.Known));
        Assert.Equal(3, (await world.InboxAsync()).Counts[InboxFilter.All]);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_file_with_one_fault_brings_nothing()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var bytes = new ZenginText().In(12_000, "ｱｵｷ").In(9_000, "ｲﾄｳ").ToBytes();
        bytes[424] = (byte)'X';

        var refused = await world.Database.Get<ImportDepositFile>().RunAsync(world.Secretary, "a.txt", bytes, Cancel);

        Assert.Equal(3, Assert.IsType<DepositFileFaulty>(refused.Refusal).FirstRow);
        Assert.Empty((await world.InboxAsync()).Rows);
    }

    [Fact]
    public async Task A_store_deposit_is_announced_then_arrives_or_is_taken_back()
    {
        await using var world = await DepositsWorld.CreateAsync();

        await CsvAsync(world, "01", "1815");
        var announced = Assert.Single((await world.InboxAsync()).Rows);
        await CsvAsync(world, "01", "0900", "03", "0900");
        await CsvAsync(world, "02", "1815");

        Assert.True(announced.Deposit.IsAnnounced);
        var arrived = Assert.Single((await world.InboxAsync()).Rows);
        Assert.Equal((announced.Deposit.Id, false, PaymentMethod.ConvenienceStore), (arrived.Deposit.Id, arrived.Deposit.IsAnnounced, arrived.Deposit.Method));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task An_announcement_that_was_taken_back_before_stays_gone()
    {
        await using var world = await DepositsWorld.CreateAsync();

        await CsvAsync(world, "03", "0900");
        await CsvAsync(world, "01", "0900");

        Assert.Empty((await world.InboxAsync()).Rows);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_bank_takes_back_what_waits_and_asks_the_office_about_the_rest()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        await world.ImportAsync(new ZenginText("01").In(12_000, "ｱｵｷ ﾊﾅｺ").In(12_000, "0000101"));
        await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel);

        var taken = await world.ImportAsync(new ZenginText("01").Out(12_000, "ｱｵｷ ﾊﾅｺ").Out(12_000, "0000101"), "torikeshi.txt");

        Assert.Equal(2, taken.TakenBack);
        Assert.Empty((await world.InboxAsync()).Rows);
        Assert.Equal([PaymentTaskKind.DepositTakenBack], await world.OpenTasksAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task An_agents_correction_ends_the_deposit_it_names_and_no_other_of_the_same_amount()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await CsvAsync(world, "02", "1815", "12", "");
        var store = (await world.InboxAsync()).Rows.Single(row => row.Deposit.Method == PaymentMethod.ConvenienceStore).Deposit.Id;

        await TextAsync(world, "22,20261121,,,000002,0000102,0,10605,910,ﾕｳﾁﾖ,110001,0,20261122");
        Assert.Equal([PaymentTaskKind.DepositTakenBack], await world.OpenTasksAsync());
        Assert.Equal(2, (await world.InboxAsync()).Rows.Count);

        await CsvAsync(world, "22", "");
        Assert.Equal(store, Assert.Single((await world.InboxAsync()).Rows).Deposit.Id);
        Assert.Single(await world.OpenTasksAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Equal_postal_transfers_of_two_offices_are_two_and_a_file_told_again_changes_nothing()
    {
        await using var world = await DepositsWorld.CreateAsync();
        const string first = "12,20261116,0,,,,0,12000,911,ﾕｳﾁﾖ,000001,20261120,20261119";

        await TextAsync(world, first);
        var second = await TextAsync(world, "12,20261116,0,,,,0,12000,911,ﾕｳﾁﾖ,000099,20261121,20261120");
        var again = await TextAsync(world, first.Replace("000001,20261120,20261119", "1,20261120,20261121", StringComparison.Ordinal));

        Assert.Equal((1, 0, new Yen(12_000)), (second.Added, second.Known, second.Total));
        Assert.Equal((0, 1), (again.Added, again.Known));
        Assert.Equal([(1, new Yen(12_000))], again.Skipped.Select(line => (line.Row, line.Amount)));
        Assert.Equal(2, (await world.InboxAsync()).Rows.Count(row => row.Deposit.MayBeTwice));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task An_equal_postal_transfer_of_the_same_office_in_another_file_is_brought_and_never_certain()
    {
        await using var world = await DepositsWorld.CreateAsync();
        const string line = "12,20261116,0,,,,0,12000,911,ﾕｳﾁﾖ,000001,20261120,20261119";
        await TextAsync(world, line, line.Replace("12000", "9000", StringComparison.Ordinal), $"01,20261116,1815,{Slip},000001,0000101,0,10605,020,LAWSON,110001,0,20261119");

        var next = await TextAsync(world, line, $"02,20261116,1815,{Slip},000001,0000101,0,10605,020,LAWSON,110001,0,20261120");

        Assert.Equal((1, 2, 1, 0), (next.Added, next.Arrived, next.Repeated, next.Skipped.Count));
        Assert.Equal(4, (await world.InboxAsync()).Rows.Count);
        await TextAsync(world, line.Replace("12,2026", "22,2026", StringComparison.Ordinal));
        Assert.Equal(3, (await world.InboxAsync()).Rows.Count);
        Assert.Empty(await world.OpenTasksAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task What_is_only_announced_is_no_money_yet()
    {
        await using var world = await DepositsWorld.CreateAsync();
        const string store = $"01,20261120,1815,{Slip},000001,0000101,0,10605,020,LAWSON,110001,0,20261121";

        var first = await TextAsync(world, store, "12,20261120,0,,000002,0000102,0,12000,911,ﾕｳﾁﾖ,000001,20261124,20261121");
        var second = await TextAsync(world, store.Replace("01,2026", "02,2026", StringComparison.Ordinal));

        Assert.Equal((2, 1, new Yen(12_000), 1), (first.Added, first.Arrived, first.Total, first.Announced));
        Assert.Equal((0, 1, new Yen(10_605), 0), (second.Added, second.Arrived, second.Total, second.Announced));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task What_a_bank_takes_back_of_settled_money_is_told_with_payer_member_and_deposit()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        await world.ImportAsync(new ZenginText("01").In(12_000, "0000101 ｱｵｷ").In(5_000, "ｲﾄｳ", inquiry: "7").In(5_000, "ｲﾄｳ", inquiry: "8"));
        var settled = (await world.InboxAsync()).Rows.Single(row => row.Grade == MatchGrade.Certain).Deposit.Id;
        await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel);

        await world.ImportAsync(new ZenginText("01").Out(12_000, "0000101 ｱｵｷ").Out(5_000, "ｲﾄｳ"), "torikeshi.txt");

        var tasks = (await world.Database.Get<OpenTasks>().RunAsync(world.Viewer, Cancel)).OrThrow().Rows;
        Assert.Equal([(settled, "0000101 ｱｵｷ", "高橋　0000101（0000101）"), (null, "ｲﾄｳ", "")], tasks.Select(task => ((long?)task.DepositId, task.Payer, task.Member)));
        Assert.Equal(new DepositSearch { From = "2026-10-20", Until = "2026-11-20", Amount = "5000" }, TaskWords.SearchOf(tasks[1].Detail));
    }

    [Fact]
    public async Task A_cancellation_that_could_mean_two_deposits_or_another_account_ends_none()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2026, 12_000));
        await world.ImportAsync(new ZenginText("01").In(12_000, "0000101", inquiry: "1").In(12_000, "0000101", inquiry: "2").In(5_000, "ｱｵｷ"));
        Assert.Equal(1, (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow().Count);

        await world.ImportAsync(new ZenginText("01").Out(12_000, "0000101"), "a.txt");
        await world.ImportAsync(new ZenginText("01", account: 777).Out(5_000, "ｱｵｷ"), "b.txt");
        Assert.Equal(2, (await world.InboxAsync()).Rows.Count);
        Assert.Equal(2, (await world.OpenTasksAsync()).Count);

        await world.ImportAsync(new ZenginText("01").Out(5_000, "ｱｵｷ"), "c.txt");
        await world.ImportAsync(new ZenginText("01").Out(5_000, "ｱｵｷ").In(1, "ｲﾄｳ"), "d.txt");
        Assert.Equal([1L, 12_000L], (await world.InboxAsync()).Rows.Select(row => row.Deposit.Amount.Value).Order());
        Assert.Equal(2, (await world.OpenTasksAsync()).Count);

        await world.ImportAsync(new ZenginText("01").Out(5_000, "ｱｵｷ").Out(5_000, "ｱｵｷ"), "e.txt");
        Assert.Equal(3, (await world.OpenTasksAsync()).Count);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_correction_in_a_statement_is_told_and_not_taken_for_an_expense()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.ImportAsync(new ZenginText().In(12_000, "ｱｵｷ ﾊﾅｺ").In(9_000, "ｲﾄｳ"));

        var corrected = await world.ImportAsync(new ZenginText(before: 1_021_000).Corrected(12_000, "").Corrected(9_000, "ｲﾄｳ").Out(440, "ﾃｽｳﾘﾖｳ"), "teisei.txt");

        Assert.Equal((2, 1), (corrected.TakenBack, corrected.Outgoing));
        Assert.Equal(new Yen(12_000), Assert.Single((await world.InboxAsync()).Rows).Deposit.Amount);
        Assert.Equal([PaymentTaskKind.DepositTakenBack], await world.OpenTasksAsync());
    }

    [Fact]
    public async Task A_second_transfer_of_the_same_payer_and_day_is_told_from_the_first_by_the_balance()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.OwingAsync("0000101", (2025, 12_000), (2026, 12_000));
        await world.ImportAsync(new ZenginText().In(12_000, "0000101", inquiry: ZenginText.Unnumbered), "am.txt");

        var pm = await world.ImportAsync(new ZenginText(before: 1_012_000).In(12_000, "0000101", inquiry: ZenginText.Unnumbered).In(9_000, "ｲﾄｳ", inquiry: ZenginText.Unnumbered), "pm.txt");
        var day = await world.ImportAsync(
            new ZenginText().In(12_000, "0000101", inquiry: ZenginText.Unnumbered).In(12_000, "0000101", inquiry: ZenginText.Unnumbered).In(9_000, "ｲﾄｳ", inquiry: ZenginText.Unnumbered), "day.txt");

        Assert.Equal((2, 0, 1), (pm.Added, pm.Known, pm.Repeated));
        Assert.Equal((0, 3, 0, 0), (day.Added, day.Known, day.Repeated, day.Skipped.Count));
        Assert.Equal(2, (await world.InboxAsync()).Rows.Count(row => row.Deposit.MayBeTwice));
        Assert.Equal(0, (await world.Database.Get<SettleCertain>().RunAsync(world.Accountant, Cancel)).OrThrow().Count);
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task Without_a_balance_a_file_that_repeats_the_whole_day_adds_nothing_equal_and_says_so()
    {
        await using var world = await DepositsWorld.CreateAsync();
        await world.ImportAsync(Day("ｱｵｷ", "ｲﾄｳ"), "am.txt");

        var other = await world.ImportAsync(Day("ｱｵｷ", "ｳｴﾀﾞ"), "pm.txt");
        Assert.Equal((2, 0, 1, 0), (other.Added, other.Known, other.Repeated, other.Skipped.Count));
        Assert.Equal(2, (await world.InboxAsync()).Rows.Count(row => row.Deposit.MayBeTwice));

        var day = await world.ImportAsync(Day("ｱｵｷ", "ｲﾄｳ", "ｱｵｷ", "ｳｴﾀﾞ", "ｴﾝﾄﾞｳ"), "day.txt");
        Assert.Equal((1, 4, 0), (day.Added, day.Known, day.Repeated));
        Assert.Equal([(2, "ｱｵｷ"), (4, "ｱｵｷ"), (3, "ｲﾄｳ"), (5, "ｳｴﾀﾞ")], day.Skipped.Select(line => (line.Row, line.Payer)));
        Assert.Equal(5, (await world.InboxAsync()).Rows.Count);
        Assert.Empty(await world.FaultsAsync());

        static ZenginText Day(params string[] payers) => payers.Aggregate(new ZenginText("01"), (file, payer) => file.In(12_000, payer, inquiry: ZenginText.Unnumbered));
    }

    [Fact]
    public async Task A_notice_that_grows_over_the_day_doubles_nothing_and_what_it_hides_can_be_typed_in()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var morning = await world.ImportAsync(Notices().In(12_000, "ｱｵｷ", inquiry: ZenginText.Unnumbered).In(12_000, "ｱｵｷ", inquiry: ZenginText.Unnumbered), "am.txt");
        Assert.Equal((2, 0, 0), (morning.Added, morning.Known, morning.Skipped.Count));

        var evening = await world.ImportAsync(
            Notices().In(12_000, "ｱｵｷ", inquiry: ZenginText.Unnumbered).In(12_000, "ｱｵｷ", inquiry: ZenginText.Unnumbered).In(9_000, "ｲﾄｳ", inquiry: ZenginText.Unnumbered), "pm.txt");
        Assert.Equal((1, 2, 0), (evening.Added, evening.Known, evening.Repeated));
        Assert.Equal([(2, "ｱｵｷ"), (3, "ｱｵｷ")], evening.Skipped.Select(line => (line.Row, line.Payer)));
        Assert.Equal(3, (await world.InboxAsync()).Rows.Count);

        // Of another day, an equal line is another transfer.
        var next = await world.ImportAsync(Notices().In(12_000, "ｱｵｷ", day: "081121", inquiry: ZenginText.Unnumbered), "next.txt");
        Assert.Equal((1, 0, 0, 0), (next.Added, next.Known, next.Repeated, next.Skipped.Count));

        await world.TypeInAsync(12_000, payer: "ｱｵｷ");
        Assert.Equal(5, (await world.InboxAsync()).Rows.Count);
        Assert.Empty(await world.FaultsAsync());

        static ZenginText Notices() => new("01");
    }

    [Fact]
    public async Task Only_who_may_record_money_takes_files_in()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));

        Assert.IsType<NotAllowed>((await world.Database.Get<ImportDepositFile>().RunAsync(world.Viewer, "a", [], Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<ImportDepositFile>().RunAsync(member, "a", [], Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<OpenInbox>().RunAsync(member, InboxFilter.All, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<SettleCertain>().RunAsync(world.Viewer, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Database.Get<RefundDeposit>().RunAsync(world.Secretary, 1, "理由", Cancel)).Refusal);
    }

    [Fact]
    public async Task A_deposit_typed_in_twice_by_one_form_is_one()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var form = new TypedDeposit { Day = "２０２６-11-20", Amount = "１２，０００", Payer = "青木　花子", RequestKey = new string('a', 32) };

        var first = await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, form, Cancel);
        var second = await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, form, Cancel);
        var later = await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, new TypedDeposit { Day = "2026-11-23", Amount = "1", RequestKey = new string('b', 32) }, Cancel);

        var old = await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, new TypedDeposit { Day = "2006-11-20", Amount = "1", RequestKey = new string('c', 32) }, Cancel);

        Assert.Equal(first.OrThrow(), second.OrThrow());
        Assert.IsType<NotADeposit>(later.Refusal);
        Assert.IsType<NotADeposit>(old.Refusal);
        Assert.Equal(DepositState.Open, (await world.DepositAsync(first.Value)).State);
    }

    [Fact]
    public async Task What_a_form_does_not_send_is_empty()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var form = new TypedDeposit { Day = "2026-11-20", Amount = "12000", Payer = null!, Message = null!, Origin = null!, RequestKey = new string('a', 32) };

        Assert.True((await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, form, Cancel)).Succeeded);
        Assert.IsType<NotADeposit>((await world.Database.Get<TypeInDeposit>().RunAsync(world.Secretary, new TypedDeposit { Day = null!, Amount = null!, RequestKey = null! }, Cancel)).Refusal);
    }

    private static Task<ImportedDeposits> CsvAsync(DepositsWorld world, params string[] typesAndTimes) =>
        TextAsync(world, [.. typesAndTimes.Chunk(2).Select(pair => $"{pair[0]},20261120,{pair[1]},{Slip},000001,0000101,0,10605,020,LAWSON,110001,0,20261121")]);

    private static async Task<ImportedDeposits> TextAsync(DepositsWorld world, params string[] rows) =>
        (await world.Database.Get<ImportDepositFile>().RunAsync(world.Secretary, "shuno.csv", System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", rows) + "\r\n"), Cancel)).OrThrow();
}

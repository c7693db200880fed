using MemberHub.Data;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Ledger;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Slips;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Slips;

/// <summary>Slips from the request to the post and back.</summary>
[Asvs("2.3.1")]
public sealed class SlipStepsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

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
    public async Task A_slip_goes_from_request_to_post_and_the_member_sees_the_day()
    {
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);

        Assert.Equal([order], (await world.ListAsync(secretary, SlipStage.Requested)).Rows.Select(row => row.OrderId));
        Assert.Equal(1, (await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel)).OrThrow().Count);
        Assert.Equal(OrderState.SlipApproved, (await world.OrderAsync(member)).State);
        var printed = (await world.Get<PrintSlips>().RunAsync(secretary, [], again: false, Cancel)).OrThrow();
        Assert.Equal((1, OrderState.SlipApproved), (printed.Count, (await world.OrderAsync(member)).State));
        Assert.Equal([order], (await world.ListAsync(secretary, SlipStage.Printed)).Rows.Select(row => row.OrderId));
        Assert.Equal(1, (await world.Get<MarkSlipsSent>().RunAsync(secretary, [order], new DateOnly(2026, 11, 20), Cancel)).OrThrow().Count);

        var seen = await world.OrderAsync(member);
        Assert.Equal((OrderState.SlipSent, new DateOnly(2026, 11, 20)), (seen.State, seen.SlipSentOn));
        Assert.Contains("振込用紙送付日 2026年11月20日", (await world.MailsAsync())[^1], StringComparison.Ordinal);
        Assert.Contains("払込取扱票を発送しました", (await world.MailsAsync())[^1], StringComparison.Ordinal);
        foreach (var (action, lines) in new[] { (nameof(ApproveSlips), 1), (nameof(PrintSlips), 2), (nameof(MarkSlipsSent), 1) })
        {
            Assert.Equal(lines, (await world.AuditAsync(action)).Count);
        }

        Assert.All(await world.Get<VerifyLedger>().RunAsync(Cancel), result => Assert.True(result.Holds, result.Name));
    }

    [Fact]
    public async Task The_pile_has_the_slips_in_its_order_with_number_member_and_amount()
    {
        PdfTools.Need("pdftotext");
        var orders = await world.AskManyAsync(3);
        await world.Get<ApproveSlips>().RunAsync(secretary, orders, Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [orders[2], orders[0]], again: false, Cancel)).OrThrow().PileId!.Value;

        var text = PdfTools.Text(await world.FetchAsync(secretary, pile));

        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, pages.Length);
        Assert.Contains($"S-2026-{orders[2]:D6}", pages[0], StringComparison.Ordinal);
        Assert.Contains("2025・2026年度", pages[0], StringComparison.Ordinal);
        Assert.Contains("0000104", pages[0], StringComparison.Ordinal);
        Assert.Contains($"S-2026-{orders[0]:D6}", pages[1], StringComparison.Ordinal);
        Assert.Equal(orders[2], SlipNumber.OrderIn(pages[0]));
        foreach (var part in new[] { PilePart.Labels, PilePart.Letters })
        {
            PdfTools.AssertClean(await world.FetchAsync(secretary, pile, part));
        }

        Assert.Equal(3, (await world.AuditAsync(nameof(FetchPile))).Count);
    }

    [Fact]
    public async Task A_pile_of_hundreds_leaves_while_it_is_read_and_a_slip_that_is_cancelled_meanwhile_does_not_leave()
    {
        PdfTools.Need("pdftotext", "qpdf");
        var (member, pile, orders) = await world.AddPileAsync(secretary, (3 * FetchPile.BatchSize) + 1);
        var write = (await world.Get<FetchPile>().RunAsync(secretary, pile, PilePart.Slips, 0, Cancel))!;
        Assert.Contains($"{orders.Count}", Assert.Single(await world.AuditAsync(nameof(FetchPile))), StringComparison.Ordinal);

        var pieces = 0;
        using var target = new PieceStream(async _ =>
        {
            if (pieces++ == 0)
            {
                (await world.Get<CancelOrder>().RunAsync(member, orders[^1], Cancel)).OrThrow();
            }
        });
        await write(target, Cancel);

        Assert.InRange(pieces, 6, orders.Count / 2);
        PdfTools.AssertClean(target.ToArray());
        var pages = PdfTools.Text(target.ToArray()).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(orders.SkipLast(1), pages.Select(page => SlipNumber.OrderIn(page)!.Value));
    }

    [Theory]
    [InlineData("09001234567", "", "090 0123 4567")]
    [InlineData("+1 212 555 0100", "022-123-4567", "022 123 4567")]
    public async Task The_slip_has_the_telephone_in_three_parts_the_mobile_or_else_the_one_at_home(string mobile, string home, string printed)
    {
        PdfTools.Need("pdftotext");
        var member = await world.AddMemberAsync();
        await using (var database = world.App.Databases.Open(world.Society.Id))
        {
            var row = await database.Members.SingleAsync(item => item.Id == member.MemberId, Cancel);
            row.Change(row.Person with { MobilePhone = mobile, Home = row.Person.Home with { Phone = home } });
            await database.SaveChangesAsync(Cancel);
        }

        await world.Get<ApproveSlips>().RunAsync(secretary, [await world.AskAsync(member)], Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [], again: false, Cancel)).OrThrow().PileId!.Value;

        Assert.Contains(printed, string.Join(' ', PdfTools.Text(await world.FetchAsync(secretary, pile)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_paid_or_cancelled_since_is_not_printed_again()
    {
        PdfTools.Need("pdftotext");
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);
        var other = (await world.AskManyAsync(1))[0];
        await world.Get<ApproveSlips>().RunAsync(secretary, [order, other], Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [], again: false, Cancel)).OrThrow().PileId!.Value;
        (await world.Get<CancelOrder>().RunAsync(member, order, Cancel)).OrThrow();

        var text = PdfTools.Text(await world.FetchAsync(secretary, pile));

        Assert.Equal(1, text.Count(sign => sign == '\f'));
        Assert.DoesNotContain($"S-2026-{order:D6}", text, StringComparison.Ordinal);
        Assert.IsType<SlipNotFound>((await world.Get<OpenSlip>().RunAsync(secretary, order, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_rejected_member_reads_why_and_can_ask_again()
    {
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);

        Assert.IsType<SlipReasonMissing>((await world.Get<RejectSlips>().RunAsync(secretary, [order], " ", Cancel)).Refusal);
        Assert.Equal(1, (await world.Get<RejectSlips>().RunAsync(secretary, [order], "部屋番号をご確認ください。", Cancel)).OrThrow().Count);

        var seen = await world.OrderAsync(member);
        Assert.Equal((OrderState.SlipRejected, "部屋番号をご確認ください。"), (seen.State, seen.Rejection));
        Assert.Contains("部屋番号をご確認ください。", (await world.MailsAsync())[^1], StringComparison.Ordinal);
        Assert.NotEqual(order, await world.AskAsync(member));
    }

    [Fact]
    public async Task A_returned_slip_is_told_and_sent_again_to_the_new_address_with_a_new_promise()
    {
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);
        await world.Get<MarkSlipsSent>().RunAsync(secretary, [order], Today, Cancel);
        world.App.Clock.Advance(TimeSpan.FromDays(9));

        Assert.Equal(1, (await world.Get<ReturnSlip>().RunAsync(secretary, order, "宛先不明です。", Cancel)).OrThrow().Count);
        var seen = await world.OrderAsync(member);
        Assert.Equal((OrderState.SlipReturned, "宛先不明です。"), (seen.State, seen.Rejection));
        Assert.Contains("払込取扱票が事務局に戻りました", (await world.MailsAsync())[^1], StringComparison.Ordinal);

        await world.MoveAsync(member, "東京都港区海岸9-81-2");
        Assert.Equal("東京都港区海岸9-81-2", (await world.Get<OpenSlip>().RunAsync(secretary, order, Cancel)).OrThrow().OtherAddress!.Address);
        Assert.Equal(1, (await world.Get<ReprintSlips>().RunAsync(secretary, [order], Cancel)).OrThrow().Count);
        seen = await world.OrderAsync(member);
        Assert.Equal((OrderState.SlipApproved, "東京都港区海岸9-81-2"), (seen.State, seen.Details.SlipTo!.Address));
        Assert.True(seen.Details.SlipEarliest > new DateOnly(2026, 12, 1));
        Assert.Equal(SlipStage.Approved, (await world.Get<OpenSlip>().RunAsync(secretary, order, Cancel)).OrThrow().Stage);
    }

    [Fact]
    public async Task An_approved_slip_goes_to_the_address_of_the_day_of_approval()
    {
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);
        await world.MoveAsync(member, "東京都港区海岸9-81-2");

        var shown = (await world.Get<OpenSlip>().RunAsync(secretary, order, Cancel)).OrThrow();
        Assert.Equal(("東京都港区海岸9-81-2", "宮城県仙台市青葉区上杉9-82-5"), (shown.To!.Address, shown.OtherAddress!.Address));
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);

        Assert.Equal("東京都港区海岸9-81-2", (await world.OrderAsync(member)).Details.SlipTo!.Address);
        Assert.Contains("上杉9-82-5", (await world.AuditAsync(nameof(ApproveSlips)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_colleagues_one_wins_and_the_other_is_told_who_and_what()
    {
        var colleague = await world.AddStaffAsync("森 健太", StaffRole.Accountant);
        var orders = await world.AskManyAsync(2);
        await world.Get<RejectSlips>().RunAsync(colleague, [orders[0]], "住所をご確認ください。", Cancel);

        var handled = (await world.Get<ApproveSlips>().RunAsync(secretary, orders, Cancel)).OrThrow();

        Assert.Equal(1, handled.Count);
        var missed = Assert.Single(handled.Missed);
        Assert.Equal(("髙橋　真理子", OrderState.SlipRejected, "森 健太"), (missed.Member, missed.State, missed.Who));
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(24_000, false)]
    public async Task Of_a_slip_that_was_paid_meanwhile_the_office_is_told_whether_all_came(long came, bool inPart)
    {
        var keiri = await world.AddStaffAsync("森 健太", StaffRole.Accountant);
        var order = await world.AskAsync(await world.AddMemberAsync());
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);
        var deposit = (await world.Get<TypeInDeposit>().RunAsync(
            keiri, new TypedDeposit { Day = "2026-11-22", Amount = $"{came}", Message = SlipNumber.Of(order, world.App.Clock.UtcNow()), RequestKey = Guid.NewGuid().ToString("N") }, Cancel)).OrThrow();
        var row = (await world.Get<OpenInbox>().RunAsync(keiri, InboxFilter.All, 1, Cancel)).OrThrow().Rows.Single(item => item.Deposit.Id == deposit);
        (await world.Get<SettleDeposit>().RunAsync(keiri, ChoiceCode.Read(row.Choices[0].Code, deposit, false)!, Cancel)).OrThrow();

        var missed = Assert.Single((await world.Get<PrintSlips>().RunAsync(secretary, [order], again: false, Cancel)).OrThrow().Missed);

        Assert.Equal((OrderState.Paid, inPart), (missed.State, missed.PaidInPart));
    }

    [Fact]
    public async Task However_many_press_at_once_each_slip_is_approved_once()
    {
        var colleague = await world.AddStaffAsync("森 健太");
        var orders = await world.AskManyAsync(4);

        var handled = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(async () =>
            (await world.Get<ApproveSlips>().RunAsync(number % 2 == 0 ? secretary : colleague, orders, Cancel)).OrThrow())));

        Assert.Equal(4, handled.Sum(item => item.Count));
        Assert.Equal(20, handled.Sum(item => item.Missed.Count));
        await using var database = world.App.Databases.Open(world.Society.Id);
        Assert.Equal(4, await database.PaymentEvents.CountAsync(item => item.Kind == PaymentEventKind.SlipApproved, Cancel));
    }

    [Fact]
    public async Task Of_two_people_who_print_the_same_slips_one_does_and_the_other_is_told()
    {
        var orders = await world.AskManyAsync(3);
        await world.Get<ApproveSlips>().RunAsync(secretary, orders, Cancel);
        var colleague = await world.AddStaffAsync("森 健太");

        Assert.Equal(3, (await world.Get<PrintSlips>().RunAsync(secretary, orders, again: false, Cancel)).OrThrow().Count);
        var late = (await world.Get<PrintSlips>().RunAsync(colleague, orders, again: false, Cancel)).OrThrow();

        Assert.Equal((0, 3), (late.Count, late.Missed.Count));
        Assert.All(late.Missed, missed => Assert.Equal(("佐伯 由香", true), (missed.Who, missed.Printed)));
        Assert.Equal(3, Assert.Single((await world.ListAsync(secretary, SlipStage.Printed)).Piles).Count);

        // Who sees that they are printed, and wants them once more, gets them.
        Assert.Equal(3, (await world.Get<PrintSlips>().RunAsync(colleague, orders, again: true, Cancel)).OrThrow().Count);
    }

    [Fact]
    public async Task A_large_pile_goes_on_where_a_stopped_server_left_it_and_prints_nothing_twice()
    {
        PdfTools.Need("pdftotext");
        var orders = await world.AskManyAsync(3);
        await world.Get<ApproveSlips>().RunAsync(secretary, orders, Cancel);
        await using var database = world.App.Databases.Open(world.Society.Id);

        // As it stood when the server stopped: the first batch is recorded, the others are not.
        var asked = new SlipPile(secretary.AccountId, [.. Enumerable.Repeat(orders[0], SlipSteps.BatchSize), orders[1], orders[2]]);
        var run = new JobRun { Kind = SlipPile.JobKind, Parameters = ReadableJson.Write(asked), StartedUtc = world.App.Clock.UtcNow(), Total = asked.OrderIds.Count, Position = SlipSteps.BatchSize };
        database.Add(run);
        await database.SaveChangesAsync(Cancel);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Get<FillPiles>().RunAsync(Cancel))));

        var pile = Assert.Single((await world.ListAsync(secretary, SlipStage.Printed)).Piles);
        Assert.Equal((run.Id, 2, 502), (pile.Id, pile.Count, pile.Position));
        Assert.Equal([orders[1], orders[2]], (await world.Get<ChooseSlips>().RunAsync(secretary, new SlipFilter(SlipStage.Requested, 0, 1), run.Id, Cancel)).OrThrow().Ids);
        Assert.Equal([orders[0]], (await world.Get<ChooseSlips>().RunAsync(secretary, new SlipFilter(SlipStage.Approved, 0, 1), null, Cancel)).OrThrow().Ids);
        var text = PdfTools.Text(await world.FetchAsync(secretary, run.Id));
        Assert.Equal(2, text.Count(sign => sign == '\f'));
        Assert.Equal(2, await database.PaymentEvents.CountAsync(item => item.Kind == PaymentEventKind.SlipPrinted, Cancel));
    }

    [Fact]
    public async Task A_stopped_pile_is_what_was_printed_and_the_other_slips_stay_approved()
    {
        PdfTools.Need("pdftotext");
        var (colleague, run, orders) = (await world.AddStaffAsync("森 健太"), await BeginPileAsync(printed: 1), await ApprovedAsync());
        Assert.Null(Assert.Single((await world.ListAsync(secretary, SlipStage.Approved)).Piles).Count);

        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await world.Get<StopPile>().RunAsync(secretary, run, Cancel)).OrThrow());
        Assert.Equal(new PileStopped("佐伯 由香", "2026年11月22日 12:05"), (await world.Get<StopPile>().RunAsync(colleague, run, Cancel)).Refusal);
        await world.Get<FillPiles>().RunAsync(Cancel);

        var pile = Assert.Single((await world.ListAsync(colleague, SlipStage.Printed)).Piles);
        Assert.Equal((run, 1, new PileStop("佐伯 由香", world.App.Clock.UtcNow())), (pile.Id, pile.Count, pile.Stopped));
        Assert.Equal(orders, await ApprovedAsync());
        var pages = PdfTools.Text(await world.FetchAsync(secretary, run)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(Assert.Single(pages.Select(page => SlipNumber.OrderIn(page)!.Value).Distinct()), orders);
        Assert.Contains("\"Count\":1", Assert.Single(await world.AuditAsync(nameof(StopPile))), StringComparison.Ordinal);
        Assert.Equal(2, (await world.Get<PrintSlips>().RunAsync(secretary, [], again: false, Cancel)).OrThrow().Count);
    }

    [Fact]
    public async Task A_pile_that_is_stopped_before_its_first_slip_is_shown_as_stopped()
    {
        var run = await BeginPileAsync(printed: 0);

        Assert.Equal(0, (await world.Get<StopPile>().RunAsync(secretary, run, Cancel)).OrThrow());

        var pile = Assert.Single((await world.ListAsync(secretary, SlipStage.Approved)).Piles);
        Assert.Equal((0, "佐伯 由香"), (pile.Count, pile.Stopped!.Who));
        Assert.Equal(3, (await ApprovedAsync()).Count);
    }

    [Fact]
    public async Task A_stop_that_meets_the_end_of_the_printing_is_told_so()
    {
        var run = await BeginPileAsync(printed: 1);
        await using var database = world.App.Databases.Open(world.Society.Id);
        await database.JobRuns.ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, row => row.Total), Cancel);

        Assert.IsType<PilePrinted>((await world.Get<StopPile>().RunAsync(secretary, run, Cancel)).Refusal);
        await world.Get<FillPiles>().RunAsync(Cancel);
        Assert.IsType<PilePrinted>((await world.Get<StopPile>().RunAsync(secretary, run, Cancel)).Refusal);
        Assert.IsType<PileNotFound>((await world.Get<StopPile>().RunAsync(secretary, run + 1, Cancel)).Refusal);
        Assert.IsType<PileNotFound>((await world.Get<StopPile>().RunAsync(secretary with { SocietyId = 4711 }, run, Cancel)).Refusal);
        Assert.Equal(1, Assert.Single((await world.ListAsync(secretary, SlipStage.Printed)).Piles).Count);
        Assert.Empty(await world.AuditAsync(nameof(StopPile)));
    }

    [Fact]
    public async Task Wherever_two_stops_meet_the_printing_the_pile_counts_what_was_printed()
    {
        var (colleague, run) = (await world.AddStaffAsync("森 健太"), await BeginPileAsync(printed: 0));

        var filling = Task.Run(() => world.Get<FillPiles>().RunAsync(Cancel), Cancel);
        var stops = await Task.WhenAll(new[] { secretary, colleague }.Select(staff => Task.Run(() => world.Get<StopPile>().RunAsync(staff, run, Cancel))));
        await filling;

        await using var database = world.App.Databases.Open(world.Society.Id);
        var printed = await database.PaymentEvents.CountAsync(item => item.Kind == PaymentEventKind.SlipPrinted, Cancel);
        var row = await database.JobRuns.SingleAsync(item => item.Id == run, Cancel);
        Assert.Equal($"{printed}", row.Result);
        Assert.Equal(3 - printed, (await ApprovedAsync()).Count);
        Assert.Equal(row.StoppedBy is null ? 0 : 1, stops.Count(stop => stop.Succeeded));
        Assert.All(stops, stop => Assert.True(stop.Refusal is null ? stop.Value == printed : stop.Refusal is PileStopped == row.StoppedBy is not null, $"{stop.Refusal}"));
    }

    [Fact]
    public async Task Who_may_not_review_is_refused_everywhere()
    {
        var member = await world.AddMemberAsync();
        var order = await world.AskAsync(member);
        var viewer = await world.AddStaffAsync("閲覧 花子", StaffRole.Viewer);
        foreach (var actor in new[] { member, viewer })
        {
            Assert.IsType<NotAllowed>((await world.Get<ApproveSlips>().RunAsync(actor, [order], Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<RejectSlips>().RunAsync(actor, [order], "x", Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<PrintSlips>().RunAsync(actor, [order], again: false, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<StopPile>().RunAsync(actor, 1, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<MarkSlipsSent>().RunAsync(actor, [order], Today, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<ReturnSlip>().RunAsync(actor, order, "x", Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<ReprintSlips>().RunAsync(actor, [order], Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await world.Get<ChooseSlips>().RunAsync(actor, new SlipFilter(SlipStage.Requested, 0, 1), null, Cancel)).Refusal);
            Assert.Null(await world.Get<FetchTestPage>().RunAsync(actor, Cancel));
        }

        Assert.IsType<NotAllowed>((await world.Get<ListSlips>().RunAsync(member, new SlipFilter(SlipStage.Requested, 0, 1), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await world.Get<OpenSlip>().RunAsync(member, order, Cancel)).Refusal);
        Assert.False((await world.ListAsync(viewer, SlipStage.Requested)).MayReview);
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [order], again: false, Cancel)).OrThrow().PileId!.Value;
        Assert.Null(await world.Get<FetchPile>().RunAsync(viewer, pile, PilePart.Slips, 0, Cancel));
        Assert.Null(await world.Get<FetchPile>().RunAsync(secretary with { SocietyId = 4711 }, pile, PilePart.Slips, 0, Cancel));
    }

    [Fact]
    public async Task A_day_ahead_or_long_past_is_no_day_of_posting()
    {
        var order = (await world.AskManyAsync(1))[0];

        Assert.IsType<SlipDayWrong>((await world.Get<MarkSlipsSent>().RunAsync(secretary, [order], Today.AddDays(1), Cancel)).Refusal);
        Assert.IsType<SlipDayWrong>((await world.Get<MarkSlipsSent>().RunAsync(secretary, [order], default, Cancel)).Refusal);
        Assert.Equal(0, (await world.Get<MarkSlipsSent>().RunAsync(secretary, [order], Today, Cancel)).OrThrow().Count);
    }

    [Fact]
    public async Task Without_a_postal_account_nothing_is_printed()
    {
        var order = (await world.AskManyAsync(1))[0];
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);
        await using (var database = world.App.Databases.Open(world.Society.Id))
        {
            await database.Societies.Where(society => society.Id == world.Society.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(society => society.Settings, world.Society.Settings with { PostalAccount = new PostalAccount() }), Cancel);
        }

        Assert.IsType<NoPostalAccount>((await world.Get<PrintSlips>().RunAsync(secretary, [order], again: false, Cancel)).Refusal);
        Assert.Null(await world.Get<FetchTestPage>().RunAsync(secretary, Cancel));
        Assert.Equal(1, (await world.ListAsync(secretary, SlipStage.Approved)).Total);
    }

    // Three approved slips in three batches, of which so many are printed; nothing goes on by itself.
    private async Task<long> BeginPileAsync(int printed)
    {
        await world.App.CountStatementsAsync();
        var orders = await world.AskManyAsync(3);
        await world.Get<ApproveSlips>().RunAsync(secretary, orders, Cancel);
        var asked = new SlipPile(secretary.AccountId, [.. Enumerable.Repeat(orders[0], SlipSteps.BatchSize), .. Enumerable.Repeat(orders[1], SlipSteps.BatchSize), orders[2]]);
        await using var database = world.App.Databases.Open(world.Society.Id);
        var run = new JobRun
        {
            Kind = SlipPile.JobKind,
            Parameters = ReadableJson.Write(asked),
            StartedUtc = world.App.Clock.UtcNow(),
            Total = asked.OrderIds.Count,
            Position = printed * SlipSteps.BatchSize,
        };
        database.Add(run);
        await database.SaveChangesAsync(Cancel);
        await world.Get<SlipSteps>().RunAsync(secretary, [.. orders.Take(printed)], batch =>
        {
            batch.Orders.ToList().ForEach(order => batch.Take(order, nameof(PrintSlips), PaymentEventKind.SlipPrinted, [OrderState.SlipApproved], $"{run.Id}"));
            return Task.CompletedTask;
        }, Cancel);
        return run.Id;
    }

    private async Task<IReadOnlyList<long>> ApprovedAsync() =>
        (await world.Get<ChooseSlips>().RunAsync(secretary, new SlipFilter(SlipStage.Approved, 0, 1), null, Cancel)).OrThrow().Ids;
}

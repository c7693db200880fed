using MemberHub.Data.Ledger.Checks;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Outbox;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Features.Billing;

[Asvs("2.3.1")]
public sealed class BillingTests : IAsyncLifetime
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

    [Fact]
    public async Task A_draft_charges_nobody_and_says_what_would_be()
    {
        await Member("0000101").AddAsync();
        await Member("0000102").Charged(2027, 12_000).AddAsync();
        await Member("0000103").Charged(2027, 7_000).AddAsync();
        await Member("0000104").Of("名誉会員").AddAsync();
        await new RosterBuilder(database.Databases, database.Society).Numbered("0000105").AddAsync();
        await Member("0000106").WithdrawnOn(new DateOnly(2026, 12, 31)).AddAsync();

        var run = await RunAsync(await office.DraftAsync(2027));

        Assert.Equal((BillingState.Drafted, 1, new Yen(12_000)), (run.State, run.Count, run.Total));
        Assert.All(
            new[] { BillingOutcome.Unchanged, BillingOutcome.Differs, BillingOutcome.FeeFree, BillingOutcome.NoAddress, BillingOutcome.Withdrawn },
            outcome => Assert.Equal(1, run.Summary.Of(outcome)));
        Assert.Equal(2, await CountAsync());
        await using var context = Open();
        var entry = await context.AuditEntries.SingleAsync(item => item.Action == nameof(DraftBilling), Cancel);
        Assert.Contains(run.Digest, entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_amount_than_the_year_before_is_remarked_and_holds_nothing_up()
    {
        await Member("0000101").Charged(2026, 12_000).AddAsync();
        await Member("0000102").Of("賛助会員").Charged(2026, 100_000).AddAsync();
        await Member("0000103").Of("学生会員").AddAsync();

        var draft = await office.DraftAsync(2027);
        var view = (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, draft, new(BillingOutcome.New, UnlikeBefore: true), 1, Cancel)).OrThrow();

        Assert.Equal((3, 1), (view.Summary.Of(BillingOutcome.New), view.Summary.UnlikeBefore));
        var line = Assert.Single(view.Lines);
        Assert.Equal(("0000102", new Yen(100_000), new Yen(50_000)), (line.Number, line.Before!.Value, line.Amount));
        Assert.Equal(3, (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, draft, BillingFilter.Read("?"), 1, Cancel)).OrThrow().Lines.Count);

        var run = await RunAsync(await office.BillAsync(2027));
        Assert.Equal((BillingState.Done, 3, 1), (run.State, run.Count, run.Summary.UnlikeBefore));
        var done = (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, run.Id, BillingFilter.Read("UnlikeBefore"), 1, Cancel)).OrThrow();
        Assert.Empty(done.Lines);
    }

    [Fact]
    public async Task A_released_run_writes_its_list_and_nothing_else()
    {
        var member = await Member("0000101").AddAsync();
        await Member("0000102").Charged(2027, 7_000).AddAsync();

        var run = await RunAsync(await office.BillAsync(2027));

        Assert.Equal(BillingState.Done, run.State);
        await using var context = Open();
        var charge = await context.DuesCharges.SingleAsync(item => item.MemberId == member.MemberId, Cancel);
        Assert.Equal((new Yen(12_000), "正会員", run.Id), (charge.Amount, charge.CategoryName, charge.BillingRunId));
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31)), (charge.PayableFrom, charge.DueOn));
        Assert.Equal(2, await CountAsync());
        Assert.Equal(1, await context.AuditEntries.CountAsync(item => item.Action == nameof(RunBilling), Cancel));
        var notice = await context.Notices.SingleAsync(Cancel);
        Assert.Equal((new DateOnly(2026, 11, 25), "2027年度の年会費について"), (notice.PublishedOn, notice.TitleJa));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task Who_drafted_may_not_release_and_a_secretary_may_not_release_at_all()
    {
        await Member("0000101").AddAsync();
        var mine = (await database.Get<DraftBilling>().RunAsync(office.Accountant, BillingOffice.FormFor(2027), Cancel)).OrThrow();

        Assert.Equal(new ReleaseNeedsAnotherPerson("菅原 修"), (await ReleaseAsync(office.Accountant, mine)).Refusal);
        Assert.Equal(new NotAllowed(), (await ReleaseAsync(office.Secretary, mine)).Refusal);
        Assert.Equal(BillingState.Drafted, (await RunAsync(mine)).State);
    }

    [Fact]
    public async Task A_viewer_and_a_member_can_do_nothing_here()
    {
        var member = await Member("0000101").AddAsync();
        var run = await office.DraftAsync(2027);
        foreach (var actor in new[] { member, office.Secretary with { Roles = [StaffRole.Viewer] } })
        {
            Assert.Equal(new NotAllowed(), (await database.Get<DraftBilling>().RunAsync(actor, BillingOffice.FormFor(2027), Cancel)).Refusal);
            Assert.Equal(new NotAllowed(), (await ReleaseAsync(actor, run)).Refusal);
            Assert.Equal(new NotAllowed(), (await StartAsync(actor, run)).Refusal);
            Assert.Equal(new NotAllowed(), (await database.Get<CancelBilling>().RunAsync(actor, run, Cancel)).Refusal);
            Assert.Equal(new NotAllowed(), (await database.Get<CloseBilling>().RunAsync(actor, run, Cancel)).Refusal);
            Assert.Equal(new NotAllowed(), (await database.Get<UndoBilling>().RunAsync(actor, run, "x", Cancel)).Refusal);
        }
    }

    [Fact]
    public async Task A_list_that_changed_after_the_draft_is_refused_at_the_release_and_at_the_start()
    {
        await Member("0000101").AddAsync();
        var drafted = await office.DraftAsync(2027);
        await Member("0000102").AddAsync();
        Assert.Equal(new BillingListChanged(1, 2), (await ReleaseAsync(office.Accountant, drafted)).Refusal);

        var released = await office.ReleaseAsync(2027);
        Assert.Equal(BillingState.Discarded, (await RunAsync(drafted)).State);
        await Member("0000103").AddAsync();
        Assert.Equal(new BillingListChanged(2, 3), (await StartAsync(office.Secretary, released)).Refusal);
        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_second_press_and_a_second_run_charge_nobody_twice()
    {
        await Member("0000101").AddAsync();
        var run = await office.BillAsync(2027);

        Assert.IsType<BillingMoved>((await StartAsync(office.Secretary, run)).Refusal);
        Assert.IsType<BillingMoved>((await ReleaseAsync(office.Accountant, run)).Refusal);
        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));
        var again = await RunAsync(await office.DraftAsync(2027));
        Assert.Equal((0, 1), (again.Count, again.Summary.Of(BillingOutcome.Unchanged)));
        Assert.Equal(new NothingToBill(), (await ReleaseAsync(office.Accountant, again.Id)).Refusal);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Of_two_who_release_at_once_one_is_told_who_was_first()
    {
        await Member("0000101").AddAsync();
        var other = await BillingOffice.StaffAsync(database.Databases, database.Society, "rijicho", "藤沢 清志", StaffRole.Accountant);
        var run = await office.DraftAsync(2027);

        var results = await Task.WhenAll(new[] { office.Accountant, other }.Select(actor => Task.Run(() => ReleaseAsync(actor, run))));

        Assert.Single(results, result => result.Succeeded);
        var refusal = Assert.IsType<BillingMoved>(results.Single(result => !result.Succeeded).Refusal);
        Assert.Contains(refusal.Who, new[] { "菅原 修", "藤沢 清志" });
        Assert.Equal(new DateOnly(2026, 11, 22), refusal.On);
    }

    [Fact]
    public async Task An_undo_takes_the_charges_and_the_notice_away_and_leaves_the_list()
    {
        await Member("0000101").AddAsync();
        await Member("0000102").Charged(2026, 12_000).AddAsync();
        var run = await office.BillAsync(2027);

        Assert.Equal(new UndoNeedsReason(), (await UndoAsync(run, " ")).Refusal);
        Assert.Equal(new BillingUndone(2, 0), (await UndoAsync(run, "金額の誤り")).OrThrow());

        await using var context = Open();
        Assert.Equal(1, await CountAsync());
        Assert.Empty(await context.Notices.ToListAsync(Cancel));
        Assert.Equal((await RunAsync(run)).Digest, (await context.BillingRunLists.SingleAsync(Cancel)).ToList().Digest);
        Assert.Equal("金額の誤り", (await context.AuditEntries.SingleAsync(item => item.Action == nameof(UndoBilling), Cancel)).Reason);
        await office.BillAsync(2027);
        Assert.Equal(3, await CountAsync());
        database.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(2, await database.Get<AnnounceBilling>().RunAsync(Cancel));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task An_undo_recalls_the_mails_that_have_not_gone_out_and_says_how_many_have()
    {
        var options = database.Get<IOptions<MailOptions>>().Value;
        (options.Folder, options.BulkPerMinute) = (Path.Combine(database.Folder, "mail"), 90);
        foreach (var number in Enumerable.Range(101, 5))
        {
            await Member($"{number:D7}").AddAsync();
        }

        var run = await office.BillAsync(2027);
        database.Clock.Set(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal(5, await database.Get<AnnounceBilling>().RunAsync(Cancel));
        Assert.Equal(3, await database.Get<SendMails>().RunAsync(MailLane.Bulk, Cancel));

        Assert.Equal(new BillingUndone(5, 3), (await UndoAsync(run, "金額の誤り")).OrThrow());

        database.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await database.Get<SendMails>().RunAsync(MailLane.Bulk, Cancel));
        Assert.Equal(0, await database.Get<AnnounceBilling>().RunAsync(Cancel));
        Assert.Equal(3, (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, run, new(BillingOutcome.New), 1, Cancel)).OrThrow().MailsSent);
        await using var context = Open();
        Assert.Equal(2, await context.OutboxMails.CountAsync(mail => mail.LastError == OutboxMail.Recalled, Cancel));
        Assert.Empty(await context.FailedMails().ToListAsync(Cancel));
        Assert.Contains("\"MailsRecalled\":2", (await context.AuditEntries.SingleAsync(item => item.Action == nameof(UndoBilling), Cancel)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_released_run_is_not_thrown_away_by_another_draft_and_a_discarded_one_says_by_whom()
    {
        await Member("0000101").AddAsync();
        var released = await office.ReleaseAsync(2027);

        var refused = await database.Get<DraftBilling>().RunAsync(office.Secretary, BillingOffice.FormFor(2027), Cancel);

        Assert.Equal(new BillingReleased(Year, "菅原 修", new DateOnly(2026, 11, 22)), refused.Refusal);
        Assert.Equal(BillingState.Released, (await RunAsync(released)).State);
        database.Clock.Advance(TimeSpan.FromHours(1));
        (await database.Get<CancelBilling>().RunAsync(office.Secretary, released, Cancel)).OrThrow();
        Assert.Equal(new BillingMoment("今野 桂子", Now), (await database.Get<OpenBillingRun>().RunAsync(office.Accountant, released, new(BillingOutcome.New), 1, Cancel)).OrThrow().Discarded);
        Assert.Equal(BillingState.Drafted, (await RunAsync(await office.DraftAsync(2027))).State);
    }

    [Fact]
    public async Task Of_a_draft_and_a_release_at_once_the_release_is_not_lost()
    {
        await Member("0000101").AddAsync();
        var run = await office.DraftAsync(2027);

        var drafting = Task.Run(() => database.Get<DraftBilling>().RunAsync(office.Secretary, BillingOffice.FormFor(2027), Cancel));
        var releasing = Task.Run(() => ReleaseAsync(office.Accountant, run));
        var (drafted, released) = (await drafting, await releasing);

        Assert.NotEqual(drafted.Succeeded, released.Succeeded);
        Assert.Equal(released.Succeeded ? BillingState.Released : BillingState.Discarded, (await RunAsync(run)).State);
        Assert.IsType(released.Succeeded ? typeof(BillingReleased) : typeof(BillingMoved), drafted.Refusal ?? released.Refusal);
    }

    [Fact]
    public async Task What_was_paid_waived_or_begun_to_be_paid_keeps_a_run_from_being_undone()
    {
        var payer = await Member("0000101").AddAsync();
        var run = await office.BillAsync(2027);
        await using (var context = Open())
        {
            var charge = await context.DuesCharges.SingleAsync(Cancel);
            var order = new PaymentOrder(payer.MemberId!.Value, PaymentMethod.BankTransfer, Guid.NewGuid().ToString("N"), Now, [(charge.Id, charge.Amount)]);
            order.Record(PaymentEventKind.Cancelled, Now);
            context.Add(order);
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(new BillingAlreadyUsed(1), (await UndoAsync(run, "金額の誤り")).Refusal);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_stopped_run_writes_no_more_until_it_goes_on()
    {
        await Member("0000101").AddAsync();
        var run = await office.ReleaseAsync(2027);
        (await StartAsync(office.Secretary, run)).OrThrow();

        Assert.Equal(BillingState.Stopped, (await database.Get<CancelBilling>().RunAsync(office.Secretary, run, Cancel)).OrThrow());
        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));
        Assert.Equal(new BillingUnderWay(Year), (await database.Get<DraftBilling>().RunAsync(office.Secretary, BillingOffice.FormFor(2027), Cancel)).Refusal);

        (await StartAsync(office.Secretary, run)).OrThrow();
        Assert.Equal(1, await database.Get<RunBilling>().RunAsync(Cancel));
        Assert.Equal(BillingState.Done, (await RunAsync(run)).State);
    }

    [Fact]
    public async Task A_run_stops_when_one_of_its_members_was_charged_elsewhere()
    {
        var member = await Member("0000101").AddAsync();
        var run = await office.ReleaseAsync(2027);
        (await StartAsync(office.Secretary, run)).OrThrow();
        await using (var context = Open())
        {
            context.Add(new DuesCharge(member.MemberId!.Value, Year, DuesItem.AnnualDues, new Yen(9_000), "正会員", new PaymentCalendar()));
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, await database.Get<RunBilling>().RunAsync(Cancel));

        Assert.Equal(BillingState.Stopped, (await RunAsync(run)).State);
        Assert.Equal(0, (await UndoAsync(run, "取込と重なったため")).OrThrow().Removed);
        Assert.Equal(1, await CountAsync());
        await AssertSoundAsync();
    }

    [Fact]
    public async Task Settings_that_changed_after_the_release_are_refused_at_the_start_and_do_not_reach_a_run_that_began()
    {
        await Member("0000101").AddAsync();
        var refused = await office.ReleaseAsync(2027);
        await DueInMonthAsync(6);
        Assert.Equal(new BillingListChanged(1, 1), (await StartAsync(office.Secretary, refused)).Refusal);

        (await database.Get<CancelBilling>().RunAsync(office.Secretary, refused, Cancel)).OrThrow();
        var run = await office.ReleaseAsync(2027);
        (await StartAsync(office.Secretary, run)).OrThrow();
        await DueInMonthAsync(9);
        Assert.Equal(1, await database.Get<RunBilling>().RunAsync(Cancel));

        await using var context = Open();
        var charge = await context.DuesCharges.SingleAsync(Cancel);
        Assert.Equal(
            (new DateOnly(2026, 12, 1), new DateOnly(2027, 6, 30), new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31)), (charge.PayableFrom, charge.DueOn, charge.PeriodStart, charge.PeriodEnd));
    }

    [Fact]
    public async Task Days_in_the_wrong_order_and_far_years_are_refused()
    {
        Assert.IsType<BillingDatesWrong>((await DraftAsync(new DraftBillingForm(2027, new DateOnly(2026, 11, 21), new DateOnly(2026, 12, 1)))).Refusal);
        Assert.IsType<BillingDatesWrong>((await DraftAsync(new DraftBillingForm(2027, new DateOnly(2026, 12, 2), new DateOnly(2026, 12, 1)))).Refusal);
        Assert.IsType<BillingDatesWrong>((await DraftAsync(new DraftBillingForm(2027, new DateOnly(2026, 12, 2), new DateOnly(2028, 1, 1)))).Refusal);
        Assert.IsType<BillingYearOutOfRange>((await DraftAsync(BillingOffice.FormFor(2029))).Refusal);
        Assert.IsType<BillingYearOutOfRange>((await DraftAsync(BillingOffice.FormFor(2024))).Refusal);
    }

    [Fact]
    public async Task Another_societys_run_is_not_found()
    {
        await Member("0000101").AddAsync();
        var run = await office.DraftAsync(2027);
        Society other;
        await using (var all = database.Databases.OpenAcrossSocieties())
        {
            other = new Society("midori", "みどり学会", "Midori Society", new SocietySettings());
            all.Add(other);
            await all.SaveChangesAsync(Cancel);
        }

        var stranger = await BillingOffice.StaffAsync(database.Databases, other, "midori-keiri", "緑川 進", StaffRole.Accountant);
        Assert.Equal(new BillingRunNotFound(), (await ReleaseAsync(stranger, run)).Refusal);
        Assert.Equal(new BillingRunNotFound(), (await StartAsync(stranger, run)).Refusal);
        Assert.Equal(new BillingRunNotFound(), (await database.Get<CancelBilling>().RunAsync(stranger, run, Cancel)).Refusal);
        Assert.Equal(new BillingRunNotFound(), (await database.Get<CloseBilling>().RunAsync(stranger, run, Cancel)).Refusal);
        Assert.Equal(new BillingRunNotFound(), (await database.Get<UndoBilling>().RunAsync(stranger, run, "x", Cancel)).Refusal);
    }

    private DateTime Now => database.Clock.GetUtcNow().UtcDateTime;

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

    private async Task DueInMonthAsync(int month)
    {
        await using var context = Open();
        var society = await context.Societies.SingleAsync(row => row.Id == database.Society.Id, Cancel);
        society.Change(society.Settings with { Calendar = society.Settings.Calendar with { DueMonth = month, DueDay = 30 } });
        await context.SaveChangesAsync(Cancel);
    }

    private async Task AssertSoundAsync()
    {
        await using var connection = await database.OpenAsync();
        Assert.DoesNotContain(await LedgerCheck.RunAsync(connection, Cancel), result => !result.Holds);
    }

    private Task<Result<long>> DraftAsync(DraftBillingForm form) => database.Get<DraftBilling>().RunAsync(office.Secretary, form, Cancel);

    private Task<Result<Done>> ReleaseAsync(Actor actor, long run) => database.Get<ReleaseBilling>().RunAsync(actor, run, Cancel);

    private Task<Result<Done>> StartAsync(Actor actor, long run) => database.Get<StartBilling>().RunAsync(actor, run, Cancel);

    private Task<Result<BillingUndone>> UndoAsync(long run, string reason) => database.Get<UndoBilling>().RunAsync(office.Accountant, run, reason, Cancel);
}

using MemberHub.Components.Texts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Benefits;
using MemberHub.Features.Billing;
using MemberHub.Features.Certificate;
using MemberHub.Features.Dashboard;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Features.Withdrawal;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MemberHub.Tests.Features.Withdrawal;

public sealed class WithdrawalTests : IAsyncLifetime
{
    private static readonly DateOnly NewYearsEve = new(2026, 12, 31);

    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Secretary => new(1, society.Id, null, [StaffRole.Secretary]);

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_notice_that_came_by_post_is_handed_in_by_the_office_also_for_the_year_that_has_just_ended()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var clerk = Secretary with { OnBehalfOf = "0000101" };
        var view = (await Get<OpenWithdrawal>().RunAsync(clerk, Cancel)).OrThrow();
        Assert.Equal([NewYearsEve, new DateOnly(2025, 12, 31)], view.Offered.Select(terms => terms.LeavesOn));
        var late = new WithdrawalForm { Understood = true, Reason = "退職のため", ShownLeavesOn = "2025-12-31" };
        Assert.IsType<WithdrawalTermsChanged>((await Get<HandInWithdrawal>().RunAsync(member, late, Cancel)).Refusal);
        Actor[] refused = [Secretary, clerk with { Roles = [StaffRole.Accountant] }, clerk with { OnBehalfOf = "0000199" }, (await Member("0000102").AddAsync()) with { OnBehalfOf = "0000101" }];
        await Assert.AllAsync(refused, async actor => Assert.IsType<NotAllowed>((await Get<HandInWithdrawal>().RunAsync(actor, late, Cancel)).Refusal));
        Assert.IsType<WithdrawalNotUnderstood>((await Get<HandInWithdrawal>().RunAsync(clerk, new WithdrawalForm { ShownLeavesOn = "2025-12-31" }, Cancel)).Refusal);

        Assert.Null((await Get<HandInWithdrawal>().RunAsync(clerk, late, Cancel)).Refusal);

        Assert.IsType<AlreadyHandedIn>((await Get<HandInWithdrawal>().RunAsync(clerk, late, Cancel)).Refusal);
        await using (var database = app.Databases.Open(society.Id))
        {
            var line = await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(HandInWithdrawal), Cancel);
            Assert.Equal((clerk.AccountId, member.MemberId, "退職のため"), (line.AccountId, line.MemberId, line.Reason));
            Assert.Equal("member0000101@example.jp", (await database.OutboxMails.SingleAsync(Cancel)).Recipient);
        }

        Assert.True((await Get<ConfirmWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), Cancel)).Succeeded);
        Assert.Equal([0], await OpenAsync(member));
        Assert.Equal(1, await Get<EndWithdrawals>().RunAsync(Cancel));
    }

    [Fact]
    public async Task The_office_takes_a_notice_back_for_the_member()
    {
        var member = await Member("0000101").AddAsync();
        Assert.True((await HandInAsync(member)).Succeeded);

        Assert.True((await Get<UndoWithdrawal>().RunAsync(Secretary with { OnBehalfOf = "0000101" }, Cancel)).Succeeded);

        var refused = (await Get<UndoWithdrawal>().RunAsync(Secretary with { OnBehalfOf = "0000101" }, Cancel)).Refusal;
        Assert.Equal(nameof(UndoWithdrawal), Assert.IsType<WithdrawalMoved>(refused).Last?.Action);
        Assert.Equal(WithdrawalState.Undone, (await Get<OpenWithdrawal>().RunAsync(member, Cancel)).OrThrow().State);
    }

    [Fact]
    public async Task A_notice_is_handed_in_once_confirmed_paid_and_ends_the_membership_after_its_day()
    {
        var member = await Member("0000101").Charged(2025, 12_000).Charged(2026, 12_000).Charged(2027, 12_000).AddAsync();
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => HandInAsync(member))));
        Assert.Single(pressed, result => result.Succeeded);
        Assert.All(pressed.Where(result => !result.Succeeded), result => Assert.IsType<AlreadyHandedIn>(result.Refusal));
        Assert.Equal((WithdrawalState.HandedIn, NewYearsEve), await StandAsync(member));
        Assert.Equal(1, await WaitingAsync());

        var id = await NoticeAsync(member);
        Assert.True((await Get<ConfirmWithdrawal>().RunAsync(Secretary, id, Cancel)).Succeeded);
        Assert.Equal(nameof(ConfirmWithdrawal), Assert.IsType<WithdrawalMoved>((await Get<ConfirmWithdrawal>().RunAsync(Secretary, id, Cancel)).Refusal).Last?.Action);
        Assert.Equal(0, await WaitingAsync());
        var view = (await Get<OpenWithdrawal>().RunAsync(member, Cancel)).OrThrow();
        Assert.Equal((WithdrawalState.AwaitsPayment, new Yen(24_000)), (view.State, view.Owed.Total(charge => charge.Open)));
        Assert.Equal([12_000, 12_000, 0], await OpenAsync(member));

        At(2027, 1, 1);
        Assert.Equal(0, await Get<EndWithdrawals>().RunAsync(Cancel));
        Assert.IsType<TooLateToUndo>((await Get<UndoWithdrawal>().RunAsync(member, Cancel)).Refusal);
        await PayAllAsync(member);
        Assert.Equal(1, await Get<EndWithdrawals>().RunAsync(Cancel));
        Assert.Equal(0, await Get<EndWithdrawals>().RunAsync(Cancel));

        await using var database = app.Databases.Open(society.Id);
        var left = await database.Members.SingleAsync(row => row.Id == member.MemberId, Cancel);
        Assert.Equal((MemberLeaving.Withdrawal, NewYearsEve), (left.Leaving, left.WithdrawnOn));
        Assert.Equal((WithdrawalState.Ended, NewYearsEve), await StandAsync(member));
        Assert.Equal(["【退会届】お預かりしました", "【退会届】受理しました", "退会の手続きが完了しました"], await SubjectsAsync());
        Assert.Contains("24,000円", await database.OutboxMails.Where(mail => mail.Subject == "【退会届】受理しました").Select(mail => mail.Body).SingleAsync(Cancel), StringComparison.Ordinal);
        var ended = (await Get<OpenMemberRecord>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().History[0];
        Assert.Equal((nameof(EndWithdrawals), "2026-12-31"), (ended.Action, ended.Fields.Single(field => field.Field == "WithdrawnOn").New));
    }

    [Fact]
    public async Task A_year_taken_off_while_old_ones_are_owed_opens_nothing_and_is_told_in_the_language_of_the_page()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
            row.Change(row.Settings with { Certificates = row.Settings.Certificates with { OnlyPaid = true } });
            await database.SaveChangesAsync(Cancel);
        }

        var member = await Member("0000101").Charged(2026, 12_000).Charged(2027, 12_000).AddAsync();
        var form = new BenefitForm { TitleJa = "機関誌", TitleEn = "Journal", Link = "https://journal.example.jp/", Rule = BenefitRule.PaidThisYear };
        (await Get<SaveBenefit>().RunAsync(Secretary with { Roles = [StaffRole.SystemAdministrator] }, null, form, Cancel)).OrThrow();
        (await HandInAsync(member)).OrThrow();
        At(2027, 1, 5);
        (await Get<ConfirmWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), Cancel)).OrThrow();

        Assert.Equal(BenefitStanding.Leaving, Assert.Single((await Get<OpenBenefits>().RunAsync(member, Cancel)).OrThrow().Rows).Standing);
        Assert.False((await Get<OpenDashboard>().RunAsync(member, Cancel)).OrThrow().Benefits.Single().IsOpen);
        Assert.Equal(new CertificateYearTakenOff(new FiscalYear(2027)), (await Get<IssueCertificate>().RunAsync(member, Cancel)).Refusal);
        await using var read = app.Databases.Open(society.Id);
        Assert.Empty(await read.ReadJournalReadersAsync(new FiscalYear(2027), new DateOnly(2027, 1, 5), Cancel));
        var off = (await read.ReadLedgerAsync(member.MemberId!.Value, new DateOnly(2027, 1, 5), Cancel)).Charges[^1];
        Assert.Equal((NewYearsEve, ""), (off.LeftOn, off.WaiverReason));
        var words = Get<IStringLocalizer<StatusText>>();
        var (ja, en) = (Spoken.In("ja", () => Status(off, words)), Spoken.In("en", () => Status(off, words)));
        Assert.Equal(("退会により請求なし", "2026年12月31日の退会のため、請求を取り消しました。"), (ja.Word, ja.Sentence));
        Assert.Equal(("Not charged: leaving", "Taken off because of leaving on 31 December 2026."), (en.Word, en.Sentence));
    }

    [Fact]
    public async Task A_debt_stays_on_record_where_the_society_says_so()
    {
        await RuleAsync(WithdrawalRule.DebtStays);
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        await ConfirmedAsync(member);
        At(2026, 12, 31);
        Assert.Equal(0, await Get<EndWithdrawals>().RunAsync(Cancel));
        At(2027, 1, 1);
        Assert.Equal(1, await Get<EndWithdrawals>().RunAsync(Cancel));

        Assert.Equal([12_000], await OpenAsync(member));
        var view = (await Get<OpenWithdrawal>().RunAsync(member with { Withdrawn = true }, Cancel)).OrThrow();
        Assert.Equal((NewYearsEve, new Yen(12_000)), (view.LeftOn, view.Owed.Total(charge => charge.Open)));
    }

    [Fact]
    public async Task A_page_of_the_old_year_hands_nothing_in_when_the_year_has_turned()
    {
        var member = await Member("0000101").AddAsync();
        At(2027, 1, 1);

        Assert.Equal(new WithdrawalTermsChanged(new DateOnly(2027, 12, 31)), (await HandInAsync(member, "2026-12-31")).Refusal);
        Assert.True((await HandInAsync(member, "2027-12-31")).Succeeded);
        Assert.Equal((WithdrawalState.HandedIn, new DateOnly(2027, 12, 31)), await StandAsync(member));
    }

    [Fact]
    public async Task What_was_taken_off_is_owed_again_when_the_notice_is_taken_back_or_sent_back()
    {
        var member = await Member("0000101").Charged(2027, 12_000).AddAsync();
        await ConfirmedAsync(member);
        Assert.Equal([0], await OpenAsync(member));
        Assert.True((await Get<UndoWithdrawal>().RunAsync(member, Cancel)).Succeeded);
        Assert.Equal([12_000], await OpenAsync(member));
        Assert.IsType<WithdrawalMoved>((await Get<UndoWithdrawal>().RunAsync(member, Cancel)).Refusal);

        await ConfirmedAsync(member);
        Assert.IsType<RefusalNeedsReason>((await Get<RefuseWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), " ", Cancel)).Refusal);
        Assert.True((await Get<RefuseWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), "氏名の確認が必要です", Cancel)).Succeeded);
        Assert.Equal([12_000], await OpenAsync(member));
        var view = (await Get<OpenWithdrawal>().RunAsync(member, Cancel)).OrThrow();
        Assert.Equal((WithdrawalState.Refused, "氏名の確認が必要です", false), (view.State, view.RefusalReason, view.IsLive));
        At(2027, 1, 1);
        Assert.Equal(0, await Get<EndWithdrawals>().RunAsync(Cancel));
    }

    [Fact]
    public async Task Billing_leaves_out_who_leaves_before_the_year_and_not_who_leaves_with_it()
    {
        var leaves = await Posted("0000101").AddAsync();
        await ConfirmedAsync(leaves);
        var wants = await Posted("0000102").AddAsync();
        Assert.True((await HandInAsync(wants)).Succeeded);
        await Posted("0000103").AddAsync();

        Assert.Equal((1, 2), await DraftAsync(2027));
        At(2027, 1, 5);
        var late = await Posted("0000104").AddAsync();
        await ConfirmedAsync(late);
        Assert.Equal((1, 3), await DraftAsync(2027));
        Assert.Equal((2, 2), await DraftAsync(2028));
    }

    [Fact]
    public async Task A_year_that_is_being_paid_holds_the_confirmation_up()
    {
        var member = await Member("0000101").Charged(2027, 12_000).AddAsync();
        Assert.True((await HandInAsync(member)).Succeeded);
        await using var database = app.Databases.Open(society.Id);
        var charge = await database.DuesCharges.SingleAsync(Cancel);
        var order = new PaymentOrder(member.MemberId!.Value, PaymentMethod.BankTransfer, Guid.NewGuid().ToString("N"), app.Clock.GetUtcNow().UtcDateTime, [(charge.Id, charge.Amount)]);
        database.Add(order);
        await database.SaveChangesAsync(Cancel);

        Assert.Equal(new LaterYearIsBeingPaid(new FiscalYear(2027)), (await Get<ConfirmWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), Cancel)).Refusal);
    }

    [Fact]
    public async Task Nobody_leaves_for_another_and_the_office_needs_its_right()
    {
        var member = await Member("0000101").AddAsync();
        var other = await Member("0000102").AddAsync();
        Assert.IsType<WithdrawalNotUnderstood>((await Get<HandInWithdrawal>().RunAsync(member, new WithdrawalForm { ShownLeavesOn = "2026-12-31" }, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await HandInAsync(Secretary)).Refusal);
        Assert.True((await HandInAsync(member)).Succeeded);

        Assert.IsType<WithdrawalMoved>((await Get<UndoWithdrawal>().RunAsync(other, Cancel)).Refusal);
        var id = await NoticeAsync(member);
        foreach (var role in new[] { StaffRole.Viewer, StaffRole.Accountant, StaffRole.SystemAdministrator })
        {
            Assert.IsType<NotAllowed>((await Get<ConfirmWithdrawal>().RunAsync(Secretary with { Roles = [role] }, id, Cancel)).Refusal);
            Assert.IsType<NotAllowed>((await Get<RefuseWithdrawal>().RunAsync(Secretary with { Roles = [role] }, id, "理由", Cancel)).Refusal);
        }

        Assert.IsType<NoSuchWithdrawal>((await Get<ConfirmWithdrawal>().RunAsync(Secretary, id + 1, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_membership_that_the_office_ends_takes_its_notice_along()
    {
        var member = await Member("0000101").AddAsync();
        Assert.True((await HandInAsync(member)).Succeeded);
        var version = (await Get<OpenOfficeFields>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().Version;

        Assert.True((await Get<EndMembership>().RunAsync(Secretary, "0000101", new EndForm { Version = version, Kind = MemberLeaving.Death, Day = "2026-11-20", Reason = "ご家族から" }, Cancel)).Succeeded);
        Assert.Equal(0, await WaitingAsync());
        Assert.IsType<LeavesAlready>((await HandInAsync(member)).Refusal);
    }

    [Fact]
    public async Task A_withdrawal_that_ended_by_its_notice_is_taken_back_by_the_office_and_another_can_be_handed_in()
    {
        var member = await Member("0000101").Charged(2026, 12_000, paid: 12_000).Charged(2027, 12_000).AddAsync();
        await ConfirmedAsync(member);
        At(2027, 1, 1);
        Assert.Equal(1, await Get<EndWithdrawals>().RunAsync(Cancel));
        Assert.Equal([0, 0], await OpenAsync(member));
        var version = (await Get<OpenOfficeFields>().RunAsync(Secretary, "0000101", Cancel)).OrThrow().Version;

        (await Get<RestoreMembership>().RunAsync(Secretary, "0000101", new RestoreForm { Version = version, Reason = "ご本人の届ではなかったため" }, Cancel)).OrThrow();

        Assert.Equal([0, 12_000], await OpenAsync(member));
        Assert.Null((await Get<OpenWithdrawal>().RunAsync(member, Cancel)).OrThrow().LeftOn);
        Assert.All(await Get<VerifyLedger>().RunAsync(Cancel), check => Assert.True(check.Holds, check.Name));
        Assert.Null((await HandInAsync(member)).Refusal);
    }

    private static ChargeStatus Status(ChargePosition charge, IStringLocalizer<StatusText> words) => ChargeStatus.Of(charge, new DateOnly(2027, 1, 5), words);

    private RosterBuilder Member(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private RosterBuilder Posted(string number) => Member(number).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5");

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Task<Result<Done>> HandInAsync(Actor actor, string? shown = null) =>
        Get<HandInWithdrawal>().RunAsync(actor, new WithdrawalForm { Understood = true, Reason = "定年のため", ShownLeavesOn = shown ?? $"{app.Clock.GetUtcNow().AddHours(9).Year}-12-31" }, Cancel);

    private async Task ConfirmedAsync(Actor member)
    {
        (await HandInAsync(member)).OrThrow();
        (await Get<ConfirmWithdrawal>().RunAsync(Secretary, await NoticeAsync(member), Cancel)).OrThrow();
    }

    private async Task<(WithdrawalState? State, DateOnly LeavesOn)> StandAsync(Actor member)
    {
        await using var database = app.Databases.Open(society.Id);
        var notice = await database.WithdrawalNotices.OrderBy(row => row.Id).LastAsync(row => row.MemberId == member.MemberId, Cancel);
        return ((await Get<OpenWithdrawal>().RunAsync(member, Cancel)).OrThrow().State, notice.LeavesOn);
    }

    private async Task<long> NoticeAsync(Actor member)
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.WithdrawalNotices.Where(row => row.MemberId == member.MemberId).MaxAsync(row => row.Id, Cancel);
    }

    private async Task<int> WaitingAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.ReadOfficeQueuesAsync(app.Clock.GetUtcNow().UtcDateTime, Cancel)).Single(queue => queue.Kind == OfficeQueueKind.Withdrawals).Count;
    }

    private async Task<IReadOnlyList<long>> OpenAsync(Actor member)
    {
        await using var database = app.Databases.Open(society.Id);
        return [.. (await database.ReadLedgerAsync(member.MemberId!.Value, NewYearsEve, Cancel)).Charges.Select(charge => charge.Open.Value)];
    }

    private async Task PayAllAsync(Actor member)
    {
        await using var database = app.Databases.Open(society.Id);
        foreach (var charge in (await database.ReadLedgerAsync(member.MemberId!.Value, NewYearsEve, Cancel)).Charges.Where(charge => charge.IsOpen))
        {
            var payment = new Payment(member.MemberId!.Value, charge.Open, new DateOnly(2027, 1, 1), PaymentMethod.BankTransfer, PaymentSource.Office);
            payment.Allocate(charge.ChargeId, charge.Open);
            database.Add(payment);
        }

        await database.SaveChangesAsync(Cancel);
    }

    private async Task<(int Left, int New)> DraftAsync(int year)
    {
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().AddHours(9).Date);
        var staff = Secretary;
        await using var database = app.Databases.Open(society.Id);
        staff = staff with { AccountId = await database.Users.MinAsync(account => account.Id, Cancel) };
        var run = (await Get<DraftBilling>().RunAsync(staff, new DraftBillingForm(year, today, today.AddDays(1)), Cancel)).OrThrow();
        var summary = (await database.BillingRuns.SingleAsync(row => row.Id == run, Cancel)).Summary;
        return (summary.Of(BillingOutcome.Withdrawn), summary.Of(BillingOutcome.New));
    }

    private async Task RuleAsync(WithdrawalRule rule)
    {
        await using var database = app.Databases.Open(society.Id);
        var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
        row.Change(row.Settings with { Withdrawal = rule });
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> SubjectsAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return await database.OutboxMails.OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel);
    }

    private void At(int year, int month, int day) => app.Clock.Advance(new DateTimeOffset(year, month, day, 0, 0, 1, TimeSpan.FromHours(9)) - app.Clock.GetUtcNow());
}

using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Billing;

public sealed class RemindersTests : IAsyncLifetime
{
    private PlainDatabase database = default!;
    private BillingOffice office = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PlainDatabase.CreateWithSocietyAsync();
        office = await BillingOffice.InAsync(database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Who_owes_past_the_due_date_is_reminded_once()
    {
        await Member("0000101").Charged(2025, 12_000, paid: 4_000).Charged(2026, 12_000).AddAsync();
        await Member("0000102").Charged(2026, 12_000, paid: 12_000).AddAsync();
        await Member("0000103").Waived(2026, 12_000).AddAsync();
        var preview = await PreviewAsync();
        Assert.Equal((1, 2), (preview.Members, preview.Rows.Count));

        Assert.Equal(1, (await SendAsync(preview)).OrThrow());

        await using var context = Open();
        var mail = await context.OutboxMails.SingleAsync(Cancel);
        Assert.Equal(("member0000101@example.jp", "年会費のお支払いについて（お知らせ）"), (mail.Recipient, mail.Subject));
        Assert.Contains("・2025年度 8,000円（納入期限 2025年3月31日）", mail.Body, StringComparison.Ordinal);
        Assert.Contains("合計 20,000円", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail.Body, StringComparison.Ordinal);
        Assert.Equal([1, 1], await context.Reminders.Select(reminder => reminder.Level).ToListAsync(Cancel));
        Assert.Equal(1, await context.AuditEntries.CountAsync(entry => entry.Action == nameof(SendReminders), Cancel));
        Assert.Empty((await PreviewAsync()).Outcomes);
        Assert.Equal(new NobodyToRemind(), (await SendAsync(await PreviewAsync())).Refusal);
    }

    [Fact]
    public async Task Who_was_let_off_by_mistake_is_reminded_of_the_whole()
    {
        await Member("0000101").WaivedByMistake(2026, 12_000).AddAsync();

        (await SendAsync(await PreviewAsync())).OrThrow();

        await using var context = Open();
        Assert.Contains("合計 12,000円", (await context.OutboxMails.SingleAsync(Cancel)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_not_sent()
    {
        await Member("0000101").Charged(2026, 12_000).AddAsync();
        var preview = await PreviewAsync();
        await Member("0000102").Charged(2026, 12_000).AddAsync();

        Assert.Equal(new RemindersChanged(2), (await SendAsync(preview)).Refusal);
        await using var context = Open();
        Assert.Empty(await context.OutboxMails.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_sends()
    {
        await Member("0000101").Charged(2026, 12_000).AddAsync();
        var preview = await PreviewAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(preview))));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(
            new RemindersSentMeanwhile("今野 桂子", new DateOnly(2026, 11, 22), new TimeOnly(12, 0), 1, 0), result.Refusal));
        await using var context = Open();
        Assert.Single(await context.OutboxMails.ToListAsync(Cancel));
        Assert.Single(await context.Reminders.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_sent_when_and_to_how_many()
    {
        await Member("0000101").Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        await Member("0000102").Charged(2026, 12_000).AddAsync();
        var second = await PreviewAsync(office.Accountant);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync(await PreviewAsync())).OrThrow();
        database.Clock.Advance(TimeSpan.FromMinutes(5));

        var refused = await database.Get<SendReminders>().RunAsync(office.Accountant, second.Digest, second.MadeUtc, Cancel);

        Assert.Equal(new RemindersSentMeanwhile("今野 桂子", new DateOnly(2026, 11, 22), new TimeOnly(12, 5), 2, 0), refused.Refusal);

        // What was sent before the preview explains no change after it.
        var fresh = await PreviewAsync(office.Accountant);
        await Member("0000103").Charged(2026, 12_000).AddAsync();
        Assert.Equal(new RemindersChanged(1), (await database.Get<SendReminders>().RunAsync(office.Accountant, fresh.Digest, fresh.MadeUtc, Cancel)).Refusal);
    }

    [Fact]
    public async Task Invoices_named_months_and_stopped_delivery_keep_a_member_from_being_reminded()
    {
        var invoiced = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var form = new InvoiceForm { Institution = "みなと総合医療センター", ShownTotal = 12_000, RequestKey = Guid.NewGuid().ToString("N") };
        (await database.Get<IssueInvoice>().RunAsync(invoiced, form, Cancel)).OrThrow();
        var waiting = await Member("0000102").Charged(2026, 12_000).AddAsync();
        (await NameAsync(waiting, new DateOnly(2027, 1, 15))).OrThrow();
        var stopped = await Member("0000103").Charged(2026, 12_000).AddAsync();
        await using (var context = Open())
        {
            (await context.Members.SingleAsync(member => member.Id == stopped.MemberId, Cancel)).StopDelivery(new DateOnly(2026, 10, 1));
            await context.SaveChangesAsync(Cancel);
        }

        await Member("0000104").Charged(2026, 12_000).WithdrawnOn(new DateOnly(2026, 6, 30)).AddAsync();

        Assert.Equal(
            [(ReminderOutcome.OpenInvoice, 1), (ReminderOutcome.WaitsForMonth, 1), (ReminderOutcome.DeliveryStopped, 1), (ReminderOutcome.Withdrawn, 1)],
            (await PreviewAsync()).Outcomes.Select(count => (count.Outcome, count.Charges)));
        database.Clock.Set(new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.FromHours(9)));
        Assert.Contains((await PreviewAsync()).Rows, row => row.Number == "0000102");
    }

    [Fact]
    public async Task A_month_is_named_changed_and_taken_back_within_a_year_ahead()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();

        (await NameAsync(member, new DateOnly(2026, 12, 1))).OrThrow();
        (await NameAsync(member, new DateOnly(2027, 3, 1))).OrThrow();
        var view = (await database.Get<OpenPaymentMonths>().RunAsync(member, Cancel)).OrThrow();
        Assert.Equal(new OpenYear(new FiscalYear(2026), new Yen(12_000), new DateOnly(2027, 3, 1)), Assert.Single(view.Years));
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2027, 11, 1)), (view.Months[0], view.Months[^1]));

        Assert.IsType<PaymentMonthOutOfRange>((await NameAsync(member, new DateOnly(2026, 10, 31))).Refusal);
        Assert.IsType<PaymentMonthOutOfRange>((await NameAsync(member, new DateOnly(2027, 12, 1))).Refusal);
        Assert.Equal(new NotAllowed(), (await database.Get<NamePaymentMonth>().RunAsync(member, new FiscalYear(2025), new DateOnly(2027, 3, 1), Cancel)).Refusal);
        (await NameAsync(member, null)).OrThrow();
        await using var context = Open();
        Assert.Empty(await context.PaymentMonths.ToListAsync(Cancel));
        Assert.Equal(3, await context.AuditEntries.CountAsync(entry => entry.Action == nameof(NamePaymentMonth), Cancel));
    }

    [Fact]
    public async Task The_office_names_the_month_for_a_member_who_phones()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var onBehalf = office.Secretary with { OnBehalfOf = "0000101" };

        (await NameAsync(onBehalf, new DateOnly(2026, 12, 1))).OrThrow();

        Assert.Equal(new NotAllowed(), (await NameAsync(onBehalf with { Roles = [StaffRole.Viewer] }, null)).Refusal);
        Assert.Equal(new NotAllowed(), (await NameAsync(onBehalf with { OnBehalfOf = "0000102" }, null)).Refusal);
        Assert.Equal(new NotAllowed(), (await NameAsync(member with { OnBehalfOf = "0000101" }, null)).Refusal);
        Assert.Equal(new DateOnly(2026, 12, 1), Assert.Single((await database.Get<OpenPaymentMonths>().RunAsync(member, Cancel)).OrThrow().Years).Month);
        await using var context = Open();
        var entry = await context.AuditEntries.SingleAsync(row => row.Action == nameof(NamePaymentMonth), Cancel);
        Assert.Equal((office.Secretary.AccountId, member.MemberId), (entry.AccountId, entry.MemberId));
    }

    [Fact]
    public async Task A_viewer_looks_and_a_member_does_not()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        var viewer = office.Secretary with { Roles = [StaffRole.Viewer] };
        var preview = await PreviewAsync(viewer);

        Assert.Equal(new NotAllowed(), (await database.Get<SendReminders>().RunAsync(viewer, preview.Digest, preview.MadeUtc, Cancel)).Refusal);
        Assert.Equal(new NotAllowed(), (await database.Get<SendReminders>().RunAsync(member, preview.Digest, preview.MadeUtc, Cancel)).Refusal);
        Assert.Equal(new NotAllowed(), (await database.Get<PreviewReminders>().RunAsync(member, ReminderOutcome.Send, 1, Cancel)).Refusal);
        Assert.Equal(new NotAllowed(), (await database.Get<NamePaymentMonth>().RunAsync(viewer, new FiscalYear(2026), null, Cancel)).Refusal);
    }

    [Fact]
    public async Task A_society_has_its_own_words()
    {
        await Member("0000101").Charged(2026, 12_000).AddAsync();
        await using (var context = Open())
        {
            var society = await context.Societies.SingleAsync(Cancel);
            context.Entry(society).Property(item => item.Settings).CurrentValue =
                society.Settings with { Reminders = new ReminderSettings { Words = [new ReminderWords { Level = 1, Subject = "会費のお願い", Body = "どうぞよろしくお願いします。" }] } };
            await context.SaveChangesAsync(Cancel);
        }

        var sample = (await PreviewAsync()).Sample!;
        Assert.Equal("会費のお願い", sample.Subject);
        Assert.Contains("どうぞよろしくお願いします。", sample.Body, StringComparison.Ordinal);
        Assert.Contains("合計 12,000円", sample.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_reads_English_gets_the_societys_words_in_English()
    {
        var member = await Member("0000101").Charged(2026, 12_000).AddAsync();
        await using (var context = Open())
        {
            await context.Users.Where(account => account.Id == member.AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Language, "en"), Cancel);
            var society = await context.Societies.SingleAsync(Cancel);
            var words = new ReminderWords { Level = 1, Subject = "会費のお願い", Body = "どうぞよろしくお願いします。", SubjectEn = "Your dues" };
            context.Entry(society).Property(item => item.Settings).CurrentValue = society.Settings with { Reminders = new ReminderSettings().Say(words) };
            await context.SaveChangesAsync(Cancel);
        }

        var sample = (await PreviewAsync()).Sample!;
        Assert.Equal("Your dues", sample.Subject);
        Assert.DoesNotContain("どうぞ", sample.Body, StringComparison.Ordinal);
    }

    private RosterBuilder Member(string number) => new RosterBuilder(database.Databases, database.Society).Numbered(number);

    private MemberHub.Data.MemberHubDbContext Open() => database.Databases.Open(database.Society.Id);

    private async Task<ReminderPreview> PreviewAsync(Actor? actor = null) =>
        (await database.Get<PreviewReminders>().RunAsync(actor ?? office.Secretary, ReminderOutcome.Send, 1, Cancel)).OrThrow();

    private Task<Result<int>> SendAsync(ReminderPreview preview) => database.Get<SendReminders>().RunAsync(office.Secretary, preview.Digest, preview.MadeUtc, Cancel);

    private Task<Result<Done>> NameAsync(Actor member, DateOnly? month) => database.Get<NamePaymentMonth>().RunAsync(member, new FiscalYear(2026), month, Cancel);
}

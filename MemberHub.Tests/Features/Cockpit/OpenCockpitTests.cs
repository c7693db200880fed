using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Cockpit;
using MemberHub.Features.Ledger;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Cockpit;

public sealed class OpenCockpitTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app.Settings["Payments:Methods:ConvenienceStore"] = "Sandbox";
        society = await app.SocietyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_demo_office_shows_what_waits_in_eight_statements()
    {
        Assert.True(await Get<DemoSeed>().RunAsync(Cancel));
        var accountant = await StaffAsync(StaffRole.Accountant);

        await app.CountStatementsAsync();
        var view = await OpenAsync(accountant);
        var statements = app.Statements.All.Where(statement => statement.StartsWith("SELECT", StringComparison.Ordinal)).ToList();

        Assert.InRange(statements.Count, 1, 8);
        Assert.All(["Deposits", "Slips", "Tasks", "FailedMails", "ProfileReviews", "ReturnedSlips", "Withdrawals"], name => Assert.True(view.Queues.Single(queue => queue.Name == name).Count > 0, name));
        var draft = Assert.Single(view.Drafts);
        Assert.Equal((new FiscalYear(2027), "今野 桂子"), (draft.Year, draft.By));
        Assert.Null((await Get<OpenBillingRun>().RunAsync(accountant, draft.RunId, new(BillingOutcome.New), 1, Cancel)).OrThrow().ChangedTo);
        Assert.Empty((await OpenAsync(await StaffAsync(StaffRole.Secretary))).Drafts); // who drafted it does not release it
    }

    [Fact]
    public async Task The_age_of_the_oldest_is_told_in_business_days()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new PaymentTask(PaymentTaskKind.Unclear, "old", new DateTime(2026, 11, 19, 3, 0, 0, DateTimeKind.Utc)));
            await database.SaveChangesAsync(Cancel);
        }

        At(day: 24, hour: 12, minute: 0);

        // Thursday, Friday and Tuesday: a weekend and Labour Thanksgiving Day lie between.
        Assert.Equal(3, (await OpenAsync(Office())).Queues.Single(queue => queue.Name == "Tasks").Age);
    }

    [Fact]
    public async Task Work_under_way_is_shown_with_its_progress_until_it_is_finished()
    {
        await using var database = app.Databases.Open(society.Id);
        var run = new JobRun { Kind = "Broadcast", Parameters = "1", Position = 40, Total = 120, StartedUtc = app.Clock.GetUtcNow().UtcDateTime };
        database.Add(run);
        await database.SaveChangesAsync(Cancel);

        Assert.Equal(new WorkRow("Broadcast", "/office/notices", 40, 120, run.StartedUtc), Assert.Single((await OpenAsync(Office())).Work));

        run.FinishedUtc = run.StartedUtc.AddMinutes(1);
        await database.SaveChangesAsync(Cancel);
        Assert.Empty((await OpenAsync(Office())).Work);
    }

    [Fact]
    public async Task The_ledger_is_checked_once_a_night_and_after_a_night_that_was_missed()
    {
        Assert.False(await Get<CheckLedger>().RunAsync(Cancel)); // noon, and no night before
        Assert.Null((await OpenAsync(Office())).Ledger);

        At(day: 23, hour: 3, minute: 29);
        Assert.False(await Get<CheckLedger>().RunAsync(Cancel));
        At(day: 23, hour: 3, minute: 31);
        Assert.True(await Get<CheckLedger>().RunAsync(Cancel));
        Assert.False(await Get<CheckLedger>().RunAsync(Cancel));
        At(day: 24, hour: 3, minute: 0);
        Assert.False(await Get<CheckLedger>().RunAsync(Cancel));
        At(day: 24, hour: 9, minute: 0);
        Assert.True(await Get<CheckLedger>().RunAsync(Cancel));

        var ledger = (await OpenAsync(Office())).Ledger!;
        Assert.Equal(app.Clock.GetUtcNow().UtcDateTime, ledger.CheckedUtc);
        Assert.True(ledger.Checked > 50);
        Assert.Empty(ledger.Broken);
    }

    [Fact]
    public async Task The_check_is_shown_however_much_work_is_under_way()
    {
        await using (var database = app.Databases.Open(society.Id))
        {
            database.AddRange(Enumerable.Range(0, 60).Select(_ => new JobRun { Kind = "Broadcast", StartedUtc = app.Clock.GetUtcNow().UtcDateTime }));
            await database.SaveChangesAsync(Cancel);
        }

        At(day: 23, hour: 4, minute: 0);
        Assert.True(await Get<CheckLedger>().RunAsync(Cancel));

        var view = await OpenAsync(Office());
        Assert.NotNull(view.Ledger);
        Assert.Equal(50, view.Work.Count);
    }

    [Fact]
    public async Task A_broken_ledger_is_told_to_who_answers_for_it()
    {
        await new RosterBuilder(app.Databases, society).Charged(2026, 12_000, paid: 12_000).AddAsync();
        await using (var database = app.Databases.Open(society.Id))
        {
            await database.Database.ExecuteSqlRawAsync("""UPDATE "Payments" SET "Amount" = 13000""", Cancel);
        }

        At(day: 23, hour: 4, minute: 0);
        Assert.True(await Get<CheckLedger>().RunAsync(Cancel));

        var view = await OpenAsync(Office());
        Assert.Equal(("payment-fully-used", 1), (Assert.Single(view.Ledger!.Broken).Name, view.Ledger.Broken[0].Count));
        Assert.True(view.AnswersForLedger);
        Assert.True((await OpenAsync(Office(StaffRole.SystemAdministrator))).AnswersForLedger);
        Assert.False((await OpenAsync(Office(StaffRole.Secretary))).AnswersForLedger);
        Assert.Contains(app.Logs.Lines, line => line.Contains("payment-fully-used: 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_looks_at_expiring_numbers_stands_in_the_trail()
    {
        var member = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        Assert.Empty((await Get<OpenExpiringNumbers>().RunAsync(Office(), Cancel)).OrThrow().Rows);
        await IssueNumberAsync(member);
        app.Clock.Advance(TimeSpan.FromDays(8));

        var shown = (await Get<OpenExpiringNumbers>().RunAsync(Office(), Cancel)).OrThrow();

        Assert.Equal("0000101", Assert.Single(shown.Rows).MemberNumber);
        await using (var database = app.Databases.Open(society.Id))
        {
            var line = await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(OpenExpiringNumbers), Cancel);
            Assert.Contains("0000101", line.Details, StringComparison.Ordinal);
            var order = await database.PaymentOrders.Include(item => item.Events).Include(item => item.Lines).SingleAsync(Cancel);
            Assert.True(order.Record(PaymentEventKind.Cancelled, app.Clock.GetUtcNow().UtcDateTime, null));
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Empty((await Get<OpenExpiringNumbers>().RunAsync(Office(), Cancel)).OrThrow().Rows);
    }

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Actor Office(StaffRole role = StaffRole.Accountant) => new(1, society.Id, null, [role]);

    private async Task<MemberHub.Features.Cockpit.Cockpit> OpenAsync(Actor actor) => (await Get<OpenCockpit>().RunAsync(actor, Cancel)).OrThrow();

    private void At(int day, int hour, int minute) => app.Clock.Set(new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(9)));

    private async Task<Actor> StaffAsync(StaffRole role)
    {
        await using var database = app.Databases.Open(society.Id);
        return new Actor(await database.StaffAssignments.Where(person => person.Role == role).Select(person => person.AccountId).FirstAsync(Cancel), society.Id, null, [role]);
    }

    private async Task IssueNumberAsync(Actor member)
    {
        app.StartServer();
        var form = new StartOrderForm
        {
            Method = PaymentMethod.ConvenienceStore,
            Store = ConvenienceStore.Lawson,
            Name = "髙橋　真理子",
            Kana = "たかはし　まりこ",
            Phone = "09012345678",
            Email = "mariko@example.jp",
            RequestKey = Guid.NewGuid().ToString("N"),
            ShownTotal = 12_000,
        };
        var reference = (await Get<StartOrder>().RunAsync(member, form, Cancel)).OrThrow();
        (await Get<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow();
    }
}

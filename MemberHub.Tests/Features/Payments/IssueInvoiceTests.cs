using System.Security.Cryptography;
using FluentValidation;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Payments;

public sealed class IssueInvoiceTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IssueInvoice Issue => app.Services.GetRequiredService<IssueInvoice>();

    private CancelOrder CancelOrder => app.Services.GetRequiredService<CancelOrder>();

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task One_invoice_claims_every_open_year()
    {
        var actor = await Member().Charged(2024, 12_000).Charged(2025, 12_000, paid: 4_000).Charged(2026, 12_000).AddAsync();

        Assert.Equal("I-2026-000001", (await Issue.RunAsync(actor, Form(32_000), Cancel)).OrThrow());

        await using var database = app.Databases.Open(society.Id);
        var document = await database.IssuedDocuments.Include(item => item.Files).SingleAsync(Cancel);
        Assert.Equal(new Yen(32_000), document.Amount);
        Assert.Equal(new DateOnly(2026, 12, 22), document.DueOn);
        Assert.Equal("みなと総合医療センター 臨床検査部", document.Counterparty);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(document.Files[0].Bytes)), document.Files[0].Sha256);
        Assert.Contains("残額", document.Snapshot, StringComparison.Ordinal);
        var order = await database.PaymentOrders.Include(item => item.Lines).Include(item => item.Events).SingleAsync(Cancel);
        Assert.Equal(OrderState.AwaitingTransfer, order.State);
        Assert.Equal(3, order.Lines.Count);
        Assert.Equal(["IssueInvoice"], await database.AuditEntries.Select(entry => entry.Action).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_second_press_with_the_same_key_leads_to_the_same_invoice()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var form = Form(12_000);

        var first = (await Issue.RunAsync(actor, form, Cancel)).OrThrow();
        var again = (await Issue.RunAsync(actor, form, Cancel)).OrThrow();

        Assert.Equal(first, again);
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments));
    }

    [Fact]
    public async Task Ten_presses_at_once_issue_one_invoice()
    {
        var actor = await Member().Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        var same = Form(24_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(press => Task.Run(() => Issue.RunAsync(actor, press < 5 ? same : Form(24_000), Cancel))));

        var issued = results.Where(result => result.Succeeded).Select(result => result.Value).Distinct().ToList();
        Assert.Single(issued);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.True(result.Refusal is AlreadyBeingPaid or NothingToPay));
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments));
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(1, (await database.NumberSeries.SingleAsync(Cancel)).Last);
    }

    // The negative control of the test above: what the index forbids would happen without it.
    [Fact]
    public async Task Without_the_index_a_charge_is_in_two_live_orders()
    {
        await Member().Charged(2026, 12_000).AddAsync();
        await using var database = app.Databases.Open(society.Id);
        var charge = await database.DuesCharges.SingleAsync(Cancel);
        await database.Database.ExecuteSqlRawAsync("DROP INDEX \"IX_PaymentOrderLines_OneLiveOrderPerCharge\"", Cancel);

        foreach (var key in new[] { "one", "two" })
        {
            database.Add(new PaymentOrder(charge.MemberId, PaymentMethod.BankTransfer, key, app.Clock.GetUtcNow().UtcDateTime, [(charge.Id, charge.Amount)]));
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal(2, await database.PaymentOrderLines.CountAsync(line => line.ClosedUtc == null, Cancel));
    }

    [Fact]
    public async Task Nothing_is_issued_when_the_claim_is_not_the_one_shown()
    {
        var actor = await Member().Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();

        Assert.Equal(new ClaimChanged(new Yen(24_000)), (await Issue.RunAsync(actor, Form(12_000), Cancel)).Refusal);
        Assert.Equal(0, await CountAsync(database => database.IssuedDocuments));
        Assert.Equal(0, await CountAsync(database => database.NumberSeries));
    }

    [Fact]
    public async Task Who_owes_nothing_gets_no_invoice()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).Charged(2027, 12_000).AddAsync();

        Assert.Equal(new NothingToPay(), (await Issue.RunAsync(actor, Form(0), Cancel)).Refusal);
    }

    [Fact]
    public async Task Numbers_run_without_gaps_in_each_society_and_year()
    {
        var first = await Member().Numbered("0000101").Charged(2026, 12_000).AddAsync();
        var second = await Member().Numbered("0000102").Charged(2026, 12_000).AddAsync();
        var other = await OtherSociety.AddAsync(app.Databases, society);
        var third = await new RosterBuilder(app.Databases, other).Numbered("0000201").Charged(2026, 12_000).AddAsync();

        Assert.Equal("I-2026-000001", (await Issue.RunAsync(first, Form(12_000), Cancel)).Value);
        Assert.Equal("I-2026-000001", (await Issue.RunAsync(third, Form(12_000), Cancel)).Value);
        app.Clock.Set(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal("I-2027-000001", (await Issue.RunAsync(second, Form(12_000), Cancel)).Value);
    }

    [Fact]
    public async Task The_last_second_of_the_year_in_Japan_still_counts_to_it()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        app.Clock.Set(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.FromHours(9)));

        Assert.Equal("I-2026-000001", (await Issue.RunAsync(actor, Form(12_000), Cancel)).Value);
    }

    [Fact]
    public async Task Cancelling_voids_the_paper_keeps_the_original_and_frees_the_charges()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        await Issue.RunAsync(actor, Form(12_000), Cancel);
        await using var database = app.Databases.Open(society.Id);
        var order = await database.PaymentOrders.AsNoTracking().SingleAsync(Cancel);

        Assert.True((await CancelOrder.RunAsync(actor, order.Id, Cancel)).Succeeded);
        Assert.Equal(new OrderHasEnded(), (await CancelOrder.RunAsync(actor, order.Id, Cancel)).Refusal);

        var document = await database.IssuedDocuments.Include(item => item.Files).SingleAsync(Cancel);
        Assert.NotNull(document.VoidedUtc);
        Assert.Equal([DocumentFileKind.Original, DocumentFileKind.Voided], document.Files.Select(file => file.Kind).Order());
        Assert.Equal("I-2026-000002", (await Issue.RunAsync(actor, Form(12_000), Cancel)).Value);
    }

    [Fact]
    public async Task Nobody_cancels_what_belongs_to_another()
    {
        var owner = await Member().Numbered("0000101").Charged(2026, 12_000).AddAsync();
        var other = await Member().Numbered("0000102").AddAsync();
        await Issue.RunAsync(owner, Form(12_000), Cancel);
        await using var database = app.Databases.Open(society.Id);
        var order = await database.PaymentOrders.SingleAsync(Cancel);

        Assert.Equal(new OrderNotFound(), (await CancelOrder.RunAsync(other, order.Id, Cancel)).Refusal);
        Assert.Equal(new OrderNotFound(), (await CancelOrder.RunAsync(owner with { SocietyId = (await OtherSociety.AddAsync(app.Databases, society)).Id }, order.Id, Cancel)).Refusal);
    }

    private RosterBuilder Member() => new(app.Databases, society);

    [Fact]
    public void Signs_that_the_paper_cannot_show_are_named_before_a_number_is_taken()
    {
        var validator = app.Services.GetRequiredService<IValidator<InvoiceForm>>();
        var form = Form(12_000);
        Assert.True(validator.Validate(form).IsValid);
        form.Person = "髙﨑 𠮷邉\U000E0101〓";
        Assert.True(validator.Validate(form).IsValid);

        form.Department = "臨床😀検査部😀";

        var fault = Assert.Single(validator.Validate(form).Errors);
        Assert.Equal((nameof(InvoiceForm.Department), true), (fault.PropertyName, fault.ErrorMessage.StartsWith("「😀」は書類に印刷できない文字です", StringComparison.Ordinal)));
    }

    private static InvoiceForm Form(long total) => new()
    {
        Institution = "みなと総合医療センター",
        Department = "臨床検査部",
        RequestKey = Guid.NewGuid().ToString("N"),
        ShownTotal = total,
    };

    private async Task<int> CountAsync<T>(Func<MemberHubDbContext, IQueryable<T>> rows)
    {
        await using var database = app.Databases.Open(society.Id);
        return await rows(database).CountAsync(Cancel);
    }
}

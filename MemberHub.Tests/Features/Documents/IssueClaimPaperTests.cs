using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

public sealed class IssueClaimPaperTests : DocumentsWorld
{
    [Fact]
    public async Task A_quotation_for_the_claim_has_the_lines_that_an_invoice_would_have()
    {
        var actor = await Member().Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();

        Assert.Equal("Q-2026-000001", (await IssuePaper.RunAsync(actor, Paper(DocumentKind.Quotation, 24_000), Cancel)).Value);
        Assert.Equal("I-2026-000001", await InvoiceAsync(actor, 24_000));
        Assert.Equal("D-2026-000001", (await IssuePaper.RunAsync(actor, Paper(DocumentKind.DeliveryNote, 24_000, "I-2026-000001", blank: true), Cancel)).Value);

        var (quotation, delivery) = (await PaperAsync("Q-2026-000001"), await PaperAsync("D-2026-000001"));
        var invoice = ReadableJson.Read<InvoiceContent>((await DocumentAsync("I-2026-000001")).Snapshot);
        Assert.Equal(invoice.Lines, quotation.Lines);
        Assert.Equal(invoice.Lines, delivery.Lines);
        Assert.Equal((new DateOnly(2026, 11, 22), ""), (quotation.IssuedOn!.Value, quotation.InvoiceNumber));
        Assert.Equal((null, "I-2026-000001"), (delivery.IssuedOn, delivery.InvoiceNumber));
        Assert.Equal(new DateOnly(2026, 11, 22), (await DocumentAsync("D-2026-000001")).IssuedOn);
        Assert.Equal(2, await CountAsync(database => database.AuditEntries.Where(entry => entry.Action == "IssueClaimPaper")));
    }

    [Fact]
    public async Task A_language_is_asked_for_only_where_the_paper_follows_no_invoice()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var client = await App.ClientOfAsync(actor);
        Assert.Contains("name=\"Form.Language\"", await client.GetStringAsync("/documents/papers", Cancel), StringComparison.Ordinal);

        var number = await InvoiceAsync(actor, 12_000);

        var page = await client.GetStringAsync($"/documents/papers?invoice={number}", Cancel);
        Assert.DoesNotContain("name=\"Form.Language\"", page, StringComparison.Ordinal);
        Assert.Contains("請求書と同じ言語で発行します。", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_presses_with_the_same_key_issue_one_paper()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var form = Paper(DocumentKind.Quotation, 12_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => IssuePaper.RunAsync(actor, form, Cancel))));

        Assert.All(results, result => Assert.Equal("Q-2026-000001", result.Value));
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments));
    }

    [Fact]
    public async Task A_paper_neither_holds_the_claim_nor_stands_in_for_its_invoice()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        await IssuePaper.RunAsync(actor, Paper(DocumentKind.Quotation, 12_000), Cancel);
        var invoice = await InvoiceAsync(actor, 12_000);
        await IssuePaper.RunAsync(actor, Paper(DocumentKind.DeliveryNote, 12_000), Cancel);
        await using var database = App.Databases.Open(Society.Id);
        var order = await database.PaymentOrders.SingleAsync(Cancel);

        Assert.True((await App.Services.GetRequiredService<CancelOrder>().RunAsync(actor, order.Id, Cancel)).Succeeded);

        Assert.NotNull((await DocumentAsync(invoice)).VoidedUtc);
        Assert.Equal(new InvoiceNotFound(), (await IssuePaper.RunAsync(actor, Paper(DocumentKind.DeliveryNote, 12_000, invoice), Cancel)).Refusal);
    }

    [Fact]
    public async Task Nothing_is_issued_for_what_was_not_shown_is_not_owed_or_is_anothers()
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var other = await Member("0000102").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var invoice = await InvoiceAsync(actor, 12_000);

        Assert.Equal(new PaperClaimChanged(new Yen(12_000)), (await IssuePaper.RunAsync(actor, Paper(DocumentKind.Quotation, 24_000), Cancel)).Refusal);
        Assert.Equal(new NothingToPrint(), (await IssuePaper.RunAsync(other, Paper(DocumentKind.Quotation, 12_000), Cancel)).Refusal);
        Assert.Equal(new InvoiceNotFound(), (await IssuePaper.RunAsync(other, Paper(DocumentKind.Quotation, 12_000, invoice), Cancel)).Refusal);
        Assert.Equal(new NotAllowed(), (await IssuePaper.RunAsync(actor with { MemberId = null }, Paper(DocumentKind.Quotation, 12_000), Cancel)).Refusal);
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments));
    }

    public static TheoryData<string, Action<ClaimPaperForm>> BadForms => new()
    {
        { "an invoice is issued elsewhere", form => form.Kind = DocumentKind.Invoice },
        { "a receipt is issued elsewhere", form => form.Kind = DocumentKind.Receipt },
        { "no addressee", form => form.Institution = " " },
        { "too long", form => form.Department = new string('部', Addressee.LineMaxLength + 1) },
        { "a control character", form => form.Department = "検査部\u0000" },
        { "no key", form => form.RequestKey = "" },
        { "a key of another shape", form => form.RequestKey = new string('z', 32) },
    };

    [Theory]
    [MemberData(nameof(BadForms))]
    public async Task A_bad_form_is_refused(string why, Action<ClaimPaperForm> spoil)
    {
        var actor = await Member().Charged(2026, 12_000).AddAsync();
        var form = Paper(DocumentKind.Quotation, 12_000);
        spoil(form);

        Assert.True((await IssuePaper.RunAsync(actor, form, Cancel)).Refusal is NotPrintable, why);
        Assert.Equal(0, await CountAsync(database => database.NumberSeries));
    }

    private async Task<string> InvoiceAsync(Actor actor, long total) =>
        (await App.Services.GetRequiredService<IssueInvoice>().RunAsync(
            actor, new InvoiceForm { Institution = "みなと総合医療センター", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = total }, Cancel)).OrThrow();

    private async Task<ClaimPaperContent> PaperAsync(string number) => ReadableJson.Read<ClaimPaperContent>((await DocumentAsync(number)).Snapshot);
}

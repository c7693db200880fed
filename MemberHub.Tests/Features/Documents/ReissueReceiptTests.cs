using System.Globalization;
using System.Net;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Features.Documents;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

public sealed class ReissueReceiptTests : DocumentsWorld
{
    [Fact]
    public async Task A_copy_keeps_the_number_and_is_a_file_of_its_own()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var number = await IssuedAsync(actor);
        using var client = await App.ClientOfAsync(actor);
        var original = await client.GetByteArrayAsync($"/documents/{number}.pdf", Cancel);

        Assert.Equal(1, (await Reissue.RunAsync(actor, number, 1, Cancel)).Value);
        Assert.Equal(2, (await Reissue.RunAsync(actor, number, 2, Cancel)).Value);

        var first = await client.GetByteArrayAsync($"/documents/{number}.pdf?copy=1", Cancel);
        Assert.Equal(first, await client.GetByteArrayAsync($"/documents/{number}.pdf?copy=1", Cancel));
        Assert.NotEqual(original, first);
        Assert.Equal(original, await client.GetByteArrayAsync($"/documents/{number}.pdf", Cancel));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/documents/{number}.pdf?copy=2", Cancel)).StatusCode);
        await Assert.AllAsync(new[] { "3", "-1", "x", "99999999999" }, async copy => Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/documents/{number}.pdf?copy={copy}", Cancel)).StatusCode));
        Assert.Equal(2, await CountAsync(database => database.AuditEntries.Where(entry => entry.Action == "ReissueReceipt")));
    }

    [Fact]
    public async Task Ten_presses_of_one_page_make_one_copy()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var number = await IssuedAsync(actor);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Reissue.RunAsync(actor, number, 1, Cancel))));

        Assert.All(results, result => Assert.Equal(1, result.Value));
        Assert.Equal(2, (await DocumentAsync(number)).Files.Count);
        Assert.Equal(1, await CountAsync(database => database.AuditEntries.Where(entry => entry.Action == "ReissueReceipt")));
    }

    [Fact]
    public async Task A_receipt_over_more_than_was_kept_is_neither_copied_nor_offered()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var number = await IssuedAsync(actor);
        var key = await PaymentOfAsync(actor);
        await ChangeDataAsync(database =>
        {
            database.Add(new Refund(actor.MemberId!.Value, long.Parse(key, CultureInfo.InvariantCulture), new Yen(12_000), "退会", DateTime.SpecifyKind(new DateTime(2026, 11, 1), DateTimeKind.Utc)));
            return Task.CompletedTask;
        });

        Assert.Equal(new PaymentWasRefunded(), (await Reissue.RunAsync(actor, number, 1, Cancel)).Refusal);
        Assert.Equal(new PaymentWasRefunded(), (await Issue.RunAsync(actor, key, Form(), Cancel)).Refusal);
        var view = (await App.Services.GetRequiredService<OpenReceipt>().RunAsync(actor, key, Cancel)).OrThrow();
        Assert.Equal((new PaymentWasRefunded(), null), (view.Refusal, view.Issued));
    }

    [Fact]
    public async Task Nobody_copies_what_is_not_theirs_not_there_or_no_receipt()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).Charged(2027, 12_000).AddAsync();
        var other = await Member("0000102").AddAsync();
        var number = await IssuedAsync(actor);

        Assert.Equal(new ReceiptNotFound(), (await Reissue.RunAsync(other, number, 1, Cancel)).Refusal);
        Assert.Equal(new ReceiptNotFound(), (await Reissue.RunAsync(actor, "R-2026-000999", 1, Cancel)).Refusal);
        Assert.Equal(new ReceiptNotFound(), (await Reissue.RunAsync(await StaffOfAnotherSocietyAsync(actor), number, 1, Cancel)).Refusal);
        Assert.Single((await DocumentAsync(number)).Files);
    }

    [Fact]
    public async Task A_changed_addressee_voids_the_receipt_and_takes_a_new_number()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var number = await IssuedAsync(actor);
        await Reissue.RunAsync(actor, number, 1, Cancel);
        using var client = await App.ClientOfAsync(actor);
        var original = await client.GetByteArrayAsync($"/documents/{number}.pdf", Cancel);
        var form = Form("青葉 太郎");

        Assert.Equal("R-2026-000002", (await Change.RunAsync(actor, number, form, Cancel)).Value);
        Assert.Equal("R-2026-000002", (await Change.RunAsync(actor, number, form, Cancel)).Value);

        var old = await DocumentAsync(number);
        Assert.NotNull(old.VoidedUtc);
        Assert.Equal(original, old.Files.Single(file => file.Kind == DocumentFileKind.Original).Bytes);
        var served = await client.GetByteArrayAsync($"/documents/{number}.pdf", Cancel);
        Assert.NotEqual(original, served);
        Assert.Equal(served, await client.GetByteArrayAsync($"/documents/{number}.pdf?copy=1", Cancel));
        var next = await ContentAsync("R-2026-000002");
        Assert.Equal(("青葉 太郎", new Yen(12_000)), (next.Addressee.OneLine, next.Total));
        Assert.Equal("R-2026-000002", (await Issue.RunAsync(actor, await PaymentOfAsync(actor), Form(), Cancel)).Value);
        Assert.Equal(new ReceiptNotFound(), (await Reissue.RunAsync(actor, number, 2, Cancel)).Refusal);
        await using var database = App.Databases.Open(Society.Id);
        Assert.Contains(number, Assert.Single(await database.AuditEntries.Where(entry => entry.Action == "ChangeReceiptAddressee").ToListAsync(Cancel)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_changes_at_once_leave_one_receipt_that_counts()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var number = await IssuedAsync(actor);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(press => Task.Run(() => Change.RunAsync(actor, number, Form(press < 5 ? "青葉 太郎" : "青葉 花子"), Cancel))));

        Assert.Equal("R-2026-000002", Assert.Single(results.Where(result => result.Succeeded).Select(result => result.Value).Distinct()));
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(new ReceiptNotFound(), result.Refusal));
        Assert.Equal(1, await CountAsync(database => database.IssuedDocuments.Where(document => document.VoidedUtc == null)));
        Assert.Equal(2, await CountAsync(database => database.IssuedDocuments));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_or_cannot_be_printed_is_refused()
    {
        var actor = await Member().Charged(2026, 12_000, paid: 12_000).AddAsync();
        var other = await Member("0000102").AddAsync();
        var number = await IssuedAsync(actor);

        Assert.Equal(new ReceiptUnchanged(), (await Change.RunAsync(actor, number, Form(), Cancel)).Refusal);
        Assert.Equal(new NotPrintable(), (await Change.RunAsync(actor, number, Form(""), Cancel)).Refusal);
        Assert.Equal(new ReceiptNotFound(), (await Change.RunAsync(other, number, Form("青葉 太郎"), Cancel)).Refusal);
        Assert.Null((await DocumentAsync(number)).VoidedUtc);
    }
}

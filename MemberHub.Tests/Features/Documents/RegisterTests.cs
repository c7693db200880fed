using System.IO.Compression;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Features.Documents;
using MemberHub.Platform.Files;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Papers;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Documents;

public sealed class RegisterTests : DocumentsWorld
{
    private OpenRegister Open => App.Services.GetRequiredService<OpenRegister>();

    private ExportRegister Export => App.Services.GetRequiredService<ExportRegister>();

    private CheckDocument Check => App.Services.GetRequiredService<CheckDocument>();

    private Actor Secretary => new(1, Society.Id, null, [StaffRole.Secretary]) { ProvedUtc = App.Clock.UtcNow() };

    [Theory]
    [InlineData(null, null, null, null, null, null, "R-2026-000003 R-2026-000002 R-2026-000001")]
    [InlineData("2026-11-22", "2026-11-22", null, null, null, null, "R-2026-000003 R-2026-000002 R-2026-000001")]
    [InlineData("2026-11-23", null, null, null, null, null, "")]
    [InlineData(null, null, "12000", "24,000円", null, null, "R-2026-000002 R-2026-000001")]
    [InlineData(null, null, "１２００１", null, null, null, "R-2026-000003 R-2026-000002")]
    [InlineData(null, null, null, "24000", "大学", null, "R-2026-000002")]
    [InlineData("2026-11-22", null, null, null, "大学", "Receipt", "R-2026-000003 R-2026-000002")]
    [InlineData("2026-11-22", null, "1", "99999", "大学", "Invoice", "")]
    [InlineData(null, null, null, null, "高橋真理子", null, "R-2026-000001")]
    [InlineData(null, null, null, null, "ミナト　病院", null, "R-2026-000003")]
    [InlineData(null, null, null, null, "―", null, "")]
    public async Task Day_amount_and_counterparty_find_alone_and_together(string? from, string? to, string? least, string? most, string? counterparty, string? kind, string found)
    {
        await IssueThreeAsync();

        var page = await Open.RunAsync(Secretary, new RegisterForm { From = from, To = to, Least = least, Most = most, Counterparty = counterparty, Kind = kind }, 1, Cancel);

        Assert.Equal(found, string.Join(' ', page.OrThrow().Rows.Select(row => row.Number)));
        Assert.Equal(page.Value!.Rows.Count, page.Value.Count);
    }

    [Theory]
    [InlineData("2026-02-30", null, typeof(NotADay))]
    [InlineData(null, "12円5", typeof(NotAnAmount))]
    [InlineData(null, "-1", typeof(NotAnAmount))]
    public async Task What_cannot_be_understood_is_said(string? from, string? least, Type refusal) =>
        Assert.IsType(refusal, (await Open.RunAsync(Secretary, new RegisterForm { From = from, Least = least }, 1, Cancel)).Refusal);

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_said_at_its_end()
    {
        Assert.Equal(new EmptyRange("To"), (await Open.RunAsync(Secretary, new RegisterForm { From = "2026-11-22", To = "2026-11-21" }, 1, Cancel)).Refusal);
        Assert.Equal(new EmptyRange("Most"), (await Open.RunAsync(Secretary, new RegisterForm { Least = "2", Most = "1" }, 1, Cancel)).Refusal);
    }

    [Fact]
    public async Task The_archive_holds_every_file_and_an_index_with_its_hash()
    {
        await IssueThreeAsync();
        var first = await DocumentAsync("R-2026-000001");

        var write = (await Export.RunAsync(Secretary, new RegisterForm { Most = "12000" }, "税務調査", Cancel)).OrThrow();
        using var stream = new MemoryStream();
        await write(stream, Cancel);

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        Assert.Equal(["R-2026-000001.pdf", "index.csv"], archive.Entries.Select(entry => entry.FullName));
        using var pdf = new MemoryStream();
        await (await archive.Entries[0].OpenAsync(Cancel)).CopyToAsync(pdf, Cancel);
        Assert.Equal(first.Files[0].Bytes, pdf.ToArray());
        using var reader = new StreamReader(await archive.Entries[1].OpenAsync(Cancel));
        var lines = (await reader.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal($"R-2026-000001,領収書,2026-11-22,'=髙橋 真理子,12000,0000101,有効,発行時のもの,R-2026-000001.pdf,{first.Files[0].Sha256}", lines[1]);
        await using var database = App.Databases.Open(Society.Id);
        Assert.Equal("税務調査", (await database.AuditEntries.SingleAsync(entry => entry.Action == "ExportRegister", Cancel)).Reason);
    }

    [Fact]
    public async Task The_archive_arrives_whole_in_a_browser()
    {
        await IssueThreeAsync();
        var staff = await App.AddStaffAsync("jimu", StaffRole.Secretary);
        using var client = await App.ClientOfAsync(Secretary with { AccountId = staff.Id });

        var answer = await new FormClient(client).SendAsync("/office/documents?counterparty=大学", "/office/documents/export", new() { ["reason"] = "税務調査" });

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
        Assert.Equal(["R-2026-000002.pdf", "R-2026-000003.pdf", "index.csv"], archive.Entries.Select(entry => entry.FullName));
        using var pdf = new MemoryStream();
        await (await archive.Entries[1].OpenAsync(Cancel)).CopyToAsync(pdf, Cancel);
        Assert.Equal((await DocumentAsync("R-2026-000003")).Files[0].Bytes, pdf.ToArray());
        using var reader = new StreamReader(await archive.Entries[2].OpenAsync(Cancel));
        Assert.Equal(3, (await reader.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await using var database = App.Databases.Open(Society.Id);
        Assert.Contains("\"Counterparty\":\"大学\"", (await database.AuditEntries.SingleAsync(entry => entry.Action == "ExportRegister", Cancel)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_documents_leave_in_the_registers_order_and_one_over_several_members_names_none()
    {
        var day = new DateOnly(2026, 11, 22);
        await using (var database = App.Databases.Open(Society.Id))
        {
            // Issued first, dated last: the order of the register is not that of the rows.
            database.AddRange(Enumerable.Range(1, 120).Select(number =>
            {
                var document = IssuedDocument.ForMembers(SampleInvoices.Usual with { Number = $"I-2026-{number:D6}", IssuedOn = day.AddDays(-number) }, "{}");
                document.Issue([(byte)number], App.Clock.UtcNow());
                return document;
            }));
            await database.SaveChangesAsync(Cancel);
        }

        using var stream = new PieceStream(_ => Task.CompletedTask);
        await (await Export.RunAsync(Secretary, new RegisterForm(), "税務調査", Cancel)).OrThrow()(stream, Cancel);

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        Assert.Equal([.. Enumerable.Range(1, 120).Reverse().Select(number => $"I-2026-{number:D6}.pdf"), "index.csv"], archive.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(await archive.Entries[^1].OpenAsync(Cancel));
        var lines = (await reader.ReadToEndAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(121, lines.Length);
        Assert.All(lines[1..], line => Assert.Contains(",,有効,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_leaves_without_a_reason_or_for_who_only_looks()
    {
        Assert.IsType<ExportReasonMissing>((await Export.RunAsync(Secretary, new RegisterForm(), "　", Cancel)).Refusal);
        Assert.IsType<ExportReasonMissing>((await Export.RunAsync(Secretary, new RegisterForm(), new string('理', AuditEntry.ReasonMaxLength + 1), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Export.RunAsync(Secretary with { Roles = [StaffRole.Viewer] }, new RegisterForm(), "理由", Cancel)).Refusal);
        Assert.IsType<ProofNeeded>((await Export.RunAsync(Secretary with { ProvedUtc = App.Clock.UtcNow() - Proof.Life }, new RegisterForm(), "理由", Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Open.RunAsync(Secretary with { Roles = [] }, new RegisterForm(), 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Check.RunAsync(Secretary with { Roles = [] }, null, Cancel)).Refusal);
        Assert.Equal(0, await CountAsync(database => database.AuditEntries.Where(entry => entry.Action == "ExportRegister")));
    }

    [Fact]
    public async Task A_file_is_ours_when_each_byte_is()
    {
        await IssueThreeAsync();
        var bytes = (await DocumentAsync("R-2026-000001")).Files[0].Bytes;

        var genuine = (await Check.RunAsync(Secretary, new MemoryStream(bytes), Cancel)).OrThrow();
        Assert.Equal(("R-2026-000001", DocumentFileKind.Original), (genuine.Document!.Number, genuine.FileKind));

        bytes[^20] ^= 1;
        Assert.Null((await Check.RunAsync(Secretary, new MemoryStream(bytes), Cancel)).OrThrow().Document);
        Assert.IsType<NoFileToCheck>((await Check.RunAsync(Secretary, null, Cancel)).Refusal);
    }

    [Fact]
    public async Task Another_society_sees_none_of_it()
    {
        await IssueThreeAsync();
        var bytes = (await DocumentAsync("R-2026-000001")).Files[0].Bytes;
        var stranger = await StaffOfAnotherSocietyAsync(Secretary);

        Assert.Equal(0, (await Open.RunAsync(stranger, new RegisterForm(), 1, Cancel)).OrThrow().Count);
        Assert.Null((await Check.RunAsync(stranger, new MemoryStream(bytes), Cancel)).OrThrow().Document);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("＠mail", "'＠mail")]
    [InlineData("'quoted", "''quoted")]
    [InlineData("みなと病院", "みなと病院")]
    [InlineData("", "")]
    public void A_formula_leaves_as_text_and_comes_back_as_it_was(string cell, string safe)
    {
        Assert.Equal(safe, SpreadsheetText.Safe(cell));
        Assert.Equal(cell, SpreadsheetText.Original(safe));
    }

    private async Task IssueThreeAsync()
    {
        (string Number, long Amount, string Name)[] members = [("0000101", 12_000, "=髙橋 真理子"), ("0000102", 24_000, "白川医科大学"), ("0000103", 36_000, "みなと大学病院")];
        foreach (var (number, amount, name) in members)
        {
            var actor = await Member(number).Charged(2026, amount, paid: amount).AddAsync();
            (await Issue.RunAsync(actor, await PaymentOfAsync(actor), Form(name), Cancel)).OrThrow();
        }
    }
}

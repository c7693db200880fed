using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Documents;

/// <summary>
/// Takes the documents of a search out as one archive: every file as it was issued, and an index (索引) that names each with its day,
/// counterparty, amount and hash. Who took it and why stands in the audit trail before the first byte leaves.
/// </summary>
public sealed class ExportRegister(MemberHubDatabases databases, IStringLocalizer<DocumentsText> text, TimeProvider clock)
{
    /// <summary>Held in memory at a time.</summary>
    private const int Batch = 50;

    private static readonly string[] Columns = ["Number", "Kind", "IssuedOn", "Counterparty", "Amount", "Member", "State", "FileKind", "File", "Sha256"];

    /// <summary>The archive's writer, to be called once with the stream it goes to; or why there is none.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> RunAsync(Actor actor, RegisterForm form, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ExportMembers))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(clock.UtcNow()))
        {
            return new ProofNeeded();
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new ExportReasonMissing();
        }

        var parsed = form.Parse();
        if (parsed.Value is not { } search)
        {
            return parsed.Refusal!;
        }

        await using var database = databases.Open(actor.SocietyId);
        var ids = await OpenRegister.Find(database, search).OrderBy(document => document.IssuedOn).ThenBy(document => document.Id).Select(document => document.Id).ToListAsync(cancel);
        database.Record(actor, clock.UtcNow(), nameof(ExportRegister), null, new { search.From, search.To, search.Least, search.Most, search.Kind, ids.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        return new Func<Stream, CancellationToken, Task>((stream, stop) => WriteAsync(actor.SocietyId, ids, stream, stop));
    }

    private async Task WriteAsync(long societyId, IReadOnlyList<long> ids, Stream stream, CancellationToken cancel)
    {
        await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        using var table = new StringWriter(CultureInfo.InvariantCulture);
        using (var index = CsvWriter.Create(table, new CsvWriterOptions()))
        {
            await WriteFilesAsync(societyId, ids, archive, index, cancel);
        }

        var list = archive.CreateEntry("index.csv", CompressionLevel.Optimal);
        await using var target = await list.OpenAsync(cancel);

        // Without the mark, Excel takes the file for another encoding.
        await target.WriteAsync((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table.ToString())], cancel);
    }

    private async Task WriteFilesAsync(long societyId, IReadOnlyList<long> ids, ZipArchive archive, CsvWriter index, CancellationToken cancel)
    {
        index.WriteRecord([.. Columns.Select(column => text["Index." + column].Value)]);
        foreach (var batch in ids.Chunk(Batch))
        {
            await using var database = databases.Open(societyId);
            var files = await (
                from document in database.IssuedDocuments
                join file in database.DocumentFiles on document.Id equals file.DocumentId
                join owner in database.Members on document.MemberId equals (long?)owner.Id into owners
                from member in owners.DefaultIfEmpty()
                where batch.Contains(document.Id)
                orderby document.IssuedOn, document.Id, file.Id
                select new { Document = document, File = file, Number = member == null ? "" : member.Number.Digits }).AsNoTracking().ToListAsync(cancel);
            foreach (var row in files)
            {
                var name = NameOf(row.Document, row.File);
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                await using (var content = await entry.OpenAsync(cancel))
                {
                    await content.WriteAsync(row.File.Bytes, cancel);
                }

                index.WriteRecord([.. Cells(row.Document, row.File, row.Number, name).Select(SpreadsheetText.Safe)]);
            }
        }
    }

    private IEnumerable<string> Cells(IssuedDocument document, DocumentFile file, string member, string name) =>
    [
        document.Number,
        text[$"Kind.{document.Kind}"],
        document.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        document.Counterparty,
        document.Amount.Value.ToString(CultureInfo.InvariantCulture),
        member,
        text[document.VoidedUtc is null ? "Register.Counts" : "Register.Void"],
        text[$"File.{file.Kind}"],
        name,
        file.Sha256,
    ];

    private static string NameOf(IssuedDocument document, DocumentFile file) => file.Kind switch
    {
        DocumentFileKind.Original => $"{document.Number}.pdf",
        DocumentFileKind.Voided => $"{document.Number}-void.pdf",
        _ => string.Create(CultureInfo.InvariantCulture, $"{document.Number}-{file.Ordinal}.pdf"),
    };
}

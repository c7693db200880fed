using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
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
    public const int ReasonMaxLength = AuditEntry.ReasonMaxLength;

    /// <summary>Documents read at a time; two such batches are in memory at most.</summary>
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

        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReasonMaxLength)
        {
            return new ExportReasonMissing(ReasonMaxLength);
        }

        var parsed = form.Parse();
        if (parsed.Value is not { } search)
        {
            return parsed.Refusal!;
        }

        await using var database = databases.Open(actor.SocietyId);
        IReadOnlyList<long> ids = [.. (await OpenRegister.FindAsync(database, search, cancel)).Reverse()];
        database.Record(actor, clock.UtcNow(), nameof(ExportRegister), null, new { search.From, search.To, search.Least, search.Most, search.Counterparty, search.Kind, ids.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        return new Func<Stream, CancellationToken, Task>((stream, stop) => WriteAsync(actor.SocietyId, ids, stream, stop));
    }

    private async Task WriteAsync(long societyId, IReadOnlyList<long> ids, Stream stream, CancellationToken cancel)
    {
        await using var awaited = new AwaitedStream(stream);
        await using var archive = await ZipArchive.CreateAsync(awaited, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        using var table = new MemoryStream();

        // With its mark: without it, Excel takes the file for another encoding.
        await using (var words = new StreamWriter(table, Encoding.UTF8, leaveOpen: true))
        using (var index = CsvWriter.Create(words, new CsvWriterOptions()))
        {
            await WriteFilesAsync(societyId, ids, archive, index, cancel);
        }

        var list = archive.CreateEntry("index.csv", CompressionLevel.Optimal);
        await using var target = await list.OpenAsync(cancel);
        table.Position = 0;
        await table.CopyToAsync(target, cancel);
    }

    private async Task WriteFilesAsync(long societyId, IReadOnlyList<long> ids, ZipArchive archive, CsvWriter index, CancellationToken cancel)
    {
        index.WriteRecord([.. Columns.Select(column => text["Index." + column].Value)]);
        await foreach (var file in ReadAhead.InBatchesAsync(ids, Batch, (batch, stop) => ReadAsync(societyId, batch, stop), cancel))
        {
            var entry = archive.CreateEntry(file.Name, CompressionLevel.NoCompression);
            await using (var content = await entry.OpenAsync(cancel))
            {
                await content.WriteAsync(file.Bytes, cancel);
            }

            index.WriteRecord([.. Cells(file).Select(SpreadsheetText.Safe)]);
        }
    }

    private async Task<IReadOnlyList<ArchivedFile>> ReadAsync(long societyId, long[] ids, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);

        // The member by itself: joined, SQLite would gather all members of the society for each batch.
        var files = await (
            from document in database.IssuedDocuments
            join file in database.DocumentFiles on document.Id equals file.DocumentId
            where ids.Contains(document.Id)
            select new ArchivedFile(
                document.Id, document.Number, document.Kind, document.IssuedOn, document.Counterparty, document.Amount,
                database.Members.Where(member => member.Id == document.MemberId).Select(member => (MemberNumber?)member.Number).FirstOrDefault(),
                document.VoidedUtc != null, file.Id, file.Kind, file.Ordinal, file.Sha256, file.Bytes)).ToListAsync(cancel);

        // Put in order here: the database would carry the files themselves through its sorting.
        var ofDocuments = files.OrderBy(file => file.FileId).ToLookup(file => file.DocumentId);
        return [.. ids.SelectMany(id => ofDocuments[id])];
    }

    private IEnumerable<string> Cells(ArchivedFile file) =>
    [
        file.Number,
        text[$"Kind.{file.Kind}"],
        file.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        file.Counterparty,
        file.Amount.Value.ToString(CultureInfo.InvariantCulture),
        file.Member?.Digits ?? "",
        text[file.IsVoid ? "Register.Void" : "Register.Counts"],
        text[$"File.{file.FileKind}"],
        file.Name,
        file.Sha256,
    ];

    /// <summary>A file of the archive with what the index says of it.</summary>
    private sealed record ArchivedFile(
        long DocumentId, string Number, DocumentKind Kind, DateOnly IssuedOn, string Counterparty, Yen Amount, MemberNumber? Member, bool IsVoid,
        long FileId, DocumentFileKind FileKind, int Ordinal, string Sha256, byte[] Bytes)
    {
        public string Name => FileKind switch
        {
            DocumentFileKind.Original => $"{Number}.pdf",
            DocumentFileKind.Voided => $"{Number}-void.pdf",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Ordinal}.pdf"),
        };
    }
}

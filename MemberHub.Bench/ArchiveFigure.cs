using System.Buffers.Text;
using System.Data;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Features.Documents;
using MemberHub.Features.Slips;
using MemberHub.Papers;
using MemberHub.Platform.Pdf;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Bench;

/// <summary>
/// P5: issued invoices from the database into one archive, and payment slips from the database into one PDF, streamed to nowhere; 5,000 and
/// 20,000 of each, to show how memory grows. Baselines: a plain read of the same bytes into an archive; deflating what the pages hold.
/// </summary>
internal static class ArchiveFigure
{
    private static readonly JapaneseFonts Fonts = new(new ConfigurationBuilder().Build());

    public static async Task RunAsync(string[] args)
    {
        Report.Note($"{Environment.ProcessorCount} cores. Every invoice is of one page and was printed for this run; the orders they hang on are those of the slips. The database's files are in the system's cache.");
        foreach (var bench in await BenchDatabase.CreateAllAsync())
        {
            await using (bench)
            {
                await MeasureAsync(bench);
            }
        }
    }

    private static async Task MeasureAsync(BenchDatabase bench)
    {
        await using var app = Build(bench);
        var rows = new ArchiveRows(bench);
        await rows.AddSlipsAsync();
        await SlipsAsync(bench, rows);
        Report.Line("P5", $"invoices printed and stored, {bench.Provider}", await rows.AddInvoicesAsync(Fonts), "pages/s");
        await InvoicesAsync(bench, rows, app.Services.GetRequiredService<ExportRegister>());
    }

    private static async Task InvoicesAsync(BenchDatabase bench, ArchiveRows rows, ExportRegister export)
    {
        async Task WriteAsync(Stream target, int count)
        {
            var form = new RegisterForm { To = (count == ArchiveRows.Part ? ArchiveRows.PartDay : ArchiveRows.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
            await (await export.RunAsync(rows.Secretary, form, "bench", CancellationToken.None)).OrThrow()(target, CancellationToken.None);
        }

        // The first of each warms what is compiled on first use.
        await WriteAsync(Stream.Null, ArchiveRows.Part);
        await PlainAsync(bench, Stream.Null, ArchiveRows.Part);
        foreach (var count in new[] { ArchiveRows.Part, ArchiveRows.Count })
        {
            var plain = await TimeAsync(target => PlainAsync(bench, target, count));
            await ReportAsync($"{count} invoices to one archive, {bench.Provider}", count, target => WriteAsync(target, count), count / plain);
        }
    }

    private static async Task SlipsAsync(BenchDatabase bench, ArchiveRows rows)
    {
        var fetch = new FetchPile(bench.Databases, new SlipPaper(Fonts), new AddressLabels(Fonts), new SlipLetter(Fonts), TimeProvider.System);
        async Task WriteAsync(Stream target, long pile) =>
            await (await fetch.RunAsync(rows.Secretary, pile, PilePart.Slips, 0, CancellationToken.None))!(target, CancellationToken.None);

        using var whole = new MemoryStream();
        await WriteAsync(whole, rows.PartPile);
        var pages = Inflate(whole.ToArray());
        Report.Note($"{pages.Count} compressed parts in a pile of {ArchiveRows.Part}.");
        foreach (var (pile, count) in new[] { (rows.PartPile, ArchiveRows.Part), (rows.Pile, ArchiveRows.Count) })
        {
            var deflated = Stopwatch.StartNew();
            pages.ForEach(Deflate);
            var baseline = ArchiveRows.Part / deflated.Elapsed.TotalSeconds;
            await ReportAsync($"{count} slips to one PDF, {bench.Provider}", count, target => WriteAsync(target, pile), baseline);
        }
    }

    private static async Task ReportAsync(string name, int count, Func<Stream, Task> write, double baseline)
    {
        using var target = new CountingStream();
        using var memory = new MemoryWatch();
        var watch = Stopwatch.StartNew();
        await write(target);
        watch.Stop();
        Report.Line("P5", name, count / watch.Elapsed.TotalSeconds, "pages/s", baseline);
        Report.Line("P5", $"{name}: size", target.Count / 1048576.0, "MiB");
        Report.Line("P5", $"{name}: managed memory at most, above before", memory.Managed, "MiB");
        Report.Line("P5", $"{name}: growth of the process's memory", memory.Growth, "MiB", 300 / 1.048576);
        Report.Line("P5", $"{name}: the whole process at most, with what filled the database", memory.Whole, "MB", 300);
    }

    private static async Task<double> TimeAsync(Func<Stream, Task> write)
    {
        using var target = new CountingStream();
        var watch = Stopwatch.StartNew();
        await write(target);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task PlainAsync(BenchDatabase bench, Stream target, int count)
    {
        await using var database = bench.Open();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""SELECT d."Number", f."Bytes" FROM "IssuedDocuments" d JOIN "DocumentFiles" f ON f."DocumentId" = d."Id" ORDER BY d."Id" LIMIT {count}""";
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess);
        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, null);
        while (await reader.ReadAsync())
        {
            await using var entry = await archive.CreateEntry($"{reader.GetString(0)}.pdf", CompressionLevel.NoCompression).OpenAsync();
            await entry.WriteAsync(reader.GetFieldValue<byte[]>(1));
        }
    }

    /// <summary>What each compressed part of a PDF holds.</summary>
    private static List<byte[]> Inflate(byte[] pdf)
    {
        var parts = new List<byte[]>();
        for (var from = 0; pdf.AsSpan(from).IndexOf(">>stream\n"u8) is >= 0 and var at;)
        {
            var head = pdf.AsSpan(from, at);
            Utf8Parser.TryParse(head[(head.LastIndexOf((byte)' ') + 1)..], out int length, out _);
            using var inflate = new ZLibStream(new MemoryStream(pdf, from + at + ">>stream\n"u8.Length, length), CompressionMode.Decompress);
            using var part = new MemoryStream();
            inflate.CopyTo(part);
            parts.Add(part.ToArray());
            from += at + ">>stream\n"u8.Length + length;
        }

        return parts;
    }

    private static void Deflate(byte[] content)
    {
        using var deflate = new ZLibStream(Stream.Null, CompressionLevel.Optimal);
        deflate.Write(content);
    }

    private static WebApplication Build(BenchDatabase bench)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = bench.Provider, ["ConnectionStrings:MemberHub"] = bench.Connection });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMemberHubData();
        builder.AddMemberHubComponents();
        builder.AddDocuments();
        return builder.Build();
    }
}

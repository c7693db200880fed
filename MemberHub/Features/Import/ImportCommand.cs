using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>
/// import --roster FILE --dues FILE [--dry-run] [--json] [--skip-invalid]. Exit code 0: all taken, 2: bad rows, 1: a file that
/// could not be read, or arguments that are not understood.
/// </summary>
public sealed class ImportCommand(
    ImportRosterAndDues import, IStringLocalizer<ImportText> text, RefusalTexts refusals, Terminal terminal) : IVerb
{
    public const int AllTaken = 0;
    public const int Unreadable = 1;
    public const int BadRows = 2;

    private const int ProgressStep = 20_000;

    public string Name => "import";

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        if (ImportArguments.Parse(args) is not { } wanted)
        {
            await terminal.Notes.WriteLineAsync(text["Usage"]);
            return Unreadable;
        }

        var request = new ImportRequest(
            await ReadAsync(wanted.Roster, cancel), await ReadAsync(wanted.Dues, cancel), wanted.SkipInvalid, wanted.DryRun);
        var report = await import.RunAsync(request, Tell, cancel);
        await WriteAsync(report, wanted, cancel);
        return report switch
        {
            { Unreadable: true } => Unreadable,
            { Rejected.Count: > 0 } => BadRows,
            _ => AllTaken,
        };
    }

    private static async Task<ImportSource> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return new ImportSource(path, await File.ReadAllBytesAsync(path, cancel));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ImportSource(path, null);
        }
    }

    private async Task WriteAsync(ImportReport report, ImportArguments wanted, CancellationToken cancel)
    {
        if (wanted is { SkipInvalid: true, DryRun: false })
        {
            foreach (var file in report.Files.Where(file => file.Rejections.Count > 0))
            {
                await terminal.Notes.WriteLineAsync(text[await WriteRejectedAsync(file, cancel) ? "RejectedFileWritten" : "RejectedFileNotWritten", file.File + RejectedFile.Suffix]);
            }
        }

        foreach (var line in new ImportReportText(text, refusals).Lines(report))
        {
            await (wanted.Json ? terminal.Notes : terminal.Results).WriteLineAsync(line);
        }

        if (wanted.Json)
        {
            await terminal.Results.WriteLineAsync(ImportReportJson.Write(report, refusals));
        }
    }

    // The good rows are in; what keeps the file from being written, such as Excel, must not keep the report.
    private async Task<bool> WriteRejectedAsync(RejectedRows file, CancellationToken cancel)
    {
        try
        {
            await new RejectedFile(text, refusals).WriteAsync(file, cancel);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Tell(ImportProgress progress)
    {
        if (progress.Total >= ProgressStep && progress.Done % ProgressStep == 0)
        {
            terminal.Notes.WriteLine(text[progress.Stage.ToString(), Show.Count(progress.Done), Show.Count(progress.Total)]);
        }
    }
}

using System.Diagnostics;
using MemberHub.Platform.Pdf;
using Microsoft.Extensions.Configuration;

namespace MemberHub.Tests.Support;

/// <summary>Reads our documents with the programs other people read them with.</summary>
internal static class PdfTools
{
    /// <summary>The fonts shipped beside the app.</summary>
    public static readonly JapaneseFonts Fonts = new(new ConfigurationBuilder().Build());

    /// <summary>Skips the test, by name, on a machine without the fonts or one of the tools.</summary>
    public static void Need(params string[] tools)
    {
        Assert.SkipUnless(Fonts.RegularFile?.Contains("NotoSansJP", StringComparison.Ordinal) == true, "Noto Sans JP was not fetched (MH0001).");
        foreach (var tool in tools)
        {
            Assert.SkipUnless(IsInstalled(tool), $"{tool} is not installed.");
        }
    }

    /// <summary>All that is written to a stream.</summary>
    public static async Task<byte[]> WrittenAsync(Func<Stream, CancellationToken, Task> write)
    {
        using var target = new MemoryStream();
        await write(target, TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    /// <summary>What a reader can copy out of the document.</summary>
    public static string Text(byte[] pdf, bool layout = false) =>
        Run("pdftotext", pdf, layout ? ["-layout", "-enc", "UTF-8", "{file}", "-"] : ["-enc", "UTF-8", "{file}", "-"]);

    /// <summary>Fails unless qpdf finds nothing to complain about.</summary>
    public static void AssertClean(byte[] pdf) => Assert.Contains("No syntax or stream encoding errors found", Run("qpdf", pdf, "--check", "{file}"));

    /// <summary>Runs a tool on the document, which stands at {file} in its arguments, and answers what it prints.</summary>
    public static string Run(string tool, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(tool, arguments.Select(argument => argument.Replace("{file}", file, StringComparison.Ordinal)))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool}: {output}{errors.Result}");
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsInstalled(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}

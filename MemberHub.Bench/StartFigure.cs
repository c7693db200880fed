using System.Diagnostics;
using Microsoft.AspNetCore.Builder;

namespace MemberHub.Bench;

/// <summary>
/// P12: from starting the published app on a migrated database to its first page, and its memory after ten idle seconds; the baseline is
/// an ASP.NET Core app with nothing in it. The argument is a published folder; without one, the Release build is published first.
/// </summary>
internal static class StartFigure
{
    public const string EmptyApp = "empty-app";

    private const int Runs = 5;
    private const double BytesPerMegabyte = 1024 * 1024;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] args)
    {
        var work = Directory.CreateTempSubdirectory("memberhub-start").FullName;
        try
        {
            var app = await PublishedApp.FolderAsync(args, work);
            var ours = PublishedApp.CommandOf(app, work);
            string[] empty = [typeof(StartFigure).Assembly.Location, EmptyApp];
            await MeasureAsync(ours, TimeSpan.Zero); // migrates
            List<double> starts = [], emptyStarts = [];
            for (var i = 0; i < Runs; i++)
            {
                starts.Add((await MeasureAsync(ours, TimeSpan.Zero)).Milliseconds);
                emptyStarts.Add((await MeasureAsync(empty, TimeSpan.Zero)).Milliseconds);
            }

            var memory = (await MeasureAsync(ours, Idle)).Bytes / BytesPerMegabyte;
            var emptyMemory = (await MeasureAsync(empty, Idle)).Bytes / BytesPerMegabyte;
            Report.Line("P12", "start to first page, published Release, migrated SQLite", Median(starts), "ms", Median(emptyStarts));
            Report.Line("P12", "RSS after 10 s idle", memory, "MB", emptyMemory);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The baseline: answers every address with nothing until it is killed.</summary>
    public static async Task RunEmptyAppAsync(string[] args)
    {
        await using var app = WebApplication.CreateBuilder(args).Build();
        app.MapFallback(() => "");
        await app.RunAsync();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(double Milliseconds, long Bytes)> MeasureAsync(string[] app, TimeSpan idle)
    {
        var address = $"http://127.0.0.1:{PublishedApp.FreePort()}";
        var start = new ProcessStartInfo("dotnet", [.. app, "--urls", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await PublishedApp.FirstPageAsync(process, address, watch);
            var elapsed = watch.Elapsed.TotalMilliseconds;
            await Task.Delay(idle);
            process.Refresh();
            return (elapsed, process.WorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}

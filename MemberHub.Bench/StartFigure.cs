using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] args)
    {
        var work = Directory.CreateTempSubdirectory("memberhub-start").FullName;
        try
        {
            var app = args is [var folder, ..] ? folder : await PublishAsync(Path.Combine(work, "app"));
            string[] ours =
            [
                Path.Combine(app, "MemberHub.dll"), "--Database:Provider=Sqlite", $"--ConnectionStrings:MemberHub=Data Source={Path.Combine(work, "memberhub.db")}",
            ];
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

    private static async Task<string> PublishAsync(string folder)
    {
        Report.Note("Publishing MemberHub in Release");
        var project = Path.Combine(Repository(), "MemberHub");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "q"]) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException(output);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MemberHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it inside the repository, or name a published folder.");
    }

    private static async Task<(double Milliseconds, long Bytes)> MeasureAsync(string[] app, TimeSpan idle)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
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
            await FirstPageAsync(process, address, watch);
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

    private static async Task FirstPageAsync(Process process, string address, Stopwatch watch)
    {
        using var browser = new HttpClient();
        while (true)
        {
            try
            {
                using var page = await browser.GetAsync($"{address}/login");
                page.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException refused) when (refused.StatusCode is null && !process.HasExited && watch.Elapsed < Patience)
            {
                await Task.Delay(5);
            }
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

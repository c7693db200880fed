using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MemberHub.Bench;

/// <summary>
/// P12: from starting the published app on a migrated database to its first page, and its memory after ten idle seconds. The argument
/// is a published folder; without one, the Release build is published first.
/// </summary>
internal static class StartFigure
{
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
            var database = Path.Combine(work, "memberhub.db");
            await MeasureAsync(app, database, TimeSpan.Zero); // migrates
            List<double> starts = [];
            for (var i = 0; i < Runs; i++)
            {
                starts.Add((await MeasureAsync(app, database, TimeSpan.Zero)).Milliseconds);
            }

            var memory = (await MeasureAsync(app, database, Idle)).Bytes;
            Report.Note("P12 has no baseline: there is no empty app beside this one that could be published without a network.");
            Report.Line("P12", "start to first page, published Release, migrated SQLite", starts.Order().ElementAt(Runs / 2), "ms");
            Report.Line("P12", "RSS after 10 s idle", memory / BytesPerMegabyte, "MB");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

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

    private static async Task<(double Milliseconds, long Bytes)> MeasureAsync(string app, string database, TimeSpan idle)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(app, "MemberHub.dll"), "--urls", address, $"--ConnectionStrings:MemberHub=Data Source={database}", "--Database:Provider=Sqlite"])
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

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MemberHub.Bench;

/// <summary>The app as an operator runs it: published in Release, on a SQLite file of its own.</summary>
internal static class PublishedApp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The folder named by the first argument; without one, the Release build is published into a subfolder of <paramref name="work"/>.</summary>
    public static async Task<string> FolderAsync(string[] args, string work) => args is [var folder, ..] ? folder : await PublishAsync(Path.Combine(work, "app"));

    /// <summary>What to give to dotnet, without the address.</summary>
    public static string[] CommandOf(string folder, string work) =>
    [
        Path.Combine(folder, "MemberHub.dll"), "--Database:Provider=Sqlite", $"--ConnectionStrings:MemberHub=Data Source={Path.Combine(work, "memberhub.db")}",
    ];

    /// <summary>Waits until the app answers with its first page.</summary>
    public static async Task FirstPageAsync(Process process, string address, Stopwatch watch)
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

    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
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
}

using System.Collections.Concurrent;
using System.Diagnostics;
using MemberHub.Data.DemoData;
using Microsoft.Playwright;

namespace MemberHub.Bench;

/// <summary>
/// P13: what a phone loads to see a page for the first time, and how soon its largest part stands there, in Chromium with an empty cache and a processor four
/// times as slow. The published app with the demo society; the argument is a published folder. The baseline is the aim.
/// </summary>
internal static class WeightFigure
{
    private const int Runs = 5, Slower = 4;
    private const double BytesPerKilobyte = 1_000, WeightAim = 250, PaintAim = 1_000;

    public static async Task RunAsync(string[] args)
    {
        var work = Directory.CreateTempSubdirectory("memberhub-weight").FullName;
        try
        {
            var address = $"http://127.0.0.1:{PublishedApp.FreePort()}";
            var start = new ProcessStartInfo("dotnet", [.. PublishedApp.CommandOf(await PublishedApp.FolderAsync(args, work), work), "--urls", address])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
            using var app = Process.Start(start)!;
            app.BeginOutputReadLine();
            app.BeginErrorReadLine();
            try
            {
                await PublishedApp.FirstPageAsync(app, address, Stopwatch.StartNew());
                await BenchBrowser.RunAsync(browser => MeasureAsync(browser, address));
            }
            finally
            {
                app.Kill();
                await app.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task MeasureAsync(IBrowser browser, string address)
    {
        var page = await (await browser.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = 390, Height = 844 }, Locale = "ja-JP" })).NewPageAsync();
        await ReportAsync(page, "sign-in", "/login");
        await page.FillAsync("[name='Form.LoginId']", DemoSignIns.Members[0].Login);
        await page.FillAsync("[name='Form.Password']", DemoSignIns.Password);
        await page.ClickAsync("button.primary");
        await page.WaitForURLAsync(address + "/");
        await ReportAsync(page, "dashboard", "/");
    }

    private static async Task ReportAsync(IPage page, string name, string path)
    {
        List<View> views = [];
        for (var i = 0; i <= Runs; i++)
        {
            views.Add(await ViewAsync(page, path));
        }

        // The first one also makes the app compile the page.
        views.RemoveAt(0);
        var paint = views.Select(view => view.LargestPaint).Order().ElementAt(Runs / 2);
        Report.Line("P13", $"first view of {name}, compressed", views[0].Bytes / BytesPerKilobyte, "KB", WeightAim);
        Report.Line("P13", $"fonts loaded for {name}", views.Max(view => view.Fonts), "fonts");
        Report.Line("P13", $"largest contentful paint of {name}, processor {Slower} times slower, median", paint, "ms", PaintAim);
    }

    private static async Task<View> ViewAsync(IPage page, string path)
    {
        await page.GotoAsync("about:blank");
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var (types, sizes) = (new ConcurrentBag<string>(), new ConcurrentBag<double>());
        devtools.Event("Network.responseReceived").OnEvent += (_, received) => types.Add(received!.Value.GetProperty("type").GetString()!);
        devtools.Event("Network.loadingFinished").OnEvent += (_, finished) => sizes.Add(finished!.Value.GetProperty("encodedDataLength").GetDouble());
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync("Network.clearBrowserCache");
        await devtools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var paint = await page.EvaluateAsync<double>("""
            () => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))
            """);
        await devtools.DetachAsync();
        return new View(sizes.Sum(), types.Count(type => type == "Font"), paint);
    }

    private sealed record View(double Bytes, int Fonts, double LargestPaint);
}

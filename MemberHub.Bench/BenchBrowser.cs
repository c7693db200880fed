using Microsoft.Playwright;

namespace MemberHub.Bench;

/// <summary>The Chromium of the figures that a browser measures: /usr/bin/chromium, or the one that MEMBERHUB_TEST_CHROMIUM names.</summary>
internal static class BenchBrowser
{
    public static async Task RunAsync(Func<IBrowser, Task> measure)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MEMBERHUB_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking"],
        });
        await measure(browser);
    }
}

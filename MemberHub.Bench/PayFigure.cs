using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MemberHub.Bench;

/// <summary>
/// P3: from the press that confirms an invoice to the whole next screen (POST, redirect, GET), as one member after the other does it. The PDF is made in
/// between. Over HTTP, and with --browser in Chromium: there by the browser's own clock, from the click that it heard to the first content that it painted.
/// </summary>
internal static partial class PayFigure
{
    private const int Count = 200;
    private const int WarmUp = 10;
    private const double Aim = 100;

    private const string NotePress = "addEventListener('click', press => sessionStorage.setItem('pressed', performance.timeOrigin + press.timeStamp), true);";

    private const string PressToPaint = """
        () => new Promise(done => new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').forEach(
            paint => done(performance.timeOrigin + paint.startTime - Number(sessionStorage.getItem('pressed'))))).observe({ type: 'paint', buffered: true }))
        """;

    public static Task RunAsync(string[] args) => args.Contains("--browser")
        ? BenchBrowser.RunAsync(browser => PayingPortal.ForEachAsync(portal => MeasureAsync(portal, "in Chromium", session => ClickAsync(portal, browser, session))))
        : PayingPortal.ForEachAsync(portal => MeasureAsync(portal, "over HTTP", session => PressAsync(portal, session)));

    private static async Task MeasureAsync(PayingPortal portal, string how, Func<string, Task<double>> press)
    {
        var times = new List<double>();
        foreach (var member in await portal.AddMembersAsync(Count + WarmUp))
        {
            times.Add(await press(await portal.SignInAsync(member.Account)));
        }

        times.RemoveRange(0, WarmUp);
        Report.Line("P3", $"confirm press to next screen {how}, p50, {portal.Database}", NotifyFigure.Percentile(times, 0.50), "ms", Aim);
        Report.Line("P3", $"the same, p99, {portal.Database}", NotifyFigure.Percentile(times, 0.99), "ms", Aim);
    }

    private static async Task<double> ClickAsync(PayingPortal portal, IBrowser browser, string session)
    {
        var address = portal.ClientOptions.BaseAddress;
        await using var visitor = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 390, Height = 844 }, Locale = "ja-JP" });
        await visitor.AddCookiesAsync([new() { Name = "memberhub", Value = session, Url = address.ToString() }]);
        await visitor.AddInitScriptAsync(NotePress);
        var page = await visitor.NewPageAsync();
        await page.GotoAsync("/payments/invoice");
        await page.Locator("form .sticky button.primary").ClickAsync();
        await page.WaitForURLAsync("**/payments/invoice/*");
        return await page.EvaluateAsync<double>(PressToPaint);
    }

    private static async Task<double> PressAsync(PayingPortal portal, string session)
    {
        using var browser = portal.Connect(session);
        using var page = await browser.GetAsync("/payments/invoice");
        var html = await page.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var cookies = page.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/payments/invoice")
        {
            Content = new FormUrlEncodedContent(Input().Matches(html).Select(input => new KeyValuePair<string, string>(
                input.Groups["name"].Value, WebUtility.HtmlDecode(Value().Match(input.Value).Groups["value"].Value)))),
        };
        request.Headers.Add("Cookie", string.Join("; ", [$"memberhub={session}", .. cookies]));
        browser.DefaultRequestHeaders.Remove("Cookie");
        var watch = Stopwatch.StartNew();
        using var answer = await browser.SendAsync(request);
        using var next = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location ?? throw new InvalidOperationException($"The press was answered {answer.StatusCode}."));
        next.Headers.Add("Cookie", $"memberhub={session}");
        using var screen = await browser.SendAsync(next);
        await screen.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    [GeneratedRegex("<input[^>]*\\bname=\"(?<name>[^\"]+)\"[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("\\bvalue=\"(?<value>[^\"]*)\"")]
    private static partial Regex Value();
}

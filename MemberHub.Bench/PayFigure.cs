using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace MemberHub.Bench;

/// <summary>
/// P3 over HTTP: from the press that confirms an invoice to the whole next screen (POST, redirect, GET), as one member after the other does it. The
/// PDF is made in between.
/// </summary>
internal static partial class PayFigure
{
    private const int Count = 200;
    private const int WarmUp = 10;
    private const double Aim = 100;

    public static Task RunAsync(string[] args) => PayingPortal.ForEachAsync(async portal =>
    {
        var times = new List<double>();
        foreach (var member in await portal.AddMembersAsync(Count + WarmUp))
        {
            times.Add(await PressAsync(portal, await portal.SignInAsync(member.Account)));
        }

        times.RemoveRange(0, WarmUp);
        Report.Line("P3", $"confirm press to next screen over HTTP, p50, {portal.Database}", NotifyFigure.Percentile(times, 0.50), "ms", Aim);
        Report.Line("P3", $"the same, p99, {portal.Database}", NotifyFigure.Percentile(times, 0.99), "ms", Aim);
    });

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

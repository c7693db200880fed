using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>A browser without scripts: keeps cookies, follows no redirect, fills in and sends forms.</summary>
internal sealed class Visitor(TestApp app, string? host = null, string? forwarded = null)
{
    private readonly HttpClient client = Connect(app, host, forwarded);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> OpenAsync(string path) => client.GetAsync(path, Cancel);

    public async Task<string> ReadAsync(string path)
    {
        var answer = await OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TextOf(answer);
    }

    /// <summary>Opens a page and sends its form that has these fields and goes to <paramref name="action"/>, with the fields filled in.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, Dictionary<string, string> fields, string? action = null) => (await SendTimedAsync(path, fields, action)).Answer;

    /// <summary>The same, with the time the sending alone took.</summary>
    public async Task<(HttpResponseMessage Answer, TimeSpan Taken)> SendTimedAsync(string path, Dictionary<string, string> fields, string? action = null)
    {
        var page = new HtmlParser().ParseDocument(await ReadAsync(path));
        var form = page.QuerySelectorAll("main form").First(item => (action is null || item.GetAttribute("action") == action)
            && fields.Keys.All(name => item.QuerySelector($"[name='{name}']") is not null));
        var sent = form.QuerySelectorAll("input[name]")
            .Where(input => input.GetAttribute("type") != "checkbox")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        foreach (var (name, value) in fields)
        {
            sent[name] = value;
        }

        var watch = Stopwatch.StartNew();
        return (await client.PostAsync(form.GetAttribute("action") ?? path, new FormUrlEncodedContent(sent), Cancel), watch.Elapsed);
    }

    /// <summary>Sends a form that no page shows here, with the antiforgery token of another page.</summary>
    public async Task<HttpResponseMessage> ForgeAsync(string path, Dictionary<string, string> fields, string tokenFrom)
    {
        const string Token = "__RequestVerificationToken";
        var token = new HtmlParser().ParseDocument(await ReadAsync(tokenFrom)).QuerySelector($"main input[name='{Token}']")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([.. fields, new(Token, token)]), Cancel);
    }

    public Task<HttpResponseMessage> SignInAsync(string loginId, string password, string path = "/login") =>
        SendAsync(path, new() { ["Form.LoginId"] = loginId, ["Form.Password"] = password });

    public async Task<bool> IsSignedInAsync() => (await OpenAsync("/logout")).StatusCode == HttpStatusCode.OK;

    public static async Task<string> TextOf(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

    /// <summary>A page without what differs at each request: antiforgery tokens, whatever else Data Protection has sealed, prerender markers.</summary>
    public static string Comparable(string html) => Regex.Replace(html, "(name=\"__RequestVerificationToken\" value=\")[^\"]*|<!--Blazor[^>]*-->|CfDJ8[\\w-]+", "$1");

    private static HttpClient Connect(TestApp app, string? host, string? forwarded)
    {
        app.StartServer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Host = host;
        if (forwarded is not null)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        }

        return client;
    }
}

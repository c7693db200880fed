using AngleSharp.Html.Parser;

namespace MemberHub.Tests.Support;

/// <summary>A signed-in browser without scripts that sends the named forms of static pages.</summary>
public sealed class FormClient(HttpClient client)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<string> GetAsync(string path) => System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(path, Cancel));

    /// <summary>Opens the page and sends its form of this name with the fields; what else the form carries is sent as it is.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string form, Dictionary<string, string> fields) =>
        SendAsync(path, path, $"form:has(input[name=_handler][value={form}])", fields.ToDictionary(field => field.Key, field => (string?)field.Value));

    /// <summary>Opens the page and sends its form for this action; a field whose value is null is left out.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, string action, Dictionary<string, string?> fields) =>
        SendAsync(path, action, $"form[action='{action}']", fields);

    private async Task<HttpResponseMessage> SendAsync(string path, string action, string form, Dictionary<string, string?> fields)
    {
        var answer = await client.GetAsync(path, Cancel);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
        var inputs = page.QuerySelector(form)!.QuerySelectorAll("input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value"));
        foreach (var (name, value) in fields)
        {
            inputs[name] = value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(inputs.Where(input => input.Value is not null)) };
        // The antiforgery cookie of the page joins the one that signs in.
        var session = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        request.Headers.Add("Cookie", string.Join("; ", [session, .. answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : []]));
        return await client.SendAsync(request, Cancel);
    }
}

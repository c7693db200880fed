using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MemberHub.Tests.Crash;

/// <summary>
/// A signed-in member at work: issues an invoice, cancels it, begins anew, and remembers what the server has told. Whose press was
/// cut off presses again, as people do.
/// </summary>
internal sealed partial class Payer
{
    private readonly HtmlParser parser = new();
    private readonly CookieContainer cookies = new();
    private Dictionary<string, string>? unanswered;
    private volatile int turns;

    public Payer(string sessionToken) => cookies.Add(new Uri("http://127.0.0.1"), new Cookie("memberhub", sessionToken));

    /// <summary>How many presses were answered.</summary>
    public int Turns => turns;

    /// <summary>The numbers of the invoices that the member was shown.</summary>
    public HashSet<string> Issued { get; } = [];

    /// <summary>The numbers of the invoices that the member was told were cancelled.</summary>
    public HashSet<string> Cancelled { get; } = [];

    /// <summary>Answers that no member should get.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Goes on until the server is gone, or until this many presses were answered.</summary>
    public async Task WorkAsync(Uri address, int wantedTurns = int.MaxValue)
    {
        using var client = Client(address);
        try
        {
            for (var turn = 0; turn < wantedTurns; turn++)
            {
                await TurnAsync(client);
                turns++;
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // The server was killed.
        }
        catch (UnexpectedAnswer answer)
        {
            Complaints.Add(answer.Message);
        }
    }

    /// <summary>An invoice as the member downloads it.</summary>
    public async Task<byte[]> DownloadAsync(Uri address, string number)
    {
        using var client = Client(address);
        return await client.GetByteArrayAsync($"/documents/{number}.pdf", TestContext.Current.CancellationToken);
    }

    private HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };

    private async Task TurnAsync(HttpClient client)
    {
        if (unanswered is not null)
        {
            await PressIssueAsync(client, unanswered);
            return;
        }

        var page = await ReadAsync(client, "/payments");
        if (page.QuerySelector("a[href$='/cancel']")?.GetAttribute("href") is { } cancel)
        {
            await CancelAsync(client, cancel, NumberIn(page.QuerySelector("a[href^='/documents/']")?.GetAttribute("href") ?? ""));
            return;
        }

        unanswered = FieldsOf(await ReadAsync(client, "/payments/invoice"));
        await PressIssueAsync(client, unanswered);
    }

    private async Task PressIssueAsync(HttpClient client, Dictionary<string, string> fields)
    {
        var number = NumberIn(await PressAsync(client, "/payments/invoice", fields));
        Issued.Add(number);
        unanswered = null;
    }

    private async Task CancelAsync(HttpClient client, string path, string number)
    {
        await PressAsync(client, path, FieldsOf(await ReadAsync(client, path)));
        Cancelled.Add(number);
    }

    private async Task<IHtmlDocument> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK
            ? parser.ParseDocument(await answer.Content.ReadAsStringAsync())
            : throw new UnexpectedAnswer($"GET {path}: {answer.StatusCode} {answer.Headers.Location}");
    }

    // Where a form leads to when it was accepted.
    private static async Task<string> PressAsync(HttpClient client, string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(path, form);
        return answer is { StatusCode: HttpStatusCode.Found, Headers.Location: { } next }
            ? next.OriginalString
            : throw new UnexpectedAnswer($"POST {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static Dictionary<string, string> FieldsOf(IHtmlDocument page) =>
        page.QuerySelectorAll("main form input[name]").Where(input => input.GetAttribute("type") != "radio" || input.HasAttribute("checked")).ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");

    private static string NumberIn(string address) => Number().Match(address) is { Success: true } found
        ? found.Value
        : throw new UnexpectedAnswer($"{address} names no invoice.");

    [GeneratedRegex("I-[0-9]{4}-[0-9]{6}")]
    private static partial Regex Number();

    private sealed class UnexpectedAnswer(string message) : Exception(message);
}

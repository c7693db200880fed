using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Circuits;

/// <summary>A connection to a circuit without a browser, which says whatever it is told to.</summary>
internal sealed partial class RawCircuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly Uri site;
    private readonly Queue<string> heard = [];
    private int calls;

    private RawCircuit(Uri site) => this.site = site;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The headers of the answer that opened the connection.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>();

    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>Opens a connection, as a browser does that shows a page of <paramref name="origin"/>.</summary>
    /// <param name="session">The value of the session's cookie; null for a stranger.</param>
    /// <param name="compresses">Offers to compress.</param>
    public static async Task<RawCircuit> OpenAsync(TestApp app, string? session, string? origin = null, bool compresses = false)
    {
        app.StartServer();
        var circuit = new RawCircuit(app.ClientOptions.BaseAddress);
        circuit.socket.Options.SetRequestHeader("Origin", origin ?? circuit.site.GetLeftPart(UriPartial.Authority));
        if (session is not null)
        {
            circuit.socket.Options.SetRequestHeader("Cookie", $"{SessionCookies.Name}={session}");
        }

        if (compresses)
        {
            circuit.socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        }

        circuit.socket.Options.CollectHttpResponseDetails = true;
        await circuit.socket.ConnectAsync(new UriBuilder(new Uri(circuit.site, "/_blazor")) { Scheme = "ws" }.Uri, Cancel);
        await circuit.SendAsync(Encoding.ASCII.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        Assert.Equal("{}\u001e", Encoding.ASCII.GetString(await circuit.ReceiveAsync()));
        return circuit;
    }

    /// <summary>Opens a page and starts its circuit; answers its secret and what the page's components are described by.</summary>
    public async Task<(string Secret, string Operations)> StartAsync(TestApp app, string session, string path)
    {
        var client = app.Connect(keepsCookies: false);
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookies.Name}={session}");
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(path, Cancel));
        var markers = Marker().Matches(page).Select(match => match.Groups[1].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal));
        var operations = string.Join(',', markers.Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}"""));
        var state = State().Match(page).Groups[1].Value;
        var secret = Assert.IsType<string>(await AskAsync("StartCircuit", site.ToString(), new Uri(site, path).ToString(), "[]", state));
        return (secret, $$"""{"batchId":1,"operations":[{{operations}}]}""");
    }

    /// <summary>Calls a method of the hub and waits for its answer.</summary>
    public async Task<object?> AskAsync(string method, params object?[] arguments)
    {
        var id = (++calls).ToString(CultureInfo.InvariantCulture);
        await SendAsync(BlazorPack.Call(id, method, arguments));
        while (true)
        {
            foreach (var message in BlazorPack.Read(await ReceiveAsync()))
            {
                if (message is [3L, _, string answered, var kind, ..] && answered == id)
                {
                    return kind is 3L ? message[4] : null;
                }
            }
        }
    }

    /// <summary>Calls a method and waits for nothing.</summary>
    public Task TellAsync(string method, params object?[] arguments) => SendAsync(BlazorPack.Call(null, method, arguments));

    /// <summary>The name of the next method that the server calls here, such as JS.RenderBatch; null when it has closed the connection.</summary>
    public async Task<string?> HearAsync()
    {
        try
        {
            while (heard.Count == 0)
            {
                var received = await ReceiveAsync();
                if (received.Length == 0)
                {
                    return null;
                }

                foreach (var call in BlazorPack.Read(received).Where(message => message is [1L, ..]))
                {
                    heard.Enqueue((string)call[3]!);
                }
            }

            return heard.Dequeue();
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, true, Cancel);

    private async Task<byte[]> ReceiveAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var buffer = new byte[64 * 1024];
        using var whole = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return whole.ToArray();
    }

    [GeneratedRegex(@"<!--Blazor:(\{.*?\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}

using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemberHub.Bench;

/// <summary>
/// One visitor with a live page, without a browser: fetches the page, starts its circuit over a WebSocket (hub protocol "blazorpack"), takes every render
/// batch and acknowledges it.
/// </summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    private const long Invocation = 1, Completion = 3, Close = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri address;
    private readonly HttpClient http;
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource<string> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource leaving = new();
    private Task receiving = Task.CompletedTask;
    private volatile Wanted? wanted;

    private CircuitClient(Uri address, HttpClient http) => (this.address, this.http) = (address, http);

    /// <summary>Opens the page and waits until its circuit has rendered it.</summary>
    /// <param name="session">The session's cookie, or null for a page that anybody sees.</param>
    public static async Task<CircuitClient> OpenAsync(Uri address, HttpClient http, string path, string? session)
    {
        var client = new CircuitClient(address, http);
        await client.StartAsync(path, session is null ? "" : $"memberhub={session}");
        return client;
    }

    /// <summary>
    /// Follows a link inside the live page, as the browser's script reports it, and waits for the batch that holds the sign: a text of the new screen's markup.
    /// </summary>
    public async Task<TimeSpan> FollowAsync(string path, string sign)
    {
        var next = new Wanted(Encoding.UTF8.GetBytes(sign));
        wanted = next;
        var watch = Stopwatch.StartNew();
        await SendAsync("OnLocationChanged", new Uri(address, path).ToString(), null, true);
        await next.Seen.Task.WaitAsync(Patience);
        return watch.Elapsed;
    }

    /// <summary>Leaves as a browser does that closes the page: the server ends the circuit at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using var form = new MultipartFormDataContent { { new StringContent(await started.Task), "circuitId" } };
        using var answer = await http.PostAsync(new Uri(address, "/_blazor/disconnect"), form);
        answer.EnsureSuccessStatusCode();
        await leaving.CancelAsync();
        await receiving;
        socket.Dispose();
        sending.Dispose();
        leaving.Dispose();
    }

    private async Task StartAsync(string path, string cookie)
    {
        var html = await GetAsync(HttpMethod.Get, path, cookie);
        using var negotiated = JsonDocument.Parse(await GetAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", cookie));
        var token = negotiated.RootElement.GetProperty("connectionToken").GetString()!;
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        if (cookie.Length > 0)
        {
            socket.Options.SetRequestHeader("Cookie", cookie);
        }

        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Binary, true, CancellationToken.None);
        var markers = Marker().Matches(html).Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker.Groups["json"].Value}}}""");
        var state = State().Match(html).Groups["state"].Value;
        var first = new Wanted([]);
        wanted = first;
        receiving = ReceiveAsync();
        await SendAsync([Invocation, Nothing, "1", "StartCircuit", new object?[] { address.ToString(), new Uri(address, path).ToString(), "[]", state }]);
        await started.Task.WaitAsync(Patience);
        await SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', markers)}}]}""", state);
        await first.Seen.Task.WaitAsync(Patience);
    }

    private static Dictionary<string, string> Nothing { get; } = [];

    private async Task<string> GetAsync(HttpMethod method, string path, string cookie)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (cookie.Length > 0)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private Task SendAsync(string method, params object?[] arguments) => SendAsync([Invocation, Nothing, null, method, arguments]);

    private async Task SendAsync(object?[] message)
    {
        var body = MessagePack.Write(message);
        using var framed = new MemoryStream();
        for (var left = body.Length; ; left >>= 7)
        {
            framed.WriteByte((byte)(left > 0x7f ? (left & 0x7f) | 0x80 : left));
            if (left <= 0x7f)
            {
                break;
            }
        }

        framed.Write(body);
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(framed.GetBuffer().AsMemory(0, (int)framed.Length), WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var message = new MemoryStream();
        var shaken = false;
        try
        {
            while (true)
            {
                message.SetLength(0);
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), leaving.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException("The server closed the circuit.");
                }

                var bytes = message.GetBuffer().AsMemory(0, (int)message.Length);
                if (!shaken)
                {
                    bytes = bytes[(bytes.Span.IndexOf((byte)0x1e) + 1)..];
                    shaken = true;
                }

                await TakeAsync(bytes);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException && leaving.IsCancellationRequested)
        {
            // It left.
        }
        catch (Exception error)
        {
            started.TrySetException(error);
            wanted?.Seen.TrySetException(error);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            for (; (bytes.Span[at] & 0x80) != 0; at++)
            {
                // The length, which the message itself tells again.
            }

            at++;
            await TakeAsync((object?[])MessagePack.Read(bytes, ref at)!);
        }
    }

    private async Task TakeAsync(object?[] message)
    {
        switch (message)
        {
            case [Invocation, _, _, "JS.RenderBatch", object?[] and [long batch, ReadOnlyMemory<byte> content], ..]:
                await SendAsync("OnRenderCompleted", batch, null);
                if (wanted is { } sign && content.Span.IndexOf(sign.Sign) >= 0)
                {
                    sign.Seen.TrySetResult();
                }

                break;
            case [Invocation, _, _, "JS.BeginInvokeJS", object?[] and [long call and not 0, ..], ..]:
                await SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
                break;
            case [Invocation, _, _, "JS.Error", object?[] and [string error, ..], ..]:
                throw new InvalidOperationException(error);
            case [Completion, _, "1", 3L, string circuit]:
                started.TrySetResult(circuit);
                break;
            case [Completion, ..] or [Close, ..]:
                throw new InvalidOperationException($"The hub answered {string.Join(", ", message)}.");
        }
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{[^>]*\"descriptor\"[^>]*\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]+)-->")]
    private static partial Regex State();

    private sealed record Wanted(byte[] Sign)
    {
        public TaskCompletionSource Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

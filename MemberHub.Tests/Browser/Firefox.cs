using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemberHub.Tests.Browser;

/// <summary>
/// The Firefox of the system, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): Playwright drives only a Firefox of its
/// own build. One window; what it writes to its console as an error is kept.
/// </summary>
internal sealed partial class Firefox : IAsyncDisposable
{
    public static readonly string Program = Environment.GetEnvironmentVariable("MEMBERHUB_TEST_FIREFOX") ?? "/usr/bin/firefox-esr";

    // As WebDriver writes the key.
    private const char Tab = '\uE004';

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string profile;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> waiting = [];
    private readonly ConcurrentQueue<string> complaints = [];
    private Task listening = Task.CompletedTask;
    private string window = "";
    private int last;

    private Firefox(Process process, string profile) => (this.process, this.profile) = (process, profile);

    public static bool Exists => File.Exists(Program);

    public IReadOnlyList<string> Complaints => [.. complaints];

    public static async Task<Firefox> StartAsync(int width, int height)
    {
        Assert.SkipUnless(Exists, $"No browser at {Program}; MEMBERHUB_TEST_FIREFOX may name another.");
        var profile = Directory.CreateTempSubdirectory("memberhub-firefox-").FullName;
        await File.WriteAllTextAsync(Path.Combine(profile, "user.js"), Preferences);
        var process = Process.Start(new ProcessStartInfo(Program, ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile]) { RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["HOME"] = profile } })!;
        var firefox = new Firefox(process, profile);
        try
        {
            await firefox.ConnectAsync();
            await firefox.SendAsync("browsingContext.setViewport", new() { ["context"] = firefox.window, ["viewport"] = new JsonObject { ["width"] = width, ["height"] = height } });
            return firefox;
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address and waits until the page is loaded.</summary>
    public Task OpenAsync(string address) => SendAsync("browsingContext.navigate", new() { ["context"] = window, ["url"] = address, ["wait"] = "complete" });

    public Task AddCookieAsync(string name, string value, string host) => SendAsync("storage.setCookie", new()
    {
        ["cookie"] = new JsonObject { ["name"] = name, ["value"] = new JsonObject { ["type"] = "string", ["value"] = value }, ["domain"] = host, ["path"] = "/", ["httpOnly"] = true },
        ["partition"] = new JsonObject { ["type"] = "context", ["context"] = window },
    });

    /// <summary>The value of an expression in the page, as text; empty for nothing.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("script.evaluate", new() { ["expression"] = $"(async () => String(({expression}) ?? ''))()", ["target"] = new JsonObject { ["context"] = window }, ["awaitPromise"] = true });
        return answer["type"]!.GetValue<string>() == "success"
            ? answer["result"]!["value"]?.GetValue<string>() ?? ""
            : throw new InvalidOperationException(answer["exceptionDetails"]!["text"]!.GetValue<string>());
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task UntilAsync(string expression)
    {
        var watch = Stopwatch.StartNew();
        while (await EvaluateAsync($"Boolean({expression})") != "true")
        {
            Assert.True(watch.Elapsed < Patience, $"Not within {Patience}: {expression}\n{await EvaluateAsync("location.pathname + ' ' + document.body.innerText.slice(0, 800)")}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Presses what an expression names, with the pointer.</summary>
    public async Task ClickAsync(string element)
    {
        await UntilAsync($"{element}?.checkVisibility() && !{element}.matches(':disabled')");
        var box = (await EvaluateAsync($"(() => {{ const e = {element}; e.scrollIntoView({{ block: 'center' }}); const b = e.getBoundingClientRect(); return Math.round(b.x + b.width / 2) + ' ' + Math.round(b.y + b.height / 2); }})()")).Split(' ').Select(int.Parse).ToArray();
        await ActAsync("pointer", [
            new() { ["type"] = "pointerMove", ["x"] = box[0], ["y"] = box[1] },
            new() { ["type"] = "pointerDown", ["button"] = 0 },
            new() { ["type"] = "pointerUp", ["button"] = 0 }]);
    }

    /// <summary>Types into what an expression names, in place of what stood there, and goes on to the next field.</summary>
    public async Task TypeAsync(string element, string text)
    {
        await ClickAsync(element);
        await UntilAsync($"document.activeElement === {element}");
        await EvaluateAsync($"{element}.select()");
        await ActAsync("key", [.. (text + Tab).SelectMany(letter => new JsonObject[] { new() { ["type"] = "keyDown", ["value"] = $"{letter}" }, new() { ["type"] = "keyUp", ["value"] = $"{letter}" } })]);
        await UntilAsync($"{element}.value === '{text}'");

        // A window that nobody looks at tells no page that a field was left.
        await EvaluateAsync($"{element}.dispatchEvent(new Event('change', {{ bubbles: true }}))");
    }

    /// <summary>Keeps a picture of the page.</summary>
    public async Task PictureAsync(string file)
    {
        var answer = await SendAsync("browsingContext.captureScreenshot", new() { ["context"] = window, ["origin"] = "document" });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(answer["data"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        await listening;
        socket.Dispose();
        process.Dispose();
        ended.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private Task ActAsync(string source, JsonObject[] actions) => SendAsync("input.performActions", new()
    {
        ["context"] = window,
        ["actions"] = new JsonArray(new JsonObject { ["type"] = source, ["id"] = source, ["actions"] = new JsonArray([.. actions]) }),
    });

    private async Task ConnectAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("Firefox ended before it listened.");
        }
        while (!Listening().IsMatch(line));
        _ = process.StandardError.ReadToEndAsync(ended.Token);
        _ = process.StandardOutput.ReadToEndAsync(ended.Token);
        await socket.ConnectAsync(new Uri($"{Listening().Match(line).Value}/session"), patience.Token);
        listening = ListenAsync();
        await SendAsync("session.new", new() { ["capabilities"] = new JsonObject() });
        await SendAsync("session.subscribe", new() { ["events"] = new JsonArray("log.entryAdded") });
        window = (await SendAsync("browsingContext.getTree", []))["contexts"]![0]!["context"]!.GetValue<string>();
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref last);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (!ended.IsCancellationRequested)
            {
                using var whole = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer, ended.Token);
                    whole.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Take(JsonNode.Parse(whole.ToArray())!);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            foreach (var answer in waiting.Values)
            {
                answer.TrySetException(error);
            }
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"]?.GetValue<int>() is { } id && waiting.TryRemove(id, out var answer))
        {
            if (message["error"] is { } error)
            {
                answer.SetException(new InvalidOperationException($"{error}: {message["message"]}"));
                return;
            }

            answer.SetResult(message["result"]!);
        }
        else if (message["method"]?.GetValue<string>() == "log.entryAdded" && message["params"]!["level"]!.GetValue<string>() == "error")
        {
            complaints.Enqueue($"{message["params"]!["text"]}");
        }
    }

    // Nothing is fetched from outside, and Japanese is what it asks for.
    private const string Preferences = """
        user_pref("app.normandy.enabled", false);
        user_pref("app.update.disabledForTesting", true);
        user_pref("browser.safebrowsing.downloads.enabled", false);
        user_pref("browser.safebrowsing.malware.enabled", false);
        user_pref("browser.safebrowsing.phishing.enabled", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.homepage_override.mstone", "ignore");
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("intl.accept_languages", "ja,en");
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("network.dns.disablePrefetch", true);
        user_pref("services.settings.server", "http://127.0.0.1:9");
        user_pref("toolkit.telemetry.enabled", false);
        user_pref("ui.prefersReducedMotion", 1);
        """;

    [GeneratedRegex(@"ws://\S+(?<!/)")]
    private static partial Regex Listening();
}

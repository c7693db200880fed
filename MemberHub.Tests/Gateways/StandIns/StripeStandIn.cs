using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>How the stand-in treats a call.</summary>
public enum Trouble
{
    /// <summary>It does nothing and never answers.</summary>
    Hangs,

    /// <summary>It does the work and cuts the line instead of answering.</summary>
    CutsAfterProcessing,

    /// <summary>500, and nothing was done.</summary>
    ServerError,

    /// <summary>409: another call with this key is running.</summary>
    Conflict,

    /// <summary>429, and nothing was done.</summary>
    TooMany,

    /// <summary>502 from something in between, in HTML.</summary>
    BadGateway,

    /// <summary>200, but not JSON.</summary>
    Garbage,

    /// <summary>It answers half a second late.</summary>
    Slow,
}

/// <summary>
/// Stripe as far as the portal deals with it: checks key, version, idempotency and every parameter itself, keeps sessions, payments,
/// refunds and events, and sends signed webhooks. Misbehaves on demand.
/// </summary>
public sealed class StripeStandIn : IAsyncDisposable
{
    public const string SecretKey = "sk_test_51StandInSecretKey00";
    public const string Version = "2026-07-29.dahlia";

    private readonly TimeProvider clock;
    private readonly LoopbackServer server;
    private readonly StripeBooks books;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentQueue<Trouble> troubles = [];
    private readonly ConcurrentDictionary<string, (string Request, int Status, string Body)> remembered = new();

    public StripeStandIn(TimeProvider clock)
    {
        this.clock = clock;
        server = new LoopbackServer(AnswerAsync);
        books = new StripeBooks(clock, () => server.Address);
    }

    public string Address => server.Address;

    /// <summary>Where webhooks go; none are sent while it is empty.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>The secrets webhooks are signed with, one signature each.</summary>
    public List<string> WebhookSecrets { get; set; } = ["whsec_StandInFirstSecret"];

    /// <summary>Method, path and idempotency key of every call, in order.</summary>
    public ConcurrentQueue<(string Method, string Path, string Key)> Calls { get; } = [];

    public StripeBooks Books => books;

    public Task StartAsync() => server.StartAsync();

    public Task StopAsync() => server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>The next calls meet these, one each.</summary>
    public void Expect(params IEnumerable<Trouble> next)
    {
        foreach (var trouble in next)
        {
            troubles.Enqueue(trouble);
        }
    }

    /// <summary>Delivers the webhooks of what has happened since the last time.</summary>
    public async Task DeliverAsync()
    {
        while (books.Outbox.TryDequeue(out var message))
        {
            await SendAsync(message);
        }
    }

    /// <summary>Delivers everything that ever happened again, with new signatures.</summary>
    public async Task RepeatAsync()
    {
        foreach (var message in books.Events.Values)
        {
            await SendAsync(message);
        }
    }

    /// <summary>The header over a body as the company would write it, now and with these secrets.</summary>
    public string Signature(byte[] body, params IEnumerable<string> secrets)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes(time + ".").Concat(body).ToArray();
        var signatures = secrets.Select(secret => "v1=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)).ToLowerInvariant());
        return string.Join(',', signatures.Prepend("t=" + time).Append("v0=" + new string('6', 64)));
    }

    private async Task SendAsync(JsonObject message)
    {
        if (WebhookUrl.Length == 0)
        {
            return;
        }

        var body = Encoding.UTF8.GetBytes(message.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Stripe-Signature", Signature(body, WebhookSecrets));
        using var response = await http.SendAsync(request);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1"))
        {
            await PageAsync(context);
            return;
        }

        var (method, path, key) = (context.Request.Method, context.Request.Path.Value!, context.Request.Headers["Idempotency-Key"].ToString());
        Calls.Enqueue((method, path, key));
        Trouble? trouble = troubles.TryDequeue(out var next) ? next : null;
        switch (trouble)
        {
            case Trouble.Hangs:
                await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Trouble.ServerError:
                await WriteAsync(context, 500, Error("api_error", "", "An error occurred."));
                return;
            case Trouble.Conflict:
                await WriteAsync(context, 409, Error("idempotency_error", "idempotency_key_in_use", "In use."));
                return;
            case Trouble.TooMany:
                await WriteAsync(context, 429, Error("invalid_request_error", "rate_limit", "Too many."));
                return;
            case Trouble.BadGateway:
                await LoopbackServer.WriteAsync(context, 502, "text/html", "<html>Bad gateway</html>");
                return;
            case Trouble.Garbage:
                await LoopbackServer.WriteAsync(context, 200, "text/html", "<html>Maintenance</html>");
                return;
            case Trouble.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                break;
        }

        var (status, body) = await WorkAsync(context, method, path, key);
        if (trouble == Trouble.CutsAfterProcessing)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, status, body);
    }

    private async Task<(int Status, string Body)> WorkAsync(HttpContext context, string method, string path, string key)
    {
        if (context.Request.Headers.Authorization != $"Bearer {SecretKey}")
        {
            return (401, Error("invalid_request_error", "", "Invalid API Key provided."));
        }

        if (context.Request.Headers["Stripe-Version"] != Version)
        {
            return (400, Error("invalid_request_error", "", "Invalid Stripe API version."));
        }

        if (method != "POST")
        {
            return Do(() => books.Get(path, context.Request.Query));
        }

        if (!context.Request.HasFormContentType)
        {
            return (400, Error("invalid_request_error", "", "Not a form."));
        }

        var raw = Encoding.UTF8.GetString(await LoopbackServer.BodyAsync(context));
        var form = raw.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0].Replace('+', ' ')), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        if (key.Length > 255)
        {
            return (400, Error("idempotency_error", "", "Key too long."));
        }

        if (key.Length > 0 && remembered.TryGetValue(key, out var first))
        {
            return first.Request == path + raw ? (first.Status, first.Body) : (400, Error("idempotency_error", "", "Keys can only be used with the same parameters."));
        }

        var result = Do(() => books.Post(path, form));
        if (key.Length > 0 && result.Status < 400)
        {
            remembered[key] = (path + raw, result.Status, result.Body);
        }

        return result;
    }

    private static (int Status, string Body) Do(Func<JsonObject> work)
    {
        try
        {
            return (200, work().ToJsonString());
        }
        catch (StripeBooks.Refusal refusal)
        {
            return (refusal.Status, Error(refusal.Status == 402 ? "card_error" : "invalid_request_error", refusal.Code, refusal.Message));
        }
    }

    // The payment page and what its buttons do.
    private async Task PageAsync(HttpContext context)
    {
        var id = context.Request.Path.Value!.Split('/')[^1];
        if (!context.Request.Path.StartsWithSegments("/c/pay") || !books.Sessions.TryGetValue(id, out var session))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await LoopbackServer.WriteAsync(context, 200, "text/html; charset=utf-8", """
                <!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>stand-in</title></head><body><h1>お支払い（スタンドイン）</h1>
                <form method="post"><button name="action" value="pay">支払う</button><button name="action" value="decline">断られる</button></form></body></html>
                """);
            return;
        }

        var form = await context.Request.ReadFormAsync();
        if (form["action"] == "pay")
        {
            books.PaySession(id);
            await DeliverAsync();
            context.Response.Redirect(session["success_url"]!.GetValue<string>());
        }
        else
        {
            books.DeclineSession(id);
            await DeliverAsync();
            context.Response.Redirect(context.Request.Path);
        }
    }

    private static string Error(string type, string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["code"] = code.Length == 0 ? null : code, ["message"] = message } }.ToJsonString();

    private static Task WriteAsync(HttpContext context, int status, string json) => LoopbackServer.WriteAsync(context, status, "application/json", json);
}

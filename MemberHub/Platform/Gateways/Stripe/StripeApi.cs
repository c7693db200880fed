using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>
/// Calls of the Stripe API: forms in, JSON out. Each is tried a second time, with the same idempotency key, when it got no answer or
/// one that says nothing. Neither key nor payload gets into a message.
/// </summary>
internal sealed class StripeApi(IHttpClientFactory clients, IOptions<StripeOptions> options)
{
    public const string ClientName = "Stripe";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => CallAsync<T>(HttpMethod.Get, path, null, null, cancel);

    /// <param name="idempotencyKey">Null for a step that changes nothing the second time by itself.</param>
    public Task<T> PostAsync<T>(string path, IEnumerable<KeyValuePair<string, string>> form, string? idempotencyKey, CancellationToken cancel) =>
        CallAsync<T>(HttpMethod.Post, path, [.. form], idempotencyKey, cancel);

    private async Task<T> CallAsync<T>(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey, CancellationToken cancel)
    {
        try
        {
            return await TryAsync<T>(method, path, form, idempotencyKey, cancel);
        }
        catch (GatewayUnreachableException)
        {
            await Task.Delay(Pause, cancel);
            return await TryAsync<T>(method, path, form, idempotencyKey, cancel);
        }
    }

    private async Task<T> TryAsync<T>(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(options.Value.ApiBase), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        request.Headers.Add("Stripe-Version", options.Value.ApiVersion);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        request.Content = form is null ? null : new FormUrlEncodedContent(form);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<T>(body, Json) ?? throw new GatewayUnreachableException("Stripe answered with nothing.")
                : throw Refusal(response.StatusCode, body);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new GatewayUnreachableException("Stripe did not answer in time.", late);
        }
        catch (HttpRequestException broken)
        {
            throw new GatewayUnreachableException("The connection to Stripe failed.", broken);
        }
        catch (JsonException unreadable)
        {
            throw new GatewayUnreachableException("Stripe's answer could not be read.", unreadable);
        }
    }

    private static Exception Refusal(HttpStatusCode status, byte[] body)
    {
        // 409: another call with this key is still running. 429: nothing was done. 401 and 403 speak of our key, and not of what was asked before.
        if (status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)status is >= 500 or < 400)
        {
            return new GatewayUnreachableException($"Stripe answered {(int)status}.");
        }

        var error = JsonSerializer.Deserialize<StripeFailure>(body, Json)?.Error;
        var code = error?.Code ?? error?.Type ?? $"http_{(int)status}";
        if (error?.Type == "idempotency_error")
        {
            // Begun before in another form, in another language for example: something is there, and this is no answer about it.
            return new GatewayUnreachableException($"Stripe answered {(int)status}: {code}.");
        }

        return new GatewayRefusedException(code, $"Stripe answered {(int)status}: {code}.");
    }
}

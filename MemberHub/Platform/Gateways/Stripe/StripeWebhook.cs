using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>The check of a webhook: an HMAC-SHA256 over time and raw body (Stripe-Signature), and which events matter.</summary>
internal static partial class StripeWebhook
{
    private const int MostSignatures = 16;

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private static readonly HashSet<string> Known =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired",
        "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled",
        "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.closed",
    ];

    public static NotificationReading Read(GatewayNotification notification, IReadOnlyList<string> secrets)
    {
        if (Parse(notification.Signature) is not { } header)
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "no readable signature");
        }

        if (!IsGenuine(header, notification.Body.Span, secrets))
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "the signature differs");
        }

        // Both ways: a time far ahead would let a caught message be replayed until then.
        if ((notification.ReceivedUtc - DateTime.UnixEpoch - TimeSpan.FromSeconds(header.Time)).Duration() > Tolerance)
        {
            return new NotificationReading.Refused(NotificationOutcome.NotGenuine, "signed more than 300 seconds ago or ahead");
        }

        return Event(notification.Body) is not { } message
            ? new NotificationReading.Refused(NotificationOutcome.Malformed, "not an event")
            : Known.Contains(message.Type) ? new NotificationReading.Deferred(message.Id) : new NotificationReading.Ignored();
    }

    private static bool IsGenuine(Header header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(header.TimeText + "."), .. body];
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in header.Signatures)
            {
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return matches;
    }

    // Signatures of other schemes, such as v0 of test events, say nothing.
    private static Header? Parse(string text)
    {
        string? time = null;
        List<byte[]> signatures = [];
        foreach (var part in text.Split(','))
        {
            var (key, value) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : ("", "");
            if (key == "t")
            {
                if (time is not null)
                {
                    return null;
                }

                time = value;
            }
            else if (key == "v1" && signatures.Count < MostSignatures && Sha256().IsMatch(value))
            {
                signatures.Add(Convert.FromHexString(value));
            }
        }

        return time is not null && signatures.Count > 0 && Seconds().IsMatch(time)
            ? new Header(time, long.Parse(time, NumberStyles.None, CultureInfo.InvariantCulture), signatures)
            : null;
    }

    private static (string Id, string Type)? Event(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && Text(root, "id") is { } id && EventId().IsMatch(id) && Text(root, "type") is { } type ? (id, type) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) // the latter for text that is not UTF-8
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[0-9A-Fa-f]{64}$")]
    private static partial Regex Sha256();

    [GeneratedRegex("^[0-9]{1,11}$")]
    private static partial Regex Seconds();

    [GeneratedRegex("^evt_[A-Za-z0-9_]{1,100}$")]
    private static partial Regex EventId();

    private sealed record Header(string TimeText, long Time, IReadOnlyList<byte[]> Signatures);
}

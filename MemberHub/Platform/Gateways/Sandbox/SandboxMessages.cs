using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>The answer to a <see cref="GatewayOrder"/>.</summary>
/// <param name="Transaction">The sandbox's number of the payment; its page is <c>/sandbox/pay/{Transaction}</c>.</param>
/// <param name="Voucher">For a convenience store; null for a card.</param>
public sealed record SandboxStarted(string Transaction, Voucher? Voucher);

/// <summary>Asks for, or ends, the payment of an order.</summary>
public sealed record SandboxQuestion(string Reference);

/// <summary>The answer to the wish to end a payment.</summary>
public sealed record SandboxCancelled(CancelAnswer Answer);

/// <summary>Sends money back, once for each <paramref name="RequestKey"/>.</summary>
public sealed record SandboxRefund(string Reference, Yen Amount, string RequestKey);

/// <summary>The sandbox's number of a refund.</summary>
public sealed record SandboxRefunded(string Number);

/// <summary>Why the sandbox said no, such as amount or unknown.</summary>
public sealed record SandboxFault(string Code);

/// <summary>The messages as JSON in UTF-8: amounts as numbers, enums by name. A report is a <see cref="GatewayReport"/>.</summary>
public static class SandboxMessages
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(), new YenAsNumber() },
    };

    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    /// <summary>The message; null for what is none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class YenAsNumber : JsonConverter<Yen>
    {
        public override Yen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var yen) ? new(yen) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Yen value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}

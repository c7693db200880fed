using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;

namespace MemberHub.Platform.Circuits;

/// <summary>
/// Whose circuit is whose, and which page's descriptors were used by which. In memory: a circuit lives in one process and dies with it.
/// </summary>
internal sealed class CircuitRegister : IDisposable
{
    private readonly MemoryCache circuits = new(new MemoryCacheOptions());
    private readonly MemoryCache descriptors = new(new MemoryCacheOptions { SizeLimit = 500_000 });

    public void Dispose()
    {
        circuits.Dispose();
        descriptors.Dispose();
    }

    /// <summary>Remembers who started the circuit, for as long as this connection holds it.</summary>
    public void Hold(string secret, CircuitOwner owner, string connection) => circuits.Set(HashOf(secret), new Held(owner, connection));

    /// <summary>Who started the circuit; null when it is not known, or no longer.</summary>
    public CircuitOwner? Find(string secret) => circuits.Get<Held>(HashOf(secret))?.Owner;

    /// <summary>The connection is gone; the framework keeps the circuit for a while, unless a newer connection holds it.</summary>
    public void Release(string secret, string connection)
    {
        var hash = HashOf(secret);
        if (circuits.TryGetValue(hash, out Held? held) && held!.Connection == connection)
        {
            circuits.Set(hash, held, CircuitLimits.DisconnectedFor + TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>
    /// Marks the descriptors in what a browser sent as used by this circuit; false when another used one of them before, and for what cannot be read. Reads as the framework does, which cares
    /// neither for blanks and escapes nor for the case of a name.
    /// </summary>
    public bool Use(string sent, string circuit)
    {
        if (DescriptorsIn(sent) is not { } found)
        {
            return false;
        }

        foreach (var descriptor in found)
        {
            var user = descriptors.GetOrCreate(descriptor, entry =>
            {
                entry.SetSize(1).SetAbsoluteExpiration(CircuitLimits.DescriptorsFor);
                return circuit;
            });
            if (user != circuit)
            {
                return false;
            }
        }

        return true;
    }

    private static List<string>? DescriptorsIn(string sent)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(sent));
        List<string> found = [];
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && string.Equals(reader.GetString(), "descriptor", StringComparison.OrdinalIgnoreCase)
                    && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    // Of what it seals, not of its letters: base64 can be written in more than one way.
                    found.Add(Convert.ToHexString(SHA256.HashData(WebEncoders.Base64UrlDecode(reader.GetString()!))));
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }

        return found;
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Held(CircuitOwner Owner, string Connection);
}

/// <summary>Who started a circuit: the session, empty for a stranger; and a name for the circuit itself.</summary>
internal sealed record CircuitOwner(string Session, string Circuit);

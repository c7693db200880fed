using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Memory;

namespace MemberHub.Platform.Circuits;

/// <summary>
/// Whose circuit is whose, and which page's descriptors were used by which. In memory: a circuit lives in one process and dies with it.
/// </summary>
internal sealed partial class CircuitRegister : IDisposable
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

    /// <summary>Marks the descriptors in what a browser sent as used by this circuit; false when another used one of them before.</summary>
    public bool Use(string sent, string circuit)
    {
        foreach (Match match in Descriptor().Matches(sent))
        {
            var user = descriptors.GetOrCreate(HashOf(match.Groups[1].Value), entry =>
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

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Held(CircuitOwner Owner, string Connection);

    [GeneratedRegex("\"descriptor\":\"([^\"]+)\"")]
    private static partial Regex Descriptor();
}

/// <summary>Who started a circuit: the session, empty for a stranger; and a name for the circuit itself.</summary>
internal sealed record CircuitOwner(string Session, string Circuit);

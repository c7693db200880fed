using System.Text;
using MemberHub.Platform.Gateways;

namespace MemberHub.Tests.Gateways;

/// <summary>Breaks notifications in the ways that networks, bugs and attackers do; the same seed breaks them the same way.</summary>
public sealed class Mutations(int seed)
{
    private readonly Random random = new(seed);

    public GatewayNotification Of(GatewayNotification genuine)
    {
        var broken = genuine with { ContentType = random.Next(20) == 0 ? "application/octet-stream; charset=\"\u0000" : genuine.ContentType };
        do
        {
            broken = broken.Signature.Length > 0 && random.Next(4) == 0
                ? broken with { Signature = Encoding.Latin1.GetString(Bytes(Encoding.Latin1.GetBytes(broken.Signature))) }
                : broken with { Body = Bytes(broken.Body.ToArray()) };
        }
        while (random.Next(3) == 0);
        return broken;
    }

    private byte[] Bytes(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var until = Math.Min(bytes.Length, at + random.Next(1, 12));
        return random.Next(7) switch
        {
            0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[until..]],
            2 => bytes[..at],
            3 => [.. bytes, .. bytes[at..until]],
            4 => [.. bytes.Select((octet, index) => index == at ? (byte)(octet ^ (1 << random.Next(8))) : octet)],
            5 => [.. bytes[..at], .. "&=%"u8[random.Next(3)..], .. bytes[at..]],
            _ => [.. Enumerable.Range(0, random.Next(200)).Select(_ => (byte)random.Next(256))],
        };
    }
}

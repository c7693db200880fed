using System.Net;
using System.Net.Sockets;

namespace MemberHub.Platform.Security;

/// <summary>
/// What counts as one network: an IPv4 address alone, because whole blocks of them are shared by strangers, and the /64 of an IPv6 address, because that is what
/// one household or hospital is given and may change addresses in at will.
/// </summary>
public static class ClientNetwork
{
    private const int Ipv6Bytes = 8;

    /// <summary>The network of an address as <see cref="RequestOrigin.Of"/> gives it, such as 203.0.113.7 or 2001:db8:1:2::/64; empty for none.</summary>
    public static string Of(string origin)
    {
        if (!IPAddress.TryParse(origin, out var address))
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, Ipv6Bytes, bytes.Length - Ipv6Bytes);
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>Reads an address such as 203.0.113.7 or a block such as 203.0.113.0/24. Throws <see cref="FormatException"/> where it is neither.</summary>
    public static IPNetwork Parse(string text) =>
        IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);

    /// <summary>Whether the address lies in one of the blocks.</summary>
    public static bool IsIn(string origin, IEnumerable<string> blocks) =>
        IPAddress.TryParse(origin, out var address) && blocks.Any(block => Parse(block).Contains(address));

    /// <summary>Whether all of these can be read.</summary>
    public static bool AreValid(IEnumerable<string> blocks) => blocks.All(block => IPAddress.TryParse(block, out _) || IPNetwork.TryParse(block, out _));
}

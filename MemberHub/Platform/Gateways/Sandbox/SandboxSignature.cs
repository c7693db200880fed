using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>
/// How portal and sandbox sign what they send each other, in the header <see cref="Header"/>: <c>t=seconds,v1=hex</c>, HMAC-SHA256 with
/// the common secret over the seconds since 1970 (UTC), a full stop and the raw body.
/// </summary>
public static class SandboxSignature
{
    public const string Header = "Sandbox-Signature";

    /// <summary>How far the sender's clock may be from ours: 300 seconds either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>The header's value.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret, DateTime nowUtc)
    {
        var seconds = new DateTimeOffset(nowUtc).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(Mac(seconds, body, secret))}");
    }

    /// <summary>The header was made with this secret for this body, not long ago.</summary>
    public static bool IsGenuine(string header, ReadOnlySpan<byte> body, string secret, DateTime nowUtc)
    {
        if (header.Split(',') is not [['t', '=', .. var time], ['v', '1', '=', .. var mac]]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)seconds - new DateTimeOffset(nowUtc).ToUnixTimeSeconds()) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(mac), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mac(seconds, body, secret))));
    }

    private static byte[] Mac(long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}

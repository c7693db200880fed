using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>
/// The check value (sps_hashcode) of a request or of a result: hex over the UTF-8 of all values, trimmed and without separator, and
/// the key. The forms travel in CP932 all the same; only the browser's return is hashed over CP932, and nothing of that is believed.
/// </summary>
internal static class SbPaymentHash
{
    /// <returns>Lower-case hex digits.</returns>
    public static string Of(IEnumerable<string> values, string key, SbPaymentHashAlgorithm algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm == SbPaymentHashAlgorithm.SHA256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        foreach (var value in values.Append(key))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(value.Trim(' ')));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>In either letter case, and in a time that says nothing about where they differ.</summary>
    public static bool Matches(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.ToLowerInvariant()));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Features.Invoicing;

/// <summary>One press makes several orders, and each of them has a request key of its own.</summary>
internal static class OrderKey
{
    /// <summary>32 hex digits, the same for the same press and part.</summary>
    public static string Of(string requestKey, long part) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{requestKey}:{part}"))))[..32];
}

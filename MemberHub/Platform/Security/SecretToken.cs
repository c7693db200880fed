using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Platform.Security;

/// <summary>A random secret of 256 bits that is given away once, in a link or a cookie. The database keeps its <see cref="Hash"/> only.</summary>
/// <param name="Text">43 characters that need no escaping in an address or a cookie (base64url).</param>
/// <param name="Hash">SHA-256 of the text, 64 hexadecimal digits in lower case.</param>
public readonly record struct SecretToken(string Text, string Hash)
{
    public const int HashLength = 64;

    private const int TextLength = 43;

    public static SecretToken Create()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(text, HashOf(text));
    }

    /// <summary>The hash under which the token would be kept. Text that cannot be a token hashes to what no token has: an empty string.</summary>
    public static string HashOf(string? text) =>
        text?.Length == TextLength ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) : "";

    /// <summary>Hides the secret from logs and debuggers.</summary>
    public override string ToString() => nameof(SecretToken);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain;

namespace MemberHub.Platform.Security;

/// <summary>
/// Codes of an authenticator app (ワンタイムコード) after RFC 6238: HMAC-SHA-1 over the number of 30-second steps since 1970, cut to six digits. These
/// are the values that every app assumes when an address names none.
/// </summary>
public static class Totp
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>Bytes of a secret: as many as the hash has (RFC 4226, section 4).</summary>
    public const int SecretLength = 20;

    /// <summary>So many steps a clock may be ahead or behind.</summary>
    public const long Tolerance = 1;

    private const int SecondsPerStep = 30;
    private const int Modulus = 1_000_000;

    /// <summary>A new secret, random.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>The step that a time lies in.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / SecondsPerStep;

    /// <summary>The six digits of a step.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 says SHA-1 and authenticator apps know nothing else; as a keyed hash it is sound.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % Modulus).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>
    /// The step whose code was typed, or null. Only steps after <paramref name="usedStep"/> count, so that a code that was looked over a shoulder
    /// opens nothing twice.
    /// </summary>
    /// <param name="typed">Six digits; blanks in between and digits of full width do no harm.</param>
    public static long? StepOf(ReadOnlySpan<byte> secret, string typed, DateTimeOffset time, long usedStep)
    {
        var code = Encoding.ASCII.GetBytes(Canonical(typed));
        long? found = null;
        var now = StepAt(time);
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(code, Encoding.ASCII.GetBytes(CodeOf(secret, step))) && step > usedStep)
            {
                found ??= step;
            }
        }

        return found;
    }

    /// <summary>The otpauth address that an authenticator app reads from a QR code.</summary>
    /// <param name="issuer">Whose portal it is; shown in the app.</param>
    /// <param name="account">Who signs in; shown in the app.</param>
    public static string Address(ReadOnlySpan<byte> secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32.Encode(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    private static string Canonical(string typed) => string.Concat(typed.Normalized(NormalizationForm.FormKC).Where(sign => !char.IsWhiteSpace(sign)));
}

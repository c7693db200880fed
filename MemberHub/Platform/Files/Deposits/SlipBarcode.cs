using System.Globalization;
using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>
/// The GS1-128 of a convenience store slip: 44 digits, <c>91</c>, maker 6, free 21, reissue 1, due day 6, stamp 1, amount 6, check digit. Data
/// files write <c>EAN</c> before it.
/// </summary>
/// <param name="Free">The 21 digits that the issuer may use.</param>
public readonly record struct SlipBarcode(string Digits, string Free, Yen Amount)
{
    public const int Length = 44;

    private const string Prefix = "EAN";

    public static bool TryParse(string text, out SlipBarcode barcode)
    {
        var digits = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var sound = digits.Length == Length && digits.All(char.IsAsciiDigit) && digits.StartsWith("91", StringComparison.Ordinal) && CheckDigit(digits.AsSpan(0, Length - 1)) == digits[^1];
        barcode = sound ? new SlipBarcode(digits, digits[8..29], new Yen(long.Parse(digits.AsSpan(37, 6), CultureInfo.InvariantCulture))) : default;
        return sound;
    }

    /// <summary>Modulus 10, weights 3 and 1 from the right.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}

using System.Text;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>The encoding in which the company's forms travel: Shift_JIS as Windows knows it, which has 髙 and 﨑.</summary>
internal static class Cp932
{
    /// <summary>Stands for what the encoding does not have (the geta mark, ゲタ).</summary>
    public const char Replacement = '〓';

    // Unicode has two signs each for these; browsers and Windows write them from the second.
    private const string Doubles = "〜～−－‖∥—―¢￠£￡¬￢\u00A0 ";

    private static readonly Encoding Lenient =
        CodePagesEncodingProvider.Instance.GetEncoding(932, new EncoderReplacementFallback(Replacement.ToString()), DecoderFallback.ReplacementFallback)!;
    private static readonly Encoding Strict =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>
    /// The text as it arrives at the other end: variation selectors are dropped, since they only choose a shape; control, private and
    /// all other signs outside the encoding become 〓. Has to come before hashing, or the two ends hash different texts.
    /// </summary>
    public static string Transportable(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVariationSelector(rune))
            {
                continue;
            }

            var doubled = rune.IsBmp ? Doubles.IndexOf((char)rune.Value) : -1;
            _ = doubled >= 0 ? plain.Append(Doubles[doubled | 1])
                : !rune.IsBmp || Rune.IsControl(rune) || rune.Value is >= 0xE000 and <= 0xF8FF ? plain.Append(Replacement)
                : plain.Append(rune.ToString());
        }

        return Lenient.GetString(Lenient.GetBytes(plain.ToString()));
    }

    public static byte[] Encode(string transportable) => Lenient.GetBytes(transportable);

    public static int Length(string transportable) => Lenient.GetByteCount(transportable);

    /// <summary>Null when the bytes are not CP932.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}

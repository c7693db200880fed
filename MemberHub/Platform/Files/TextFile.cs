using System.Text;
using MemberHub.Domain;

namespace MemberHub.Platform.Files;

/// <summary>The text of a file from an office computer: UTF-8 with or without byte order mark, or CP932 as Japanese Excel and other programs write it.</summary>
/// <param name="Utf8">The whole text in UTF-8, without a byte order mark.</param>
/// <param name="Encoding">The encoding it had; writing with it gives a file that opens where this one came from.</param>
public sealed record TextFile(ReadOnlyMemory<byte> Utf8, Encoding Encoding)
{
    // In CP932 text of any length three characters that look like UTF-8 do not come before the first that does not.
    private const int ConvincingCharacters = 3;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly Encoding Cp932 =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Recognises the encoding, or refuses with <see cref="UnknownEncoding"/> naming the first byte that does not fit.</summary>
    public static Result<TextFile> Recognise(ReadOnlyMemory<byte> bytes)
    {
        var hasMark = bytes.Span.StartsWith(Utf8WithMark.Preamble);
        var text = hasMark ? bytes[Utf8WithMark.Preamble.Length..] : bytes;
        if (FirstInvalid(StrictUtf8, text.Span) is not { } brokenUtf8)
        {
            return new TextFile(text, hasMark ? Utf8WithMark : StrictUtf8);
        }

        if (hasMark || WideCharacters(text.Span[..brokenUtf8]) >= ConvincingCharacters)
        {
            return UnknownEncoding.At(bytes.Span, bytes.Length - text.Length + brokenUtf8);
        }

        var plain = TwiceInCp932.ToDecodable(bytes.Span);
        if (FirstInvalid(Cp932, plain) is { } brokenCp932)
        {
            return UnknownEncoding.At(bytes.Span, Math.Max(brokenUtf8, brokenCp932));
        }

        var decoded = Cp932.GetString(plain);
        return decoded.AsSpan().IndexOfAny("\u0080\u00A0\uF8F1\uF8F2\uF8F3") is >= 0 and var index
            ? UnknownEncoding.At(bytes.Span, Cp932.GetByteCount(decoded.AsSpan(0, index)))
            : new TextFile(StrictUtf8.GetBytes(decoded), Cp932);
    }

    private static int? FirstInvalid(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            encoding.GetCharCount(bytes);
            return null;
        }
        catch (DecoderFallbackException invalid)
        {
            return Math.Clamp(invalid.Index, 0, bytes.Length - 1);
        }
    }

    private static int WideCharacters(ReadOnlySpan<byte> validUtf8)
    {
        var count = 0;
        foreach (var lead in validUtf8)
        {
            count += lead >= 0xE0 ? 1 : 0;
        }

        return count;
    }
}

/// <summary>The bytes are neither UTF-8 nor CP932.</summary>
/// <param name="Offset">The first byte that fits neither, counted from 0.</param>
/// <param name="Line">The line it stands in, counted from 1.</param>
public sealed record UnknownEncoding(long Offset, int Line) : Refusal
{
    internal static UnknownEncoding At(ReadOnlySpan<byte> bytes, int offset) => new(offset, bytes[..offset].Count((byte)'\n') + 1);
}

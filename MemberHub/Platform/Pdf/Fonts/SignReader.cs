using System.Globalization;
using System.Text;
using MemberHub.Domain;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>Walks over a text sign by sign. Unpaired surrogates count as signs the font lacks; nothing is passed over.</summary>
internal ref struct SignReader(TrueTypeFont font, ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    public Sign Current { get; private set; }

    public bool MoveNext()
    {
        if (next >= text.Length)
        {
            return false;
        }

        var start = next;
        var first = Take();
        Current = Followed(start, first) ?? Alone(start, first);
        return true;
    }

    private int Take()
    {
        Rune.DecodeFromUtf16(text[next..], out var rune, out var length);
        // The lone half of a pair stays itself, so that the text of the document still shows what came in.
        var codePoint = length == 1 ? text[next] : rune.Value;
        next += length;
        return codePoint;
    }

    private readonly Sign Alone(int start, int first)
    {
        var glyph = font.GlyphOf(first);
        return glyph == 0
            ? new Sign(start, next - start, first, 0, font.MissingGlyph, Lacking: true)
            : new Sign(start, next - start, first, 0, glyph, Lacking: false);
    }

    /// <summary>The sign together with the selector or combining mark behind it; null when neither stands there.</summary>
    private Sign? Followed(int start, int first)
    {
        if (next >= text.Length || text[next] < '\u0300')
        {
            return null;
        }

        var before = next;
        var second = Take();
        if (IsSelector(second))
        {
            // The plain form of a name is nearer to what was meant than 〓; the caller is told all the same.
            var plain = font.GlyphOf(first);
            return font.VariantOf(first, second) is { } variant
                ? new Sign(start, next - start, first, second, variant, Lacking: false)
                : new Sign(start, next - start, first, second, plain == 0 ? font.MissingGlyph : plain, Lacking: true);
        }

        if (IsMark(second) && Compose(text[start..next]) is { } composed && font.GlyphOf(composed) is > 0 and var glyph)
        {
            return new Sign(start, next - start, first, second, glyph, Lacking: false);
        }

        next = before;
        return null;
    }

    private static bool IsSelector(int codePoint) => codePoint is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsMark(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.NonSpacingMark;

    private static int? Compose(ReadOnlySpan<char> pair)
    {
        var composed = pair.ToString().Normalized();
        return Rune.DecodeFromUtf16(composed, out var rune, out var length) == System.Buffers.OperationStatus.Done && length == composed.Length
            ? rune.Value
            : null;
    }
}

namespace MemberHub.Platform.Pdf.Layout;

/// <summary>A sign of a text as the line breaker sees it.</summary>
/// <param name="Start">The index of its first char.</param>
/// <param name="CodePoint">The character, without its selector or mark.</param>
/// <param name="Width">In any unit, the same as the line's.</param>
public readonly record struct MeasuredSign(int Start, int CodePoint, double Width);

/// <summary>A line: which chars of the text stand on it, spaces and the line feed at its end included, and how wide it is without them.</summary>
public readonly record struct BrokenLine(int Start, int End, double Width);

/// <summary>Breaks text into lines as wide as the space allows.</summary>
public static class LineBreaker
{
    // Widths are sums of fractions; without it a text would not fit into its own width.
    private const double Tolerance = 1e-6;

    /// <summary>
    /// The lines of a text. No line is wider than <paramref name="width"/> unless a single sign is; a word that does not fit is torn.
    /// A line feed always breaks.
    /// </summary>
    /// <param name="signs">The text sign by sign.</param>
    /// <param name="length">The length of the text in chars.</param>
    /// <param name="width">The width of a line.</param>
    /// <param name="spacing">What is added between two signs.</param>
    /// <param name="byPhrase">Names and sentences: rather end a line between phrases than fill it.</param>
    public static List<BrokenLine> Break(IReadOnlyList<MeasuredSign> signs, int length, double width, double spacing = 0, bool byPhrase = false)
    {
        var lines = new List<BrokenLine>();
        for (var first = 0; first < signs.Count;)
        {
            var next = EndOfLine(signs, first, width, spacing, byPhrase);
            lines.Add(new BrokenLine(signs[first].Start, next < signs.Count ? signs[next].Start : length, WidthOf(signs, first, next, spacing)));
            first = next;
        }

        if (signs.Count == 0 || signs[^1].CodePoint == '\n')
        {
            lines.Add(new BrokenLine(length, length, 0));
        }

        return lines;
    }

    private static int EndOfLine(IReadOnlyList<MeasuredSign> signs, int first, double width, double spacing, bool byPhrase)
    {
        var (used, allowed, phrase, space, part) = (0.0, -1, -1, -1, -1);
        for (var index = first; index < signs.Count; index++)
        {
            var sign = signs[index];
            if (index > first)
            {
                var before = signs[index - 1].CodePoint;
                var quality = LineBreaking.QualityOf(before, sign.CodePoint);
                allowed = quality != BreakQuality.Forbidden ? index : allowed;
                // A line that ends much too early looks worse than one that ends within a phrase.
                phrase = quality == BreakQuality.Phrase && used > width * 2 / 3 ? index : phrase;
                space = quality == BreakQuality.Space && used > width / 3 ? index : space;
                part = LineBreaking.EndsPart(before) ? index : part;
            }

            if (sign.CodePoint == '\n')
            {
                return index + 1;
            }

            used += sign.Width;
            if (used > width + Tolerance && !LineBreaking.IsSpace(sign.CodePoint))
            {
                int[] places = byPhrase ? [space, phrase, allowed, part, index] : [allowed, part, index];
                return Math.Max(places.First(place => place >= first), first + 1);
            }

            used += spacing;
        }

        return signs.Count;
    }

    private static double WidthOf(IReadOnlyList<MeasuredSign> signs, int first, int end, double spacing)
    {
        while (end > first && (signs[end - 1].CodePoint == '\n' || LineBreaking.IsSpace(signs[end - 1].CodePoint)))
        {
            end--;
        }

        var width = 0.0;
        for (var index = first; index < end; index++)
        {
            width += signs[index].Width;
        }

        return width + (spacing * Math.Max(0, end - first - 1));
    }
}

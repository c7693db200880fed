using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf.Layout;

/// <summary>On which side of its space a text stands.</summary>
public enum Alignment
{
    Left,
    Center,
    Right,
}

/// <summary>Text broken into lines for a space of a given width. Lengths are millimetres.</summary>
public sealed class TextBlock
{
    private readonly string text;
    private readonly double space;
    private readonly Alignment alignment;
    private readonly List<BrokenLine> lines;

    /// <param name="text">The text; a line feed begins a new line.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="width">The width it may take, mm.</param>
    /// <param name="alignment">Where its lines stand in that width.</param>
    /// <param name="atSpaces">Names and addresses: break at a space where one is near the end of the line.</param>
    public TextBlock(string text, TextStyle style, double width, Alignment alignment = Alignment.Left, bool atSpaces = false)
    {
        this.text = text;
        this.alignment = alignment;
        space = width;
        Style = style;
        lines = LineBreaker.Break(Measure(text, style), text.Length, width, Units.ToMillimetres(style.LetterSpacing), atSpaces);
        Width = lines.Max(line => line.Width);
    }

    public TextStyle Style { get; }

    /// <summary>The width of its widest line.</summary>
    public double Width { get; }

    /// <summary>The width of its last line.</summary>
    public double LastWidth => lines[^1].Width;

    public int LineCount => lines.Count;

    public double Height => lines.Count * Style.LineHeight;

    /// <summary>
    /// The text in at most <paramref name="maxLines"/> lines by making it smaller, half a point at a time, down to
    /// <paramref name="smallest"/> points; what does not fit even then takes more lines.
    /// </summary>
    public static TextBlock Fit(string text, TextStyle style, double width, int maxLines, double smallest, Alignment alignment = Alignment.Left, bool atSpaces = false)
    {
        var block = new TextBlock(text, style, width, alignment, atSpaces);
        for (var size = style.Size - 0.5; block.lines.Count > maxLines && size >= smallest; size -= 0.5)
        {
            block = new TextBlock(text, style with { Size = size, LetterSpacing = style.LetterSpacing * size / style.Size }, width, alignment, atSpaces);
        }

        return block;
    }

    /// <summary>Prints it with its top-left corner at (x, top) and answers where it ends.</summary>
    public double Draw(PdfPage page, double x, double top)
    {
        foreach (var line in lines)
        {
            var printed = text.AsSpan(line.Start, line.End - line.Start).TrimEnd("\n \t\u3000");
            if (printed.Length > 0)
            {
                var free = space - line.Width;
                var indent = alignment switch { Alignment.Right => free, Alignment.Center => free / 2, _ => 0 };
                page.Text(printed, x + indent, top + Style.Baseline, Style);
            }

            top += Style.LineHeight;
        }

        return top;
    }

    private static List<MeasuredSign> Measure(string text, TextStyle style)
    {
        var signs = new List<MeasuredSign>(text.Length);
        for (var reader = new SignReader(style.Font, text); reader.MoveNext();)
        {
            var sign = reader.Current;
            var width = sign.First == '\n' ? 0 : Units.ToMillimetres(style.Font.AdvanceOf(sign.Glyph) * style.Size / 1000);
            signs.Add(new MeasuredSign(sign.Start, sign.First, width));
        }

        return signs;
    }
}

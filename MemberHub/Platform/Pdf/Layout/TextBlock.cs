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
    /// <param name="byPhrase">Names and sentences: rather end a line between phrases than fill it.</param>
    public TextBlock(string text, TextStyle style, double width, Alignment alignment = Alignment.Left, bool byPhrase = false)
    {
        this.text = text;
        this.alignment = alignment;
        space = width;
        Style = style;
        lines = LineBreaker.Break(Measure(text, style), text.Length, width, Units.ToMillimetres(style.LetterSpacing), byPhrase);
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
    /// A name in as few lines as it can have: it is made smaller, half a point at a time down to <paramref name="smallest"/> points,
    /// where that saves a line. Several lines are made about equally long.
    /// </summary>
    public static TextBlock Fit(string text, TextStyle style, double width, double smallest)
    {
        for (var lines = 1; ; lines++)
        {
            for (var size = style.Size; size >= smallest || size == style.Size; size -= 0.5)
            {
                var smaller = style with { Size = size, LetterSpacing = style.LetterSpacing * size / style.Size };
                var block = new TextBlock(text, smaller, width, byPhrase: true);
                if (block.LineCount <= lines)
                {
                    return lines == 1 ? block : Balanced(text, smaller, width, block);
                }
            }
        }
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

    private static TextBlock Balanced(string text, TextStyle style, double width, TextBlock block)
    {
        var narrowest = width / 2;
        while (width - narrowest > 1)
        {
            var middle = (narrowest + width) / 2;
            var narrower = new TextBlock(text, style, middle, byPhrase: true);
            (block, narrowest, width) = narrower.LineCount == block.LineCount ? (narrower, narrowest, middle) : (block, middle, width);
        }

        return block;
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

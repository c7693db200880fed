using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>How text looks.</summary>
/// <param name="Font">The font.</param>
/// <param name="Size">The font size in points.</param>
public sealed record TextStyle(TrueTypeFont Font, double Size)
{
    /// <summary>Black unless said.</summary>
    public PdfColor Color { get; init; }

    /// <summary>Space between two signs, in points; 字間.</summary>
    public double LetterSpacing { get; init; }

    /// <summary>The distance of two baselines as a multiple of the size; 行送り.</summary>
    public double Leading { get; init; } = 1.55;

    /// <summary>The height of one line in mm.</summary>
    public double LineHeight => Units.ToMillimetres(Size * Leading);

    /// <summary>From the top of a line to its baseline in mm: the em box stands in the middle of the line.</summary>
    public double Baseline => Units.ToMillimetres(Size * (Leading + ((Font.Ascent + Font.Descent) / 1000.0)) / 2);

    /// <summary>How wide a text is in mm, on one line.</summary>
    public double WidthOf(ReadOnlySpan<char> text)
    {
        var (advance, count) = (0, 0);
        for (var signs = new SignReader(Font, text); signs.MoveNext(); count++)
        {
            advance += Font.AdvanceOf(signs.Current.Glyph);
        }

        return Units.ToMillimetres((advance * Size / 1000) + (LetterSpacing * Math.Max(0, count - 1)));
    }
}

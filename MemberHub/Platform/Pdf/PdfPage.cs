using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// A page. Places and lengths are millimetres from the top-left corner, font sizes are points. Later drawing lies over earlier drawing.
/// </summary>
public sealed class PdfPage : IDisposable
{
    // How far the handles of four curves lie from the corners when they make a circle of radius 1.
    private const double CircleHandle = 0.5522847498;

    private readonly PdfDocument document;
    private GraphicsState state = GraphicsState.Initial;

    internal PdfPage(PdfDocument document, double width, double height) => (this.document, Width, Height) = (document, width, height);

    /// <summary>In mm.</summary>
    public double Width { get; }

    /// <summary>In mm.</summary>
    public double Height { get; }

    internal ByteWriter Content { get; } = new();

    /// <summary>Prints one line of text with its left edge at <paramref name="x"/>, standing on <paramref name="baseline"/>.</summary>
    public void Text(ReadOnlySpan<char> text, double x, double baseline, TextStyle style)
    {
        BeginText(style);
        Point(x, baseline).Write("Td\n"u8);
        EndText(text, style);
    }

    /// <summary>
    /// Prints one line of text around a point: its middle is at (<paramref name="x"/>, <paramref name="y"/>), both ways, and it is
    /// turned clockwise by <paramref name="degrees"/>.
    /// </summary>
    public void TurnedText(ReadOnlySpan<char> text, double x, double y, double degrees, TextStyle style)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var back = -style.WidthOf(text) / 2;
        var down = Units.ToMillimetres(style.Size * (style.Font.Ascent + style.Font.Descent) / 2000);
        BeginText(style);
        Content.Number(cosine).Write(" "u8).Number(-sine).Write(" "u8).Number(sine).Write(" "u8).Number(cosine).Write(" "u8);
        Point(x + (back * cosine) - (down * sine), y + (back * sine) + (down * cosine)).Write("Tm\n"u8);
        EndText(text, style);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, Stroke stroke)
    {
        Use(stroke);
        Point(x1, y1).Write("m "u8);
        Point(x2, y2).Write("l S\n"u8);
    }

    /// <summary>A box with its top-left corner at (x, y), filled, outlined or both; the outline's middle runs along the edge.</summary>
    /// <param name="radius">How round the corners are, in mm.</param>
    public void Box(double x, double y, double width, double height, Stroke? stroke = null, PdfColor? fill = null, double radius = 0)
    {
        Use(stroke);
        Use(fill);
        if (radius <= 0)
        {
            Point(x, y + height);
            Length(width).Write(" "u8);
            Length(height).Write(" re "u8);
        }
        else
        {
            Rounded(x, y, width, height, radius);
        }

        Paint(stroke, fill);
    }

    /// <summary>A circle around (x, y), filled, outlined or both.</summary>
    public void Circle(double x, double y, double radius, Stroke? stroke = null, PdfColor? fill = null) =>
        Box(x - radius, y - radius, 2 * radius, 2 * radius, stroke, fill, radius);

    /// <summary>A picture with its top-left corner at (x, y), stretched to the size given.</summary>
    public void Image(PdfImage image, double x, double y, double width, double height)
    {
        Content.Write("q "u8);
        Length(width).Write(" 0 0 "u8);
        Length(height).Write(" "u8);
        Point(x, y + height).Write("cm /I"u8).Number((long)document.NumberOf(image)).Write(" Do Q\n"u8);
    }

    /// <summary>Draws like ink over print: what lies below stays as dark as it was (multiply).</summary>
    public void Overprint(Action<PdfPage> draw)
    {
        var before = state;
        Content.Write("q /Multiply gs\n"u8);
        draw(this);
        Content.Write("Q\n"u8);
        state = before;
    }

    /// <summary>Gives the lent memory back; the document calls it.</summary>
    public void Dispose() => Content.Dispose();

    private void BeginText(TextStyle style)
    {
        Use((PdfColor?)style.Color);
        Content.Write("BT "u8);
        var font = document.NumberOf(style.Font);
        if (state.Font != font || state.FontSize != style.Size)
        {
            Content.Write("/F"u8).Number((long)font).Write(" "u8).Number(style.Size).Write(" Tf "u8);
            state = state with { Font = font, FontSize = style.Size };
        }

        if (state.LetterSpacing != style.LetterSpacing)
        {
            Content.Number(style.LetterSpacing).Write(" Tc "u8);
            state = state with { LetterSpacing = style.LetterSpacing };
        }
    }

    private void EndText(ReadOnlySpan<char> text, TextStyle style)
    {
        var subset = document.Fonts[document.NumberOf(style.Font)];
        Content.Write("<"u8);
        for (var signs = new SignReader(style.Font, text); signs.MoveNext();)
        {
            var sign = signs.Current;
            Content.Hex16(subset.NumberOf(sign));
            if (sign.Lacking)
            {
                document.Report(text.Slice(sign.Start, sign.Length).ToString());
            }
        }

        Content.Write("> Tj ET\n"u8);
    }

    private void Rounded(double x, double y, double width, double height, double radius)
    {
        var (right, bottom, handle) = (x + width, y + height, radius * (1 - CircleHandle));
        Point(x + radius, y).Write("m "u8);
        Point(right - radius, y).Write("l "u8);
        Curve(right - handle, y, right, y + handle, right, y + radius);
        Point(right, bottom - radius).Write("l "u8);
        Curve(right, bottom - handle, right - handle, bottom, right - radius, bottom);
        Point(x + radius, bottom).Write("l "u8);
        Curve(x + handle, bottom, x, bottom - handle, x, bottom - radius);
        Point(x, y + radius).Write("l "u8);
        Curve(x, y + handle, x + handle, y, x + radius, y);
        Content.Write("h "u8);
    }

    private void Curve(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        Point(x1, y1);
        Point(x2, y2);
        Point(x3, y3).Write("c "u8);
    }

    private void Paint(Stroke? stroke, PdfColor? fill) =>
        Content.Write(stroke is null ? (fill is null ? "n\n"u8 : "f\n"u8) : (fill is null ? "S\n"u8 : "B\n"u8));

    private void Use(Stroke? stroke)
    {
        if (stroke is not { } line)
        {
            return;
        }

        if (state.LineWidth != line.Width)
        {
            Length(line.Width).Write(" w\n"u8);
        }

        if (state.StrokeColor != line.Color)
        {
            line.Color.WriteStroke(Content);
        }

        state = state with { LineWidth = line.Width, StrokeColor = line.Color };
    }

    private void Use(PdfColor? fill)
    {
        if (fill is { } color && state.FillColor != color)
        {
            color.WriteFill(Content);
            state = state with { FillColor = color };
        }
    }

    private ByteWriter Point(double x, double y) =>
        Content.Number(Units.ToPoints(x)).Write(" "u8).Number(Units.ToPoints(Height - y)).Write(" "u8);

    private ByteWriter Length(double millimetres) => Content.Number(Units.ToPoints(millimetres));

    /// <summary>What the page already has set, so that it is not said again.</summary>
    private readonly record struct GraphicsState(
        PdfColor FillColor, PdfColor StrokeColor, double LineWidth, int Font, double FontSize, double LetterSpacing)
    {
        public static readonly GraphicsState Initial = new(PdfColor.Black, PdfColor.Black, Units.ToMillimetres(1), -1, 0, 0);
    }
}

using System.Globalization;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Papers;

/// <summary>Draws a society's seal (角印・丸印), from its words in vermilion, or its scan: the only colour on our paper.</summary>
internal sealed class SealDrawing(TrueTypeFont font, SealPictures? pictures)
{
    /// <summary>The side or diameter in mm.</summary>
    public const double Size = 22;

    private const double RingMiddle = 7.6, CenterRadius = 5.2;

    private static readonly PdfColor Vermilion = new(0.769, 0.157, 0.11);

    /// <summary>Draws it with its top-left corner at (x, y), mm. Nothing is drawn for a society without a seal.</summary>
    public void Draw(Seal seal, PdfPage page, double x, double y)
    {
        switch (seal.Shape)
        {
            case SealShape.Square:
                page.Box(x + 0.6, y + 0.6, Size - 1.2, Size - 1.2, new Stroke(1, Vermilion), radius: 1);
                Columns(Signs(seal.Text), page, x + (Size / 2), y + (Size / 2), Size - 3.1);
                break;
            case SealShape.Round:
                Round(seal, page, x + (Size / 2), y + (Size / 2));
                break;
            case SealShape.Picture:
                Picture(seal.Picture, page, x, y);
                break;
        }
    }

    // As ink: white paper around the seal, or nothing, hides nothing of what is printed.
    private void Picture(string sha256, PdfPage page, double x, double y)
    {
        var image = (pictures ?? throw new InvalidOperationException("These papers know no scanned seals.")).Find(sha256);
        var scale = Size / Math.Max(image.Width, image.Height);
        var (width, height) = (image.Width * scale, image.Height * scale);
        page.Overprint(ink => ink.Image(image, x + ((Size - width) / 2), y + ((Size - height) / 2), width, height));
    }

    /// <summary>Signs in a square field, in columns from right to left; the first columns take one more where it does not come out even.</summary>
    private void Columns(string[] signs, PdfPage page, double x, double y, double side)
    {
        var longest = (int)Math.Ceiling(Math.Sqrt(signs.Length));
        var columns = (signs.Length + longest - 1) / Math.Max(1, longest);
        var style = Style(side / Math.Max(1, longest));
        for (var (column, next) = (0, 0); column < columns; column++)
        {
            var middle = x + (side / 2) - ((column + 0.5) * side / columns);
            var rows = (signs.Length / columns) + (column < signs.Length % columns ? 1 : 0);
            for (var row = 0; row < rows; row++, next++)
            {
                page.TurnedText(signs[next], middle, y - (side / 2) + ((row + 0.5) * side / rows), 0, style);
            }
        }
    }

    private void Round(Seal seal, PdfPage page, double x, double y)
    {
        page.Circle(x, y, (Size / 2) - 0.7, new Stroke(0.9, Vermilion));
        page.Circle(x, y, CenterRadius, new Stroke(0.45, Vermilion));
        Columns(Signs(seal.Center), page, x, y, CenterRadius * 1.42);

        var ring = Signs(seal.Text);
        var step = Math.Min(44, 360.0 / (ring.Length + 1));
        var style = Style(Math.Min(3.8, RingMiddle * step * Math.PI / 180 * 0.92));
        for (var index = 0; index < ring.Length; index++)
        {
            var degrees = step * (index - ((ring.Length - 1) / 2.0));
            var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
            page.TurnedText(ring[index], x + (RingMiddle * sine), y - (RingMiddle * cosine), degrees, style);
        }
    }

    private TextStyle Style(double millimetres) => new(font, Math.Round(millimetres * 72 / 25.4, 2)) { Color = Vermilion };

    private static string[] Signs(string text)
    {
        var signs = new List<string>();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            signs.Add(elements.GetTextElement());
        }

        return [.. signs];
    }
}

using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// A PDF document, built in memory. The same calls make the same bytes. One thread at a time; fonts and images are shared freely.
/// </summary>
public sealed class PdfDocument(PdfInfo info) : IDisposable
{
    private readonly List<PdfPage> pages = [];
    private readonly List<FontSubset> fonts = [];
    private readonly List<PdfImage> images = [];
    private readonly List<LackingText> lacking = [];

    public PdfInfo Info => info;

    public IReadOnlyList<PdfPage> Pages => pages;

    /// <summary>What the fonts could not show, each once, in the order of first use. Empty when everything was printed as it should be.</summary>
    public IReadOnlyList<LackingText> Lacking => lacking;

    internal IReadOnlyList<FontSubset> Fonts => fonts;

    internal IReadOnlyList<PdfImage> Images => images;

    /// <summary>Adds a page at the end: upright A4, or as wide and high as is said, mm.</summary>
    public PdfPage AddPage(double width = Units.A4Width, double height = Units.A4Height)
    {
        var page = new PdfPage(this, width, height);
        pages.Add(page);
        return page;
    }

    /// <summary>The finished file.</summary>
    public byte[] ToBytes()
    {
        using var file = new PdfFile();
        DocumentWriter.Write(this, file);
        return file.Bytes.ToArray();
    }

    public void Dispose() => pages.ForEach(page => page.Dispose());

    /// <summary>The number of a font in this document, from 0.</summary>
    internal int NumberOf(TrueTypeFont font)
    {
        var number = fonts.FindIndex(subset => ReferenceEquals(subset.Font, font));
        if (number < 0)
        {
            number = fonts.Count;
            fonts.Add(new FontSubset(font));
        }

        return number;
    }

    /// <summary>The number of an image in this document, from 0; the same image is stored once.</summary>
    internal int NumberOf(PdfImage image)
    {
        var number = images.IndexOf(image);
        if (number < 0)
        {
            number = images.Count;
            images.Add(image);
        }

        return number;
    }

    internal void Report(string text)
    {
        var entry = new LackingText(text);
        if (!lacking.Contains(entry))
        {
            lacking.Add(entry);
        }
    }
}

using MemberHub.Platform.Pdf.Fonts;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// A PDF document: built in memory and taken as a whole (<see cref="ToBytes"/>), or sent to a stream while it grows, for as many pages as are
/// wanted (<see cref="SendPagesAsync"/>, then <see cref="FinishAsync"/>). The same calls make the same bytes, and both ways make the same. One
/// thread at a time; fonts and images are shared freely.
/// </summary>
public sealed class PdfDocument(PdfInfo info) : IDisposable
{
    // Smaller pieces would cost a call to the network for each page.
    private const int Piece = 16 * 1024;

    private readonly List<PdfPage> pages = [];
    private readonly List<FontSubset> fonts = [];
    private readonly List<PdfImage> images = [];
    private readonly List<LackingText> lacking = [];
    private DocumentWriter? writer;

    public PdfInfo Info => info;

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

    /// <summary>The finished file. Throws where pages were sent.</summary>
    public byte[] ToBytes()
    {
        if (writer is not null)
        {
            throw new InvalidOperationException("Pages of this document were sent; it ends with FinishAsync.");
        }

        using var whole = new DocumentWriter(this);
        pages.ForEach(whole.Write);
        whole.Finish();
        return whole.Waiting.ToArray();
    }

    /// <summary>
    /// All pages so far are finished: nothing can be drawn on them any more, and their memory is given back. They leave in pieces of some
    /// kilobytes, so not necessarily at once.
    /// </summary>
    public async Task SendPagesAsync(Stream target, CancellationToken cancel)
    {
        var file = TakePages();
        if (file.Waiting.Length >= Piece)
        {
            await file.SendAsync(target, cancel);
        }
    }

    /// <summary>Sends what is left, with the fonts and the table at the end of the file.</summary>
    public async Task FinishAsync(Stream target, CancellationToken cancel)
    {
        var file = TakePages();
        file.Finish();
        await file.SendAsync(target, cancel);
    }

    public void Dispose()
    {
        pages.ForEach(page => page.Dispose());
        writer?.Dispose();
    }

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

    private DocumentWriter TakePages()
    {
        writer ??= new DocumentWriter(this);
        foreach (var page in pages)
        {
            writer.Write(page);
            page.Dispose();
        }

        pages.Clear();
        return writer;
    }
}

namespace MemberHub.Platform.Pdf.Layout;

/// <summary>The white edges of a page, mm.</summary>
public readonly record struct Margins(double Top, double Right, double Bottom, double Left);

/// <summary>A pen that goes down the pages of a document and begins a new one where the space ends. Lengths are millimetres.</summary>
public sealed class PageFlow
{
    private readonly PdfDocument document;
    private readonly Margins margins;
    private readonly List<PdfPage> pages = [];

    public PageFlow(PdfDocument document, Margins margins)
    {
        this.document = document;
        this.margins = margins;
        Page = Begin();
    }

    /// <summary>The page being written.</summary>
    public PdfPage Page { get; private set; }

    /// <summary>Where the next thing is put, from the top of the page.</summary>
    public double Y { get; set; }

    public double Left => margins.Left;

    public double Right => Units.A4Width - margins.Right;

    public double Width => Right - Left;

    /// <summary>Where the space of a page ends.</summary>
    public double Bottom => Units.A4Height - margins.Bottom;

    /// <summary>Begins a new page unless this much space is left; answers whether it did. What is higher than a page begins one too.</summary>
    public bool Require(double height)
    {
        if (Y + height <= Bottom + 0.001 || Y <= margins.Top)
        {
            return false;
        }

        Page = Begin();
        return true;
    }

    /// <summary>Once all pages of this flow exist: draws on each what says its number n of m.</summary>
    public void NumberPages(Action<PdfPage, int, int> draw)
    {
        for (var index = 0; index < pages.Count; index++)
        {
            draw(pages[index], index + 1, pages.Count);
        }
    }

    private PdfPage Begin()
    {
        var page = document.AddPage();
        pages.Add(page);
        Y = margins.Top;
        return page;
    }
}

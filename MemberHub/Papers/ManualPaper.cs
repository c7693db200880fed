using System.Globalization;
using MemberHub.Domain.Help;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>What a manual says.</summary>
/// <param name="Pictures">PNG files by the name that the book gives them.</param>
/// <param name="Society">The society's name in the manual's language.</param>
/// <param name="Day">The day in Japan on which it was printed.</param>
public sealed record ManualContent(HelpBook Book, IReadOnlyDictionary<string, byte[]> Pictures, string Society, Issuer Office, DateOnly Day, string Language);

/// <summary>Prints a manual (操作マニュアル, お支払いマニュアル) on A4: chapters with sections, a picture of the page at the right of what is said about it.</summary>
public sealed class ManualPaper(JapaneseFonts fonts)
{
    private const double PictureWidth = 54, PictureGap = 8, SectionGap = 7, BlockGap = 1.6, Indent = 6;

    // Nearly a page: a section with a picture stays together unless it is higher.
    private const double Tallest = 250;

    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts));

    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public PrintedPaper Render(ManualContent content, DateTime createdUtc)
    {
        var text = new PapersText(CultureInfo.GetCultureInfo(content.Language));
        using var document = new PdfDocument(new PdfInfo(content.Book.Title, content.Society, createdUtc, content.Language));
        var look = new ManualLook(styles.Value);
        var flow = new PageFlow(document, new Margins(Top: 20, Right: 20, Bottom: 22, Left: 22));
        var pictures = content.Pictures.ToDictionary(picture => picture.Key, picture => PdfImage.Read(picture.Value));
        Cover(flow, content, look, text);
        foreach (var (chapter, number) in content.Book.Groups.Select((group, index) => (group, index + 1)))
        {
            Chapter(flow, chapter, number, look);
            foreach (var entry in chapter.Entries)
            {
                Section(flow, entry, pictures, look);
            }
        }

        flow.NumberPages((page, number, count) => Foot(flow, page, text["ManualFoot", content.Society, content.Book.Title], text["PageOfPages", number, count], look));
        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }

    private static void Cover(PageFlow flow, ManualContent content, ManualLook look, PapersText text)
    {
        Write(flow, content.Society, look.Plain);
        flow.Y += 2;
        Write(flow, content.Book.Title, look.Title);
        flow.Y += 2;
        flow.Page.Line(flow.Left, flow.Y, flow.Right, flow.Y, PaperStyles.StrongRule);
        flow.Y += 4;
        Write(flow, text["ManualDay", text.Day(content.Day)], look.Soft);
        Write(flow, text["ManualOffice", content.Office.Email, content.Office.Phone], look.Soft);
        flow.Y += 8;
        Write(flow, text["ManualContents"], look.Section);
        flow.Y += 1;
        foreach (var (chapter, number) in content.Book.Groups.Select((group, index) => (group, index + 1)))
        {
            Write(flow, $"{number}. {chapter.Title}", look.Plain);
        }

        flow.Y += 6;
    }

    private static void Chapter(PageFlow flow, HelpGroup chapter, int number, ManualLook look)
    {
        flow.Require(70);
        flow.Y += 6;
        Write(flow, $"{number}. {chapter.Title}", look.Chapter);
        flow.Page.Line(flow.Left, flow.Y + 0.8, flow.Right, flow.Y + 0.8, PaperStyles.Rule);
        flow.Y += 5;
    }

    private static void Section(PageFlow flow, HelpEntry entry, Dictionary<string, PdfImage> pictures, ManualLook look)
    {
        List<HelpPicture> shown = [.. entry.Blocks.OfType<HelpPicture>()];
        var width = flow.Width - (shown.Count > 0 ? PictureWidth + PictureGap : 0);
        List<Line> lines = [new(new TextBlock(entry.Title, look.Section, width, byPhrase: true), "", 0), .. entry.Blocks.SelectMany(block => Lines(block, look, width))];
        var high = Math.Max(lines.Sum(line => line.Block.Height + BlockGap), shown.Sum(picture => HeightOf(pictures[picture.Name]) + look.Caption.LineHeight + 3));
        if (shown.Count > 0 && high <= Tallest)
        {
            flow.Require(high);
        }

        var (top, page) = (flow.Y, flow.Page);
        foreach (var line in lines)
        {
            flow.Require(line.Block.Height + (line == lines[0] ? look.Plain.LineHeight * 2 : 0));
            if (line.Mark.Length > 0)
            {
                flow.Page.Text(line.Mark, flow.Left, flow.Y + look.Plain.Baseline, look.Plain);
            }

            flow.Y = line.Block.Draw(flow.Page, flow.Left + line.Indent, flow.Y) + BlockGap;
        }

        var end = page == flow.Page ? Pictures(page, flow, shown, pictures, top, look) : 0;
        flow.Y = Math.Max(flow.Y, end) + SectionGap;
    }

    private static double Pictures(PdfPage page, PageFlow flow, List<HelpPicture> shown, Dictionary<string, PdfImage> pictures, double top, ManualLook look)
    {
        var left = flow.Right - PictureWidth;
        foreach (var picture in shown)
        {
            var high = HeightOf(pictures[picture.Name]);
            page.Image(pictures[picture.Name], left, top, PictureWidth, high);
            page.Box(left, top, PictureWidth, high, PaperStyles.Rule);
            top = new TextBlock(picture.Caption, look.Caption, PictureWidth, Alignment.Center).Draw(page, left, top + high + 1) + 2;
        }

        return top;
    }

    private static IEnumerable<Line> Lines(HelpBlock block, ManualLook look, double width) => block switch
    {
        HelpParagraph paragraph => [new(new TextBlock(paragraph.Words, look.Plain, width, byPhrase: true), "", 0)],
        HelpList list => list.Items.Select((item, index) => new Line(new TextBlock(item.Words, look.Plain, width - Indent, byPhrase: true), list.IsNumbered ? $"{index + 1}." : "・", Indent)),
        _ => [],
    };

    private static double HeightOf(PdfImage picture) => PictureWidth * picture.Height / picture.Width;

    private static void Foot(PageFlow flow, PdfPage page, string words, string pages, ManualLook look)
    {
        const double top = 280;
        page.Line(flow.Left, top, flow.Right, top, PaperStyles.Rule);
        page.Text(words, flow.Left, top + 1.5 + look.Caption.Baseline, look.Caption);
        page.Text(pages, flow.Right - look.Caption.WidthOf(pages), top + 1.5 + look.Caption.Baseline, look.Caption);
    }

    private static void Write(PageFlow flow, string words, TextStyle style) => flow.Y = new TextBlock(words, style, flow.Width, byPhrase: true).Draw(flow.Page, flow.Left, flow.Y);

    private sealed record Line(TextBlock Block, string Mark, double Indent);

    private sealed class ManualLook(PaperStyles look)
    {
        public TextStyle Title { get; } = look.IssuerName with { Size = 24, Leading = 1.35 };

        public TextStyle Chapter { get; } = look.IssuerName with { Size = 15, Leading = 1.4 };

        public TextStyle Section { get; } = look.IssuerName with { Size = 11.5, Leading = 1.5 };

        public TextStyle Plain { get; } = look.Body with { Leading = 1.65 };

        public TextStyle Soft { get; } = look.Footer with { Size = 9.5, Leading = 1.6 };

        public TextStyle Caption { get; } = look.Footer;
    }
}

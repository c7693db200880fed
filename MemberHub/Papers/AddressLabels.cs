using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Prints address labels (宛名ラベル) on the common A4 sheets.</summary>
public sealed class AddressLabels(JapaneseFonts fonts)
{
    private const double Padding = 5;

    /// <summary>One label each, from the top left, row by row.</summary>
    /// <param name="addresses">Whose labels; a body's name is followed by 御中, a person's by 様.</param>
    /// <param name="sheet">How the sheet is cut.</param>
    /// <param name="author">Who issues them, for the file's own record.</param>
    /// <param name="createdUtc">The UTC moment of printing, for the same.</param>
    /// <param name="used">How many labels of the first sheet are gone already.</param>
    public PrintedPaper Render(IReadOnlyList<MailingAddress> addresses, LabelSheet sheet, string author, DateTime createdUtc, int used = 0)
    {
        using var document = NewDocument(author, createdUtc);
        var labels = new Labels(document, sheet, used);
        foreach (var address in addresses)
        {
            labels.Next();
            Draw(labels.Page, address, labels.Area);
        }

        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }

    /// <summary>The same, each sheet written as soon as it is full.</summary>
    /// <param name="addresses">However many there are, few are in memory at a time.</param>
    public async Task WriteAsync(
        IAsyncEnumerable<MailingAddress> addresses, LabelSheet sheet, string author, DateTime createdUtc, int used, Stream target, CancellationToken cancel)
    {
        using var document = NewDocument(author, createdUtc);
        var labels = new Labels(document, sheet, used);
        await foreach (var address in addresses.WithCancellation(cancel))
        {
            if (labels.IsSheetFull)
            {
                await document.SendPagesAsync(target, cancel);
            }

            labels.Next();
            Draw(labels.Page, address, labels.Area);
        }

        await document.FinishAsync(target, cancel);
    }

    /// <summary>How many labels a sheet has.</summary>
    public static int CountOf(LabelSheet sheet) => Measures(sheet) is var (columns, rows, _, _) ? columns * rows : 0;

    private static (int Columns, int Rows, double Width, double Height) Measures(LabelSheet sheet) => sheet switch
    {
        LabelSheet.TwelveUp => (2, 6, 86.4, 42.3),
        LabelSheet.TwentyFourUp => (3, 8, 66, 33.9),
        _ => throw new ArgumentOutOfRangeException(nameof(sheet), sheet, "This sheet has no measures."),
    };

    private static PdfDocument NewDocument(string author, DateTime createdUtc) => new(new PdfInfo(PapersText.Japanese["LabelsTitle"], author, createdUtc));

    private void Draw(PdfPage page, MailingAddress to, PaperArea area)
    {
        var width = area.Width - (2 * Padding);
        for (var size = 10.5; ; size -= 0.5)
        {
            var blocks = Blocks(to, size, width).ToList();
            var height = blocks.Sum(block => block.Height);
            if (height > area.Height - (2 * Padding) && size > 6)
            {
                continue;
            }

            var y = area.Middle - (height / 2);
            blocks.ForEach(block => y = block.Draw(page, area.Left + Padding, y));
            return;
        }
    }

    private IEnumerable<TextBlock> Blocks(MailingAddress to, double size, double width)
    {
        var text = PapersText.Japanese;
        var style = new TextStyle(fonts.Regular, size) { Leading = 1.35 };
        foreach (var line in Envelope.Where(to, text))
        {
            yield return new TextBlock(line, style, width, byPhrase: true);
        }

        foreach (var line in Envelope.Whom(to, text))
        {
            yield return new TextBlock(line, style with { Size = size + 2.5 }, width, byPhrase: true);
        }
    }

    /// <summary>The labels of as many sheets as are wanted, one after the other.</summary>
    private sealed class Labels(PdfDocument document, LabelSheet sheet, int used)
    {
        private readonly int count = CountOf(sheet);
        private int next = Math.Clamp(used, 0, CountOf(sheet) - 1);
        private PdfPage? page;

        /// <summary>The next label begins another sheet.</summary>
        public bool IsSheetFull => next == count;

        /// <summary>The sheet that the label is on.</summary>
        public PdfPage Page => page ?? throw new InvalidOperationException("The first label comes with the first Next.");

        public PaperArea Area { get; private set; }

        public void Next()
        {
            page = page is null || IsSheetFull ? document.AddPage() : page;
            next %= count;
            var (columns, rows, width, height) = Measures(sheet);
            var (left, top) = (((Units.A4Width - (columns * width)) / 2) + (next % columns * width), ((Units.A4Height - (rows * height)) / 2) + (next / columns * height));
            Area = new PaperArea(left, top, left + width, top + height);
            next++;
        }
    }
}

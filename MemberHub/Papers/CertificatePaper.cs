using System.Globalization;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>
/// Prints a membership certificate (会員証) on A4: front and back of a card of the usual size (ISO/IEC 7810 ID-1, 85.6 × 54 mm) side by side, to be cut
/// out and folded. Lengths are millimetres.
/// </summary>
public sealed class CertificatePaper(JapaneseFonts fonts)
{
    private const double CardWidth = 85.6, CardHeight = 54, Corner = 3, Inset = 5;
    private const double Left = (Units.A4Width - (2 * CardWidth)) / 2, Top = 66;

    private static readonly PdfColor Indigo = new(0.106, 0.31, 0.561);

    private static readonly PdfColor White = PdfColor.Gray(1);

    private static readonly Stroke Hairline = new(0.15, PdfColor.Gray(0.6));

    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts));

    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public PrintedPaper Render(CertificateContent content, DateTime createdUtc)
    {
        var text = content.InEnglish ? new PapersText(CultureInfo.GetCultureInfo("en")) : PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["CertificateTitle"], content.Society, createdUtc, content.InEnglish ? "en" : "ja"));
        var page = document.AddPage();
        Head(page, content, text);
        Front(page, content, text, Left, Top);
        Back(page, content, text, Left + CardWidth, Top);
        Marks(page);
        Instructions(page, text);
        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }

    private void Head(PdfPage page, CertificateContent content, PapersText text)
    {
        var look = styles.Value;
        const double right = Units.A4Width - Left;
        var y = new TextBlock(text["CertificateTitle"], look.Title with { LetterSpacing = content.InEnglish ? 0 : 6 }, right - Left).Draw(page, Left, 24) + 3;
        y = TextBlock.Fit(text["CertificateTo", content.Name], look.Addressee, 110, 9).Draw(page, Left, y);
        page.Line(Left, y + 2, right, y + 2, PaperStyles.Rule);
        new TextBlock($"{content.Society}\n{text["CertificateIssued", content.IssuedOn]}", look.Small, right - Left, Alignment.Right).Draw(page, Left, 30);
    }

    private void Front(PdfPage page, CertificateContent content, PapersText text, double x, double y)
    {
        const double band = 13.5, picture = 25, left = CardWidth - picture - (2 * Inset) - 2;
        page.Box(x, y, CardWidth, CardHeight, fill: Indigo, radius: Corner);
        page.Box(x, y + band, CardWidth, CardHeight - band, fill: White, radius: Corner);
        page.Box(x, y + band, CardWidth, Corner + 1, fill: White);
        page.Box(x, y, CardWidth, CardHeight, Hairline, radius: Corner);

        var title = new TextStyle(fonts.Bold, 12) { Color = White, LetterSpacing = content.InEnglish ? 0 : 4, Leading = 1.2 };
        var words = text["CertificateTitle"];
        page.Text(words, x + CardWidth - Inset - title.WidthOf(words), y + 8.6, title);
        var room = CardWidth - (2 * Inset) - title.WidthOf(words) - 3;
        var name = TextBlock.Fit(content.Society, new TextStyle(fonts.Bold, 10.5) { Color = White, Leading = 1.25 }, room, 7);
        var other = content.SocietyToo.Length == 0 ? null : TextBlock.Fit(content.SocietyToo, new TextStyle(fonts.Regular, 6.5) { Color = White, Leading = 1.25 }, room, 5);
        var below = name.Draw(page, x + Inset, y + ((band - name.Height - (other?.Height ?? 0)) / 2));
        other?.Draw(page, x + Inset, below);

        var bottom = Fact(page, text["CertificateName"], content.Name, x + Inset, y + band + 3, left, 14, 8);
        var facts = new List<(string Label, string Value)>
        {
            (text["CertificateNumber"], content.MemberNumber),
            (text["CertificateCategory"], content.CategoryAndRank),
        };
        if (content.JoinedOn is { } joined)
        {
            facts.Add((text["CertificateJoined"], text["CertificateDay", joined]));
        }

        facts.Add((text["CertificateThrough"], text["CertificateDay", content.ValidThrough]));
        var row = Math.Max(bottom + 1.5, y + CardHeight - Inset - 17.5);
        for (var at = 0; at < facts.Count; at++)
        {
            Fact(page, facts[at].Label, facts[at].Value, x + Inset + (at % 2 * left / 2), row + (at / 2 * 9), (left / 2) - 1.5, 8.5, 5);
        }

        Picture(page, content, x + CardWidth - Inset - picture + 1.5, y + band + 4, picture);
        var caption = new TextStyle(fonts.Regular, 5.5) { Leading = 1.3 };
        new TextBlock(text["CertificateScan"], caption, picture + 3, Alignment.Center, byPhrase: true).Draw(page, x + CardWidth - Inset - picture, y + band + 4 + picture);
    }

    /// <summary>A small label with its value below; answers where it ends.</summary>
    private double Fact(PdfPage page, string label, string value, double x, double y, double width, double size, double smallest)
    {
        var below = new TextBlock(label, new TextStyle(fonts.Regular, 5.8) { Color = PdfColor.Gray(0.35), Leading = 1.3 }, width).Draw(page, x, y);
        return TextBlock.Fit(value, new TextStyle(fonts.Bold, size) { Leading = 1.2 }, width, smallest).Draw(page, x, below + 0.3);
    }

    private static void Picture(PdfPage page, CertificateContent content, double left, double top, double side)
    {
        var module = side / content.PictureSize;
        foreach (var (x, y, length) in content.Picture)
        {
            page.Box(left + (x * module), top + (y * module), length * module, module, fill: PdfColor.Black);
        }
    }

    private void Back(PdfPage page, CertificateContent content, PapersText text, double x, double y)
    {
        const double width = CardWidth - (2 * Inset);
        page.Box(x, y, CardWidth, CardHeight, Hairline, radius: Corner);
        var fine = new TextStyle(fonts.Regular, 6.5) { Leading = 1.6 };
        var below = new TextBlock(text["CertificateNotes"], fine, width, byPhrase: true).Draw(page, x + Inset, y + Inset - 0.5);
        var issuer = content.Issuer.In(content.InEnglish ? "en" : "ja");
        var address = string.Join(content.InEnglish ? ", " : "", issuer.Address);
        var lines = new[] { issuer.PostalCode.Length > 0 ? $"{text["PostalCode", issuer.PostalCode]} {address}" : address, Reached(issuer.Phone.Length > 0 ? text["Phone", issuer.Phone] : "", issuer.Email) };
        var block = new TextBlock(string.Join('\n', lines.Where(line => line.Length > 0)), fine, width);
        var name = TextBlock.Fit(issuer.Name, new TextStyle(fonts.Bold, 8) { Leading = 1.4 }, width, 6);
        var top = Math.Max(below + 2, y + CardHeight - Inset - name.Height - block.Height);
        page.Line(x + Inset, top - 1.5, x + CardWidth - Inset, top - 1.5, Hairline);
        block.Draw(page, x + Inset, name.Draw(page, x + Inset, top));
    }

    private static string Reached(params string[] ways) => string.Join("　", ways.Where(way => way.Length > 0));

    // Where to cut, outside the card, and where to fold.
    private static void Marks(PdfPage page)
    {
        const double gap = 2, length = 5, right = Left + (2 * CardWidth), bottom = Top + CardHeight;
        foreach (var x in new[] { Left, right })
        {
            page.Line(x, Top - gap - length, x, Top - gap, Hairline);
            page.Line(x, bottom + gap, x, bottom + gap + length, Hairline);
        }

        foreach (var y in new[] { Top, bottom })
        {
            page.Line(Left - gap - length, y, Left - gap, y, Hairline);
            page.Line(right + gap, y, right + gap + length, y, Hairline);
        }

        for (var y = Top - gap - length; y < bottom + gap + length; y += 2)
        {
            page.Line(Left + CardWidth, y, Left + CardWidth, y + 1, Hairline);
        }
    }

    private void Instructions(PdfPage page, PapersText text)
    {
        var look = styles.Value;
        var y = new TextBlock(text["CertificateUse"], look.BodyBold, 160).Draw(page, Left, Top + CardHeight + 16) + 1;
        new TextBlock(text["CertificateSteps"], look.Body with { Leading = 1.8 }, (2 * CardWidth) - 10, byPhrase: true).Draw(page, Left, y);
    }
}

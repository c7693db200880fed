using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>What stands in one letter.</summary>
/// <param name="Code">The one-time code in groups, as it is typed.</param>
public sealed record FirstPasswordContent(MailingAddress To, string MemberNumber, string Code);

/// <summary>What is the same in all letters.</summary>
/// <param name="Address">The page on which the code is typed, as it is typed itself.</param>
/// <param name="PictureSize">Modules on a side of the QR code of that address, its light border included.</param>
/// <param name="Picture">Its dark runs: column, row and length in modules.</param>
/// <param name="Through">The last day on which the codes are good.</param>
public sealed record FirstPasswordTerms(Issuer Issuer, string Address, int PictureSize, IReadOnlyList<(int X, int Y, int Length)> Picture, DateOnly Day, DateOnly Through);

/// <summary>Prints the letters with which members without e-mail set their first password (初回パスワードのお知らせ): one A4 page each, its address shows in a window envelope.</summary>
public sealed class FirstPasswordLetter(JapaneseFonts fonts)
{
    private const double PictureSide = 30;

    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts));

    /// <summary>All letters in one file, in the order of the members.</summary>
    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public PrintedPaper Render(IEnumerable<FirstPasswordContent> letters, FirstPasswordTerms terms, DateTime createdUtc)
    {
        var text = PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["FirstPasswordTitle"], terms.Issuer.Name, createdUtc));
        foreach (var letter in letters)
        {
            Draw(document, letter, terms, text);
        }

        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }

    private void Draw(PdfDocument document, FirstPasswordContent letter, FirstPasswordTerms terms, PapersText text)
    {
        var look = styles.Value;
        var body = look.Body with { Size = 11, Leading = 1.75 };
        var flow = new PageFlow(document, new Margins(Top: 18, Right: 22, Bottom: 21, Left: 22));
        var to = letter.To;
        Write(flow, string.Join('\n', Envelope.Where(to, text)), look.Body, 88);
        Write(flow, string.Join('\n', Envelope.Whom(to, text)), look.Addressee, 88);
        flow.Y = Math.Max(flow.Y + 4, 62);
        Right(flow, text.Day(terms.Day), look.Body);
        flow.Y += 2;
        Right(flow, terms.Issuer.Name, look.BodyBold);
        Right(flow, string.Join('\n', [text["PostalCode", terms.Issuer.PostalCode], .. terms.Issuer.Address, text["Phone", terms.Issuer.Phone]]), look.Issuer);
        flow.Y += 9;
        flow.Y = new TextBlock(text["FirstPasswordTitle"], look.IssuerName with { Size = 15 }, flow.Width, Alignment.Center).Draw(flow.Page, flow.Left, flow.Y) + 6;
        Write(flow, text["FirstPasswordBody"], body);
        flow.Y += 4;
        Codes(flow, letter, look, text);
        flow.Y += 6;
        Steps(flow, terms, body, text);
        flow.Y += 5;
        Write(flow, text["FirstPasswordNotes", text.Day(terms.Through), terms.Issuer.Phone], look.Body with { Leading = 1.75 });
    }

    // What is typed, large and in a box: each on a line of its own.
    private static void Codes(PageFlow flow, FirstPasswordContent letter, PaperStyles look, PapersText text)
    {
        const double height = 26, label = 44;
        flow.Page.Box(flow.Left, flow.Y, flow.Width, height, PaperStyles.StrongRule);
        var typed = look.Total with { Size = 17, LetterSpacing = 1 };
        foreach (var (name, value, y) in new[] { ("FirstPasswordNumber", letter.MemberNumber, flow.Y + 8.5), ("FirstPasswordCode", letter.Code, flow.Y + 20) })
        {
            flow.Page.Text(text[name], flow.Left + 6, y, look.Body);
            flow.Page.Text(value, flow.Left + label, y, typed);
        }

        flow.Y += height;
    }

    private static void Steps(PageFlow flow, FirstPasswordTerms terms, TextStyle body, PapersText text)
    {
        var (top, width) = (flow.Y, flow.Width - PictureSide - 8);
        Write(flow, text["FirstPasswordSteps", terms.Address], body, width);
        var module = PictureSide / terms.PictureSize;
        var left = flow.Right - PictureSide;
        foreach (var (x, y, length) in terms.Picture)
        {
            flow.Page.Box(left + (x * module), top + (y * module), length * module, module, fill: PdfColor.Black);
        }

        flow.Y = Math.Max(flow.Y, top + PictureSide);
    }

    private static void Write(PageFlow flow, string words, TextStyle style, double? width = null) =>
        flow.Y = new TextBlock(words, style, width ?? flow.Width, byPhrase: true).Draw(flow.Page, flow.Left, flow.Y);

    private static void Right(PageFlow flow, string words, TextStyle style) =>
        flow.Y = new TextBlock(words, style, flow.Width, Alignment.Right).Draw(flow.Page, flow.Left, flow.Y);
}

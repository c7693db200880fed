using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Prints the letter that goes into the envelope with a payment slip (送付状), one A4 page each; its address shows in a window envelope.</summary>
public sealed class SlipLetter(JapaneseFonts fonts)
{
    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts));

    /// <summary>Writes all letters into one file, in the order of the slips, each page as soon as its slip was read.</summary>
    /// <param name="slips">One letter each; however many there are, few are in memory at a time.</param>
    /// <param name="issuer">Who writes.</param>
    /// <param name="day">The day on the letter.</param>
    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public async Task WriteAsync(IAsyncEnumerable<SlipContent> slips, SlipIssuer issuer, DateOnly day, DateTime createdUtc, Stream target, CancellationToken cancel)
    {
        var text = PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["SlipLetterTitle"], issuer.Issuer.Name, createdUtc));
        await foreach (var slip in slips.WithCancellation(cancel))
        {
            Draw(document, slip, issuer, day, text);
            await document.SendPagesAsync(target, cancel);
        }

        await document.FinishAsync(target, cancel);
    }

    private void Draw(PdfDocument document, SlipContent slip, SlipIssuer issuer, DateOnly day, PapersText text)
    {
        var look = styles.Value;
        var flow = new PageFlow(document, new Margins(Top: 18, Right: 22, Bottom: 21, Left: 22));
        var to = slip.To;
        Write(flow, string.Join('\n', Envelope.Where(to, text)), look.Body, 88);
        Write(flow, string.Join('\n', Envelope.Whom(to, text)), look.Addressee, 88);
        flow.Y = Math.Max(flow.Y + 4, 62);
        Right(flow, text.Day(day), look.Body);
        flow.Y += 2;
        From(flow, issuer.Issuer, look, text);
        flow.Y += 12;
        flow.Y = new TextBlock(text["SlipLetterTitle"], look.IssuerName with { Size = 15 }, flow.Width, Alignment.Center).Draw(flow.Page, flow.Left, flow.Y) + 8;
        Write(flow, text["SlipLetterBody"], look.Body with { Size = 10.5, Leading = 1.8 });
        Right(flow, text["SlipLetterEnd"], look.Body with { Size = 10.5, Leading = 1.8 });
        flow.Y += 4;
        Claim(flow, slip, look, text);
        flow.Y += 8;
        Write(flow, text["SlipLetterNotes", issuer.Issuer.Phone, issuer.Issuer.Email], look.Body with { Leading = 1.8 });
    }

    private static void Write(PageFlow flow, string words, TextStyle style, double? width = null) =>
        flow.Y = new TextBlock(words, style, width ?? flow.Width, byPhrase: true).Draw(flow.Page, flow.Left, flow.Y);

    private static void Right(PageFlow flow, string words, TextStyle style) =>
        flow.Y = new TextBlock(words, style, flow.Width, Alignment.Right).Draw(flow.Page, flow.Left, flow.Y);

    private static void From(PageFlow flow, Issuer issuer, PaperStyles look, PapersText text)
    {
        Right(flow, issuer.Name, look.BodyBold);
        string[] lines = [text["PostalCode", issuer.PostalCode], .. issuer.Address, text["Phone", issuer.Phone]];
        Right(flow, string.Join('\n', lines), look.Issuer);
    }

    private static void Claim(PageFlow flow, SlipContent slip, PaperStyles look, PapersText text)
    {
        Right(flow, text["SlipLetterNumbers", slip.MemberNumber, slip.Number], look.Body);
        flow.Y += 1.5;
        new Table(
            look.Table,
            [
                new TableColumn(text["Description"], Alignment.Left, Alignment.Left, Fills: true),
                new TableColumn(text["Amount"], Alignment.Right, Alignment.Right, Least: 30),
            ],
            [.. slip.Lines.Select(line => new[] { text["SlipYears", line.Year, text[$"{line.Item}"]], line.Amount.ToString() })]).Draw(flow, below: 10);
        flow.Y += 2;
        Right(flow, text["SlipLetterTotal", slip.Amount], look.Sum);
    }
}

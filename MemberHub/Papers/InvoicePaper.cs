using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Prints an invoice (請求書) on A4.</summary>
public sealed class InvoicePaper(JapaneseFonts fonts, SealPictures? seals = null)
{
    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts, seals));

    /// <summary>Prints it; the same content and moment make the same bytes.</summary>
    /// <param name="content">What is printed.</param>
    /// <param name="createdUtc">The UTC moment of issue, for the file's own record.</param>
    /// <param name="voided">Whether 取消 is printed over each page.</param>
    public PrintedPaper Render(InvoiceContent content, DateTime createdUtc, bool voided = false) =>
        Print([content], $"{PapersText.In(content.Language)["InvoiceTitle"]} {content.Number}", createdUtc, voided);

    /// <summary>Prints several, one after the other, into one file; each counts its own pages.</summary>
    public PrintedPaper RenderAll(IReadOnlyList<InvoiceContent> contents, DateTime createdUtc) =>
        Print(contents, PapersText.In(contents[0].Language)["InvoiceTitle"], createdUtc, voided: false);

    private PrintedPaper Print(IReadOnlyList<InvoiceContent> contents, string title, DateTime createdUtc, bool voided)
    {
        using var document = new PdfDocument(new PdfInfo(title, contents[0].Issuer.In(contents[0].Language).Name, createdUtc));
        foreach (var content in contents)
        {
            InvoiceDrawing.Draw(document, content, styles.Value, PapersText.In(content.Language), voided);
        }

        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }
}

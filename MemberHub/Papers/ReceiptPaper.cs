using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Prints a receipt (領収書) on A4.</summary>
public sealed class ReceiptPaper(JapaneseFonts fonts, SealPictures? seals = null)
{
    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts, seals));

    /// <summary>Prints it; the same content, copy and moment make the same bytes.</summary>
    /// <param name="content">What is printed.</param>
    /// <param name="createdUtc">The UTC moment of issue, for the file's own record.</param>
    /// <param name="copy">Which further copy (再発行) it is; null for the original.</param>
    /// <param name="voided">Whether 取消 is printed over each page.</param>
    public PrintedPaper Render(ReceiptContent content, DateTime createdUtc, ReceiptCopy? copy = null, bool voided = false)
    {
        var text = PapersText.In(content.Language);
        using var document = new PdfDocument(new PdfInfo($"{text["ReceiptTitle"]} {content.Number}", content.Issuer.In(content.Language).Name, createdUtc));
        ReceiptDrawing.Draw(document, content, copy, styles.Value, text, voided);
        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }
}

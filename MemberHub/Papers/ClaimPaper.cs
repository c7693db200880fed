using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Prints a quotation (見積書) or a delivery note (納品書) on A4.</summary>
public sealed class ClaimPaper(JapaneseFonts fonts, SealPictures? seals = null)
{
    private readonly Lazy<PaperStyles> styles = new(() => new PaperStyles(fonts, seals));

    /// <summary>Prints it; the same content and moment make the same bytes.</summary>
    /// <param name="content">What is printed.</param>
    /// <param name="createdUtc">The UTC moment of issue, for the file's own record.</param>
    /// <param name="voided">Whether 取消 is printed over each page.</param>
    public PrintedPaper Render(ClaimPaperContent content, DateTime createdUtc, bool voided = false)
    {
        var text = PapersText.In(content.Language);
        using var document = new PdfDocument(new PdfInfo($"{text[$"{content.Kind}Title"]} {content.Number}", content.Issuer.In(content.Language).Name, createdUtc));
        ClaimPaperDrawing.Draw(document, content, styles.Value, text, voided);
        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }
}

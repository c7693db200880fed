using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Puts one quotation or delivery note on its pages. Lengths are millimetres.</summary>
internal static class ClaimPaperDrawing
{
    /// <summary>Draws it into a document.</summary>
    public static void Draw(PdfDocument document, ClaimPaperContent content, PaperStyles styles, PapersText text, bool voided)
    {
        var sheet = new PaperSheet(document, content, styles, text);
        sheet.Title(text[$"{content.Kind}Title"]);
        sheet.Addressee(
            (text[$"{content.Kind}Number"], content.Number),
            (text["IssuedOn"], text.DayOrBlank(content.IssuedOn)),
            (text["MemberNumber"], content.MemberNumber));
        ClaimAndIssuer(sheet, content, styles, text);
        sheet.Lines();
        sheet.Conditions(width => new NotesBlock(Notes(content, text), styles, text, width));
        sheet.Finish(voided);
    }

    private static void ClaimAndIssuer(PaperSheet sheet, ClaimPaperContent content, PaperStyles styles, PapersText text)
    {
        var issuer = sheet.Issuer();
        sheet.Write(text[$"{content.Kind}Lead"], styles.Body);
        sheet.Flow.Y += 3.5;
        sheet.Subject(content.Subject);
        sheet.TotalBox(text[$"{content.Kind}Total"]);
        sheet.Flow.Y += 3;
        var (label, value) = content.Kind == DocumentKind.Quotation
            ? (text["ValidUntil"], text["ValidDays", ClaimPaperContent.ValidDays])
            : (text["DeliveredOn"], text.DayOrBlank(content.IssuedOn));
        sheet.Labelled(label, value, styles.Body);
        sheet.Flow.Y = Math.Max(sheet.Flow.Y, issuer) + 12;
    }

    private static IEnumerable<string> Notes(ClaimPaperContent content, PapersText text)
    {
        yield return content.InvoiceNumber.Length > 0 ? text["NoteInvoice", content.InvoiceNumber] : text["NoteInvoiceFollows"];
        yield return text["NoteYears"];
    }
}

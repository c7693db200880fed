using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>Puts one invoice on its pages, from the title down. Lengths are millimetres.</summary>
internal static class InvoiceDrawing
{
    /// <summary>Draws the invoice into a document; several invoices may follow each other in one.</summary>
    public static void Draw(PdfDocument document, InvoiceContent content, PaperStyles styles, PapersText text, bool voided)
    {
        var sheet = new PaperSheet(document, content, styles, text);
        sheet.Title(text["InvoiceTitle"]);
        var whose = content.Members.Count > 0 ? (text["Members"], text["MemberCount", content.Members.Count]) : (text["MemberNumber"], content.MemberNumber);
        sheet.Addressee((text["InvoiceNumber"], content.Number), (text["IssuedOn"], text.Day(content.IssuedOn)), whose);
        ClaimAndIssuer(sheet, content, styles, text);
        sheet.Lines();
        sheet.Conditions(width => new BankBlock(content, styles, text, width));
        if (content.Members.Count > 0)
        {
            InvoicedMembersDrawing.Draw(sheet.Flow, content, styles, text);
        }

        sheet.Finish(voided);
    }

    private static void ClaimAndIssuer(PaperSheet sheet, InvoiceContent content, PaperStyles styles, PapersText text)
    {
        var issuer = sheet.Issuer();
        sheet.Write(text["InvoiceLead"], styles.Body);
        sheet.Flow.Y += 3.5;
        sheet.Subject(content.Subject);
        sheet.TotalBox(text["InvoiceTotal"]);
        sheet.Flow.Y += 3;
        sheet.Labelled(text["DueOn"], text.Day(content.DueOn), styles.BodyBold);
        sheet.Flow.Y = Math.Max(sheet.Flow.Y, issuer) + 12;
    }
}

using System.Globalization;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Puts one receipt on its pages. Lengths are millimetres.</summary>
internal static class ReceiptDrawing
{
    /// <summary>Draws it into a document; a copy is marked 再発行 and says when.</summary>
    public static void Draw(PdfDocument document, ReceiptContent content, ReceiptCopy? copy, PaperStyles styles, PapersText text, bool voided)
    {
        var sheet = new PaperSheet(document, content, styles, text);
        if (copy is not null)
        {
            Mark(sheet.Flow, text["Reissued"], styles.TotalLabel);
        }

        sheet.Title(text["ReceiptTitle"]);
        sheet.Addressee([
            (text["ReceiptNumber"], content.Number),
            (text["IssuedOn"], text.Day(content.IssuedOn)),
            .. copy is null ? Array.Empty<(string, string)>() : [(text["ReissuedOn"], text.Day(copy.IssuedOn))],
            (text["MemberNumber"], content.MemberNumber)]);
        Amount(sheet.Flow, content, styles, text);
        MoneyAndIssuer(sheet, content, styles, text);
        sheet.Lines();
        sheet.Conditions(width => new NotesBlock(Notes(content, text), styles, text, width));
        sheet.Finish(voided);
    }

    /// <summary>A framed word in the upper right corner, level with the title.</summary>
    private static void Mark(PageFlow flow, string word, TextStyle style)
    {
        const double padding = 3, height = 8;
        var width = style.WidthOf(word) + (2 * padding);
        flow.Page.Box(flow.Right - width, flow.Y + 1, width, height, new Stroke(0.4));
        flow.Page.Text(word, flow.Right - width + padding, flow.Y + 1 + ((height - style.LineHeight) / 2) + style.Baseline, style);
    }

    /// <summary>The amount between its guards, over the whole width, and under it what it was for.</summary>
    private static void Amount(PageFlow flow, ReceiptContent content, PaperStyles styles, PapersText text)
    {
        const double border = 0.5, padding = 6, height = 18;
        var page = flow.Page;
        page.Box(flow.Left + (border / 2), flow.Y + (border / 2), flow.Width - border, height - border, new Stroke(border));
        var baseline = flow.Y + ((height - styles.Received.LineHeight) / 2) + styles.Received.Baseline;
        page.Text(text["ReceiptTotal"], flow.Left + padding, baseline, styles.TotalLabel);
        var amount = text["GuardedAmount", content.Total.Value.ToString("N0", CultureInfo.InvariantCulture)];
        page.Text(amount, flow.Left + ((flow.Width - styles.Received.WidthOf(amount)) / 2), baseline, styles.Received);
        flow.Y += height + 5;

        var label = text["Proviso"];
        var indent = styles.Label.WidthOf(label) + 4;
        page.Text(label, flow.Left, flow.Y + styles.Proviso.Baseline, styles.Label);
        flow.Y = new TextBlock(content.Proviso, styles.Proviso, flow.Width - indent, byPhrase: true).Draw(page, flow.Left + indent, flow.Y) + 1.5;
        page.Line(flow.Left, flow.Y, flow.Right, flow.Y, PaperStyles.Rule);
        flow.Y += 9;
    }

    private static void MoneyAndIssuer(PaperSheet sheet, ReceiptContent content, PaperStyles styles, PapersText text)
    {
        var issuer = sheet.Issuer();
        sheet.Write(text["ReceiptLead"], styles.Body);
        sheet.Flow.Y += 3.5;
        sheet.Labelled(text["ReceivedOn"], text.Day(content.ReceivedOn), styles.Body);
        sheet.Labelled(text["Method"], text[$"Method{content.Method}"], styles.Body);
        sheet.Labelled(text["Member"], text["ForMember", content.MemberName], styles.Body);
        sheet.Flow.Y = Math.Max(sheet.Flow.Y, issuer) + 10;
    }

    private static IEnumerable<string> Notes(ReceiptContent content, PapersText text)
    {
        if (content.StampNote != StampNote.None)
        {
            yield return text[$"Stamp{content.StampNote}"];
        }

        // The shop's and the post office's slip are receipts themselves; nobody may claim the same money twice.
        yield return content.Method is PaymentMethod.ConvenienceStore or PaymentMethod.PaymentSlip ? text["NoteSameMoneySlip"] : text["NoteSameMoney"];
    }
}

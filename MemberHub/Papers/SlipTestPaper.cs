using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>
/// The test page (試し刷り): a made-up slip with the form's boxes, a ruler and the areas that must stay empty, so that the office can hold it against a
/// form and set its offsets. The guides stand where the form has them; only the text is moved.
/// </summary>
public sealed class SlipTestPaper(JapaneseFonts fonts)
{
    private static readonly PdfColor Guide = new(0.18, 0.43, 0.71), Red = new(0.66, 0.13, 0.1), Pale = new(0.99, 0.95, 0.94);

    private readonly Lazy<SlipStyles> styles = new(() => new SlipStyles(fonts));

    public PrintedPaper Render(SlipIssuer issuer, DateTime createdUtc)
    {
        var text = PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["SlipTestTitle"], issuer.Issuer.Name, createdUtc));
        var page = document.AddPage(SlipForm.Width, SlipForm.Height);
        foreach (var area in SlipForm.Forbidden)
        {
            page.Box(area.Left, area.Top, area.Width, area.Height, new Stroke(0.15, Red), Pale);
        }

        DrawBoxes(page);
        DrawRuler(page);
        Note(page, text["SlipTestKeepEmpty"], 4, 99);
        Note(page, text["SlipTestOffset", Millimetres(issuer.Printing.OffsetX), Millimetres(issuer.Printing.OffsetY)], 4, 104);
        Note(page, text["SlipTestScale"], 4, 109);
        new SlipDrawing(page, issuer.Printing, styles.Value, text).Draw(Sample(text), issuer.Account);
        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }

    private static string Millimetres(double value) => value.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static SlipContent Sample(PapersText text) => new()
    {
        Number = "S-0000-000000",
        MemberNumber = "0000000",
        To = new MailingAddress("000-0000", text["SlipTestAddress"], text["SlipTestInstitution"], "", text["SlipTestName"]),
        Phone = "000-0000-0000",
        Lines = [new SlipLine(new FiscalYear(2026), DuesItem.AnnualDues, new Yen(12_345_678))],
    };

    private static void DrawBoxes(PdfPage page)
    {
        var line = new Stroke(0.15, Guide);
        foreach (var area in SlipForm.Fields)
        {
            page.Box(area.Left, area.Top, area.Width, area.Height, line);
        }

        foreach (var row in SlipForm.DigitRows)
        {
            page.Box(row.Area.Left, row.Area.Top, row.Area.Width, row.Area.Height, line);
            for (var place = 1; place < row.Count; place++)
            {
                var x = row.Left + (place * DigitRow.Pitch);
                page.Line(x, row.Area.Top, x, row.Area.Bottom, line);
            }
        }

        page.Line(SlipForm.Cut, 0, SlipForm.Cut, SlipForm.Height, new Stroke(0.2, Red));
    }

    // Inside the sheet, because nothing can be printed outside: along the top, the left edge and the cut.
    private void DrawRuler(PdfPage page)
    {
        var (line, style) = (new Stroke(0.12, Guide), new TextStyle(fonts.Regular, 5) { Color = Guide });
        for (var millimetre = 0; millimetre <= SlipForm.Width; millimetre++)
        {
            page.Line(millimetre, 0, millimetre, LengthOf(millimetre), line);
            if (millimetre % 10 == 0 && millimetre is > 0 and < 180)
            {
                page.TurnedText(millimetre.ToString(CultureInfo.InvariantCulture), millimetre, 5, 0, style);
            }
        }

        for (var millimetre = 0; millimetre <= SlipForm.Height; millimetre++)
        {
            page.Line(0, millimetre, LengthOf(millimetre), millimetre, line);
            page.Line(SlipForm.Cut, millimetre, SlipForm.Cut + LengthOf(millimetre), millimetre, line);
            if (millimetre % 10 == 0 && millimetre > 0)
            {
                page.TurnedText(millimetre.ToString(CultureInfo.InvariantCulture), SlipForm.Cut + 5.5, millimetre, 0, style);
            }
        }
    }

    private static double LengthOf(int millimetre) => (millimetre % 10, millimetre % 5) switch { (0, _) => 3.2, (_, 0) => 2.2, _ => 1.2 };

    private void Note(PdfPage page, string words, double x, double baseline) => page.Text(words, x, baseline, new TextStyle(fonts.Regular, 6.5) { Color = Red });
}

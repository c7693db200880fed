using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Puts one invoice on its pages, from the title down. Lengths are millimetres.</summary>
internal sealed class InvoiceDrawing
{
    private const double LeftColumn = 94, RightColumn = 66, LabelGap = 4, RowGap = 0.6;

    private readonly InvoiceContent content;
    private readonly PaperStyles styles;
    private readonly PapersText text;
    private readonly PageFlow flow;

    private InvoiceDrawing(PdfDocument document, InvoiceContent content, PaperStyles styles, PapersText text)
    {
        this.content = content;
        this.styles = styles;
        this.text = text;
        flow = new PageFlow(document, new Margins(Top: 18, Right: 18, Bottom: 21, Left: 22));
    }

    /// <summary>Draws the invoice into an empty document; several invoices may follow each other in one.</summary>
    public static void Draw(PdfDocument document, InvoiceContent content, PaperStyles styles, PapersText text, bool voided)
    {
        var drawing = new InvoiceDrawing(document, content, styles, text);
        drawing.Title();
        drawing.Addressee();
        drawing.ClaimAndIssuer();
        drawing.Lines();
        drawing.Conditions();
        drawing.flow.NumberPages(drawing.Footer);
        if (voided)
        {
            drawing.flow.NumberPages((page, _, _) => drawing.Void(page));
        }
    }

    private void Title() =>
        flow.Y = new TextBlock(text["InvoiceTitle"], styles.Title, flow.Width, Alignment.Center).Draw(flow.Page, flow.Left, flow.Y) + 11;

    private void Addressee()
    {
        const double width = 92;
        var top = flow.Y;
        var names = content.Addressee.Names;
        for (var index = 0; index < names.Count - 1; index++)
        {
            flow.Y = TextBlock.Fit(names[index], styles.Addressee, width, 10).Draw(flow.Page, flow.Left, flow.Y);
        }

        // The honorific never stands alone on a line, so the name is broken as if the line were shorter by it.
        var honorific = $"　{content.Addressee.Honorific}";
        var style = styles.AddresseeLast;
        var last = TextBlock.Fit(names[^1], style, width - style.WidthOf(honorific), 11);
        flow.Y = last.Draw(flow.Page, flow.Left, flow.Y);
        flow.Page.Text(honorific, flow.Left + last.LastWidth, flow.Y - last.Style.LineHeight + last.Style.Baseline, last.Style);
        flow.Y += 1.5;
        flow.Page.Line(flow.Left, flow.Y, flow.Left + width, flow.Y, new Stroke(0.3));

        var bottom = NumberBlock(top);
        flow.Y = Math.Max(flow.Y, bottom) + 9;
    }

    private double NumberBlock(double top)
    {
        (string Label, string Value)[] rows =
        [
            (text["InvoiceNumber"], content.Number),
            (text["IssuedOn"], text.Day(content.IssuedOn)),
            (text["MemberNumber"], content.MemberNumber),
        ];
        var values = rows.Max(row => styles.Body.WidthOf(row.Value));
        var labels = rows.Max(row => styles.Label.WidthOf(row.Label));
        foreach (var (label, value) in rows)
        {
            flow.Page.Text(label, flow.Right - values - LabelGap - labels, top + styles.Label.Baseline, styles.Label);
            flow.Page.Text(value, flow.Right - styles.Body.WidthOf(value), top + styles.Body.Baseline, styles.Body);
            top += styles.Body.LineHeight + RowGap;
        }

        return top;
    }

    private void ClaimAndIssuer()
    {
        var issuer = new IssuerBlock(content, styles, text).Draw(flow.Page, flow.Right - RightColumn, flow.Y, RightColumn);
        Write(text["InvoiceLead"], styles.Body);
        flow.Y += 3.5;
        Labelled(text["Subject"], $"{content.Subject}\n{text["ForMember", content.MemberName]}", styles.Body, LeftColumn);
        flow.Y += 5 - RowGap;
        TotalBox();
        flow.Y += 3;
        Labelled(text["DueOn"], text.Day(content.DueOn), styles.BodyBold, LeftColumn);
        flow.Y = Math.Max(flow.Y, issuer) + 12;
    }

    private void TotalBox()
    {
        const double border = 0.5, padding = 4.5, height = 14.5;
        var page = flow.Page;
        page.Box(flow.Left + (border / 2), flow.Y + (border / 2), LeftColumn - border, height - border, new Stroke(border));
        var baseline = flow.Y + ((height - styles.Total.LineHeight) / 2) + styles.Total.Baseline;
        page.Text(text["InvoiceTotal"], flow.Left + padding, baseline, styles.TotalLabel);
        var unit = flow.Left + LeftColumn - padding - styles.TotalUnit.WidthOf(text["Yen"]);
        page.Text(text["Yen"], unit, baseline, styles.TotalUnit);
        var amount = content.Total.Value.ToString("N0", CultureInfo.InvariantCulture);
        page.Text(amount, unit - 1 - styles.Total.WidthOf(amount), baseline, styles.Total);
        flow.Y += height;
    }

    private void Lines()
    {
        var total = content.Total.ToString();
        var table = new Table(
            styles.Table,
            [
                new TableColumn(text["LineNumber"], Alignment.Center, Alignment.Center),
                new TableColumn(text["Description"], Alignment.Left, Alignment.Left, Fills: true),
                new TableColumn(text["Period"], Alignment.Center, Alignment.Center),
                new TableColumn(text["Tax"], Alignment.Center, Alignment.Center),
                new TableColumn(text["Quantity"], Alignment.Right, Alignment.Right),
                new TableColumn(text["UnitPrice"], Alignment.Right, Alignment.Right, Least: 20),
                new TableColumn(text["Amount"], Alignment.Right, Alignment.Right, Least: Math.Max(23, styles.Sum.WidthOf(total) + 4)),
            ],
            [.. content.Lines.Select(Cells)]);
        var height = styles.Sum.LineHeight + (2 * styles.Table.PaddingY);
        var edges = table.Draw(flow, below: height);

        var (page, baseline) = (flow.Page, flow.Y + styles.Table.PaddingY + styles.Sum.Baseline);
        page.Text(text["Sum"], ((edges[^3] + edges[^2]) / 2) - (styles.Sum.WidthOf(text["Sum"]) / 2), baseline, styles.Sum);
        page.Text(total, flow.Right - styles.Table.PaddingX - styles.Sum.WidthOf(total), baseline, styles.Sum);
        page.Line(edges[^3], flow.Y, flow.Right, flow.Y, PaperStyles.StrongRule);
        flow.Y += height;
        page.Line(edges[^3], flow.Y, flow.Right, flow.Y, PaperStyles.StrongRule);
    }

    private string[] Cells(InvoiceLine line, int index) =>
    [
        (index + 1).ToString(CultureInfo.InvariantCulture),
        line.Description,
        text.Months(line.PeriodStart, line.PeriodEnd),
        text[$"Tax{line.Tax}"],
        line.Quantity.ToString("N0", CultureInfo.InvariantCulture),
        line.UnitPrice.ToString(),
        line.Amount.ToString(),
    ];

    /// <summary>Bank, tax and the sentence on tax stay together on one page.</summary>
    private void Conditions()
    {
        const double above = 9, between = 7, padding = 3.5, bankWidth = 104, taxWidth = 56;
        var bank = new BankBlock(content, styles, text, bankWidth);
        var sentence = new TextBlock(text["DuesOutOfScope"], styles.Fine, flow.Width - (2 * padding), byPhrase: true);
        var hasSentence = content.OutOfScope > Yen.Zero;
        flow.Require(above + bank.Height + (hasSentence ? between + sentence.Height + 5 : 0));
        flow.Y += above;
        var bottom = bank.Draw(flow.Page, flow.Left, flow.Y);
        TaxBlock(flow.Right - taxWidth, taxWidth);
        flow.Y = bottom;
        if (hasSentence)
        {
            flow.Y += between;
            flow.Page.Box(flow.Left, flow.Y, flow.Width, sentence.Height + 5, PaperStyles.Rule);
            flow.Y = sentence.Draw(flow.Page, flow.Left + padding, flow.Y + 2.5) + 2.5;
        }
    }

    private void TaxBlock(double left, double width)
    {
        var (page, y) = (flow.Page, flow.Y);
        y = new TextBlock(text["TaxTitle"], styles.BodyBold, width).Draw(page, left, y) + 1.5;
        page.Line(left, y, left + width, y, PaperStyles.Rule);
        (string Label, Yen Amount)[] rows =
        [
            (text["SumOutOfScope"], content.OutOfScope),
            (text["SumStandard"], content.TaxedAt10),
            (text["SumStandardTax"], content.TaxWithin),
        ];
        foreach (var (label, amount) in rows)
        {
            var baseline = y + 1.1 + styles.Small.Baseline;
            page.Text(label, left, baseline, styles.Small);
            page.Text(amount.ToString(), left + width - styles.Small.WidthOf(amount.ToString()), baseline, styles.Small);
            y += styles.Small.LineHeight + 2.2;
            page.Line(left, y, left + width, y, new Stroke(0.2, PdfColor.Gray(0.73)));
        }
    }

    private void Footer(PdfPage page, int number, int count)
    {
        const double top = 279.5;
        var baseline = top + 1.5 + styles.Footer.Baseline;
        page.Line(flow.Left, top, flow.Right, top, PaperStyles.Rule);
        page.Text(text["Footer", content.Issuer.Name, content.Number], flow.Left, baseline, styles.Footer);
        var pages = text["PageOfPages", number, count];
        page.Text(pages, flow.Right - styles.Footer.WidthOf(pages), baseline, styles.Footer);
    }

    private void Void(PdfPage page) =>
        page.Overprint(over => over.TurnedText(text["Void"], Units.A4Width / 2, Units.A4Height / 2, -35, styles.Void));

    private void Write(string words, TextStyle style) => flow.Y = new TextBlock(words, style, LeftColumn).Draw(flow.Page, flow.Left, flow.Y);

    private void Labelled(string label, string value, TextStyle style, double width)
    {
        var indent = styles.Label.WidthOf(label) + LabelGap;
        flow.Page.Text(label, flow.Left, flow.Y + styles.Label.Baseline, styles.Label);
        flow.Y = new TextBlock(value, style, width - indent, byPhrase: true).Draw(flow.Page, flow.Left + indent, flow.Y) + RowGap;
    }
}

using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>The parts that all our documents share, each put below the one before. Lengths are millimetres.</summary>
internal sealed class PaperSheet(PdfDocument document, DocumentContent content, PaperStyles styles, PapersText text)
{
    public const double LeftColumn = 94, RightColumn = 66;

    private const double LabelGap = 4, RowGap = 0.6;

    public PageFlow Flow { get; } = new(document, new Margins(Top: 18, Right: 18, Bottom: 21, Left: 22));

    public void Title(string title) =>
        Flow.Y = new TextBlock(title, styles.Title, Flow.Width, Alignment.Center).Draw(Flow.Page, Flow.Left, Flow.Y) + 11;

    /// <summary>The addressee on the left, number and dates on the right.</summary>
    public void Addressee(params (string Label, string Value)[] facts)
    {
        const double width = 92;
        var top = Flow.Y;
        var names = content.Addressee.Names;
        for (var index = 0; index < names.Count - 1; index++)
        {
            Flow.Y = TextBlock.Fit(names[index], styles.Addressee, width, 10).Draw(Flow.Page, Flow.Left, Flow.Y);
        }

        // The honorific never stands alone on a line, so the name is broken as if the line were shorter by it.
        var honorific = text.Honorific(content.Addressee);
        var style = styles.AddresseeLast;
        var last = TextBlock.Fit(names[^1], style, width - style.WidthOf(honorific), 11);
        Flow.Y = last.Draw(Flow.Page, Flow.Left, Flow.Y);
        Flow.Page.Text(honorific, Flow.Left + last.LastWidth, Flow.Y - last.Style.LineHeight + last.Style.Baseline, last.Style);
        Flow.Y += 1.5;
        Flow.Page.Line(Flow.Left, Flow.Y, Flow.Left + width, Flow.Y, new Stroke(0.3));
        Flow.Y = Math.Max(Flow.Y, Facts(facts, top)) + 9;
    }

    /// <summary>The issuer in the right column from here down; answers where it ends. The pen stays.</summary>
    public double Issuer() =>
        new IssuerBlock(content, styles, text).Draw(Flow.Page, Flow.Right - RightColumn, Flow.Y, RightColumn);

    public void Write(string words, TextStyle style, double width = LeftColumn) =>
        Flow.Y = new TextBlock(words, style, width).Draw(Flow.Page, Flow.Left, Flow.Y);

    /// <summary>A value behind its label; several lines stay indented.</summary>
    public void Labelled(string label, string value, TextStyle style, double width = LeftColumn)
    {
        var indent = styles.Label.WidthOf(label) + LabelGap;
        Flow.Page.Text(label, Flow.Left, Flow.Y + styles.Label.Baseline, styles.Label);
        Flow.Y = new TextBlock(value, style, width - indent, byPhrase: true).Draw(Flow.Page, Flow.Left + indent, Flow.Y) + RowGap;
    }

    /// <summary>件名 and whose dues they are.</summary>
    public void Subject(string subject)
    {
        Labelled(text["Subject"], $"{subject}\n{(content is InvoiceContent { Members: { Count: > 0 } members } ? text["ForMembers", members.Count] : text["ForMember", content.MemberName])}", styles.Body);
        Flow.Y += 5 - RowGap;
    }

    /// <summary>The amount in a box in the left column.</summary>
    public void TotalBox(string label)
    {
        const double border = 0.5, padding = 4.5, height = 14.5;
        var page = Flow.Page;
        page.Box(Flow.Left + (border / 2), Flow.Y + (border / 2), LeftColumn - border, height - border, new Stroke(border));
        var baseline = Flow.Y + ((height - styles.Total.LineHeight) / 2) + styles.Total.Baseline;
        page.Text(label, Flow.Left + padding, baseline, styles.TotalLabel);
        var unit = Flow.Left + LeftColumn - padding - styles.TotalUnit.WidthOf(text["Yen"]);
        page.Text(text["Yen"], unit, baseline, styles.TotalUnit);
        var amount = content.Total.Value.ToString("N0", CultureInfo.InvariantCulture);
        page.Text(amount, unit - 1 - styles.Total.WidthOf(amount), baseline, styles.Total);
        Flow.Y += height;
    }

    /// <summary>The lines and their sum.</summary>
    public void Lines()
    {
        var total = text.Money(content.Total);
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
        var edges = table.Draw(Flow, below: height);

        var (page, baseline) = (Flow.Page, Flow.Y + styles.Table.PaddingY + styles.Sum.Baseline);
        page.Text(text["Sum"], ((edges[^3] + edges[^2]) / 2) - (styles.Sum.WidthOf(text["Sum"]) / 2), baseline, styles.Sum);
        page.Text(total, Flow.Right - styles.Table.PaddingX - styles.Sum.WidthOf(total), baseline, styles.Sum);
        page.Line(edges[^3], Flow.Y, Flow.Right, Flow.Y, PaperStyles.StrongRule);
        Flow.Y += height;
        page.Line(edges[^3], Flow.Y, Flow.Right, Flow.Y, PaperStyles.StrongRule);
    }

    /// <summary>A block on the left, tax on the right and the sentence on tax: they stay together on one page.</summary>
    public void Conditions(Func<double, IPaperBlock> left)
    {
        const double above = 9, between = 7, padding = 3.5, leftWidth = 104, taxWidth = 56;
        var block = left(leftWidth);
        var sentence = new TextBlock(text["DuesOutOfScope"], styles.Fine, Flow.Width - (2 * padding), byPhrase: true);
        var hasSentence = content.OutOfScope > Yen.Zero;
        var tax = TaxRows();
        var height = Math.Max(block.Height, TaxHeight(tax.Length));
        Flow.Require(above + height + (hasSentence ? between + sentence.Height + 5 : 0));
        Flow.Y += above;
        block.Draw(Flow.Page, Flow.Left, Flow.Y);
        TaxBlock(tax, Flow.Right - taxWidth, taxWidth);
        Flow.Y += height;
        if (hasSentence)
        {
            Flow.Y += between;
            Flow.Page.Box(Flow.Left, Flow.Y, Flow.Width, sentence.Height + 5, PaperStyles.Rule);
            Flow.Y = sentence.Draw(Flow.Page, Flow.Left + padding, Flow.Y + 2.5) + 2.5;
        }
    }

    /// <summary>Ends the document: the foot of each page, and 取消 over it when it is void.</summary>
    public void Finish(bool voided)
    {
        Flow.NumberPages(Footer);
        if (voided)
        {
            Flow.NumberPages((page, _, _) => Void(page));
        }
    }

    private double Facts((string Label, string Value)[] rows, double top)
    {
        var values = rows.Max(row => styles.Body.WidthOf(row.Value));
        var labels = rows.Max(row => styles.Label.WidthOf(row.Label));
        foreach (var (label, value) in rows)
        {
            Flow.Page.Text(label, Flow.Right - values - LabelGap - labels, top + styles.Label.Baseline, styles.Label);
            Flow.Page.Text(value, Flow.Right - styles.Body.WidthOf(value), top + styles.Body.Baseline, styles.Body);
            top += styles.Body.LineHeight + RowGap;
        }

        return top;
    }

    private string[] Cells(InvoiceLine line, int index) =>
    [
        (index + 1).ToString(CultureInfo.InvariantCulture),
        line.Description,
        line is { PeriodStart: { } from, PeriodEnd: { } to } ? text.Months(from, to) : "",
        text[$"Tax{line.Tax}"],
        line.Quantity.ToString("N0", CultureInfo.InvariantCulture),
        text.Money(line.UnitPrice),
        text.Money(line.Amount),
    ];

    private (string Label, Yen Amount)[] TaxRows() =>
    [
        (text["SumOutOfScope"], content.OutOfScope),
        (text["SumStandard"], content.TaxedAt10),
        (text["SumStandardTax"], content.TaxWithin),
    ];

    private double TaxHeight(int rows) => styles.BodyBold.LineHeight + 1.5 + (rows * (styles.Small.LineHeight + 2.2));

    private void TaxBlock((string Label, Yen Amount)[] rows, double left, double width)
    {
        var (page, y) = (Flow.Page, Flow.Y);
        y = new TextBlock(text["TaxTitle"], styles.BodyBold, width).Draw(page, left, y) + 1.5;
        page.Line(left, y, left + width, y, PaperStyles.Rule);
        foreach (var (label, amount) in rows)
        {
            var baseline = y + 1.1 + styles.Small.Baseline;
            page.Text(label, left, baseline, styles.Small);
            var yen = text.Money(amount);
            page.Text(yen, left + width - styles.Small.WidthOf(yen), baseline, styles.Small);
            y += styles.Small.LineHeight + 2.2;
            page.Line(left, y, left + width, y, new Stroke(0.2, PdfColor.Gray(0.73)));
        }
    }

    private void Footer(PdfPage page, int number, int count)
    {
        const double top = 279.5;
        var baseline = top + 1.5 + styles.Footer.Baseline;
        page.Line(Flow.Left, top, Flow.Right, top, PaperStyles.Rule);
        page.Text(text["Footer", content.Issuer.In(content.Language).Name, content.Number], Flow.Left, baseline, styles.Footer);
        var pages = text["PageOfPages", number, count];
        page.Text(pages, Flow.Right - styles.Footer.WidthOf(pages), baseline, styles.Footer);
    }

    private void Void(PdfPage page) =>
        page.Overprint(over => over.TurnedText(text["Void"], Units.A4Width / 2, Units.A4Height / 2, -35, styles.Void));
}

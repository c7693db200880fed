using System.Globalization;
using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>The list of members (会員一覧) behind an invoice over several of them, from a page of its own on. Lengths are millimetres.</summary>
internal static class InvoicedMembersDrawing
{
    private const double AfterTitle = 3, AfterLead = 5, BeforeSums = 3;

    public static void Draw(PageFlow flow, InvoiceContent content, PaperStyles styles, PapersText text)
    {
        flow.Require(double.MaxValue);
        flow.Y = new TextBlock(text["MembersTitle"], styles.ListTitle, flow.Width).Draw(flow.Page, flow.Left, flow.Y) + AfterTitle;
        flow.Y = new TextBlock(text["MembersLead", content.Addressee.OneLine, text.Honorific(content.Addressee).Trim(), content.Number], styles.Small, flow.Width).Draw(flow.Page, flow.Left, flow.Y) + AfterLead;
        var table = new Table(
            styles.List,
            [
                new TableColumn(text["LineNumber"], Alignment.Center, Alignment.Center),
                new TableColumn(text["MemberNumber"], Alignment.Center, Alignment.Center),
                new TableColumn(text["MemberName"], Alignment.Left, Alignment.Left, Fills: true),
                new TableColumn(text["Description"], Alignment.Left, Alignment.Left),
                new TableColumn(text["Amount"], Alignment.Right, Alignment.Right, Least: 23),
                new TableColumn(text["MemberTotal"], Alignment.Right, Alignment.Right, Least: Math.Max(25, styles.Sum.WidthOf(text.Money(content.Total)) + 4)),
            ],
            [.. content.Members.SelectMany((member, index) => Rows(member, index, text))]);
        var height = styles.Sum.LineHeight + (2 * styles.List.PaddingY);
        var edges = table.Draw(flow, below: height + BeforeSums);
        Sum(flow, text["MembersSum", content.Members.Count], text.Money(content.Total), edges[^4], styles);
    }

    // Every row says whose it is, so that a page can be read by itself; the member's sum stands in the last one.
    private static IEnumerable<string[]> Rows(InvoicedMember member, int index, PapersText text) => member.Charges.Select((charge, at) => (string[])
    [
        at == 0 ? (index + 1).ToString(CultureInfo.InvariantCulture) : "",
        member.Number,
        member.Name,
        charge.Description,
        text.Money(charge.Amount),
        at == member.Charges.Count - 1 ? text.Money(member.Total) : "",
    ]);

    private static void Sum(PageFlow flow, string label, string total, double left, PaperStyles styles)
    {
        var baseline = flow.Y + styles.List.PaddingY + styles.Sum.Baseline;
        flow.Page.Text(label, left + styles.List.PaddingX, baseline, styles.Sum);
        flow.Page.Text(total, flow.Right - styles.List.PaddingX - styles.Sum.WidthOf(total), baseline, styles.Sum);
        flow.Page.Line(flow.Left, flow.Y, flow.Right, flow.Y, PaperStyles.StrongRule);
        flow.Y += styles.Sum.LineHeight + (2 * styles.List.PaddingY);
        flow.Page.Line(left, flow.Y, flow.Right, flow.Y, PaperStyles.StrongRule);
    }
}

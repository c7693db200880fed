namespace MemberHub.Platform.Pdf.Layout;

/// <summary>A column of a table.</summary>
/// <param name="Title">The head of the column.</param>
/// <param name="Alignment">Where the cells stand.</param>
/// <param name="TitleAlignment">Where the head stands.</param>
/// <param name="Fills">Whether it takes the width that is left and breaks its text; the others are as wide as their widest cell.</param>
/// <param name="Least">The least width, mm.</param>
public sealed record TableColumn(string Title, Alignment Alignment, Alignment TitleAlignment, bool Fills = false, double Least = 0);

/// <summary>How a table looks; lengths are mm.</summary>
public sealed record TableStyle(TextStyle Head, TextStyle Cell)
{
    public double PaddingX { get; init; } = 2;

    public double PaddingY { get; init; } = 2.1;

    public Stroke HeadRule { get; init; } = new(0.4);

    public Stroke RowRule { get; init; } = new(0.2, PdfColor.Gray(0.47));

    public PdfColor HeadFill { get; init; } = PdfColor.Gray(0.94);
}

/// <summary>A table that runs over pages and repeats its head on each. One column at least fills the width.</summary>
public sealed class Table(TableStyle style, IReadOnlyList<TableColumn> columns, IReadOnlyList<string[]> rows)
{
    /// <summary>Draws the table over the whole width of the flow, below what is there, and answers where each column begins, and the right edge.</summary>
    /// <param name="flow">Where it is drawn.</param>
    /// <param name="below">The height of what must stand on the same page as the last row, such as the sum; mm.</param>
    public IReadOnlyList<double> Draw(PageFlow flow, double below = 0)
    {
        var edges = Edges(flow);
        var head = Cells([.. columns.Select(column => column.Title)], edges, style.Head, column => column.TitleAlignment);
        for (var index = 0; index < rows.Count; index++)
        {
            var row = Cells(rows[index], edges, style.Cell, column => column.Alignment);
            var broke = flow.Require(HeightOf(row) + (index == 0 ? HeightOf(head) : 0) + (index == rows.Count - 1 ? below : 0));
            if (broke || index == 0)
            {
                DrawHead(head, edges, flow);
            }

            DrawCells(row, edges, flow);
            flow.Page.Line(edges[0], flow.Y, edges[^1], flow.Y, style.RowRule);
        }

        return edges;
    }

    private double[] Edges(PageFlow flow)
    {
        var widths = columns.Select((column, index) => column.Fills ? 0 : Math.Max(column.Least, WidestOf(index) + (2 * style.PaddingX))).ToList();
        var share = (flow.Width - widths.Sum()) / columns.Count(column => column.Fills);
        var edges = new double[columns.Count + 1];
        edges[0] = flow.Left;
        for (var index = 0; index < columns.Count; index++)
        {
            edges[index + 1] = edges[index] + (columns[index].Fills ? share : widths[index]);
        }

        return edges;
    }

    private double WidestOf(int column) =>
        rows.Select(row => style.Cell.WidthOf(row[column])).Append(style.Head.WidthOf(columns[column].Title)).Max();

    private TextBlock[] Cells(string[] texts, double[] edges, TextStyle text, Func<TableColumn, Alignment> alignment) =>
        [.. columns.Select((column, index) => new TextBlock(texts[index], text, edges[index + 1] - edges[index] - (2 * style.PaddingX), alignment(column)))];

    private double HeightOf(TextBlock[] cells) => cells.Max(cell => cell.Height) + (2 * style.PaddingY);

    private void DrawHead(TextBlock[] head, double[] edges, PageFlow flow)
    {
        var top = flow.Y;
        flow.Page.Box(edges[0], top, edges[^1] - edges[0], HeightOf(head), fill: style.HeadFill);
        DrawCells(head, edges, flow);
        flow.Page.Line(edges[0], top, edges[^1], top, style.HeadRule);
        flow.Page.Line(edges[0], flow.Y, edges[^1], flow.Y, style.HeadRule);
    }

    private void DrawCells(TextBlock[] cells, double[] edges, PageFlow flow)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index].Draw(flow.Page, edges[index] + style.PaddingX, flow.Y + style.PaddingY);
        }

        flow.Y += HeightOf(cells);
    }
}

using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Income;

/// <summary>The report as a table: a row per fiscal year and category, a column per method; the page and the workbook show the same.</summary>
public sealed record IncomeTable(IReadOnlyList<IncomeTableRow> Rows)
{
    public static readonly IReadOnlyList<PaymentMethod> Methods = Enum.GetValues<PaymentMethod>();

    public static IncomeTable Of(IReadOnlyList<IncomeLine> lines) =>
        new([.. lines.GroupBy(line => (line.Year, line.Category)).Select(group => new IncomeTableRow(
            group.Key.Year, group.Key.Category, [.. Methods.Select(method => group.Where(line => line.Method == method).Total(line => line.Amount))]))]);

    public Yen TotalOf(int method) => Rows.Total(row => row.Amounts[method]);

    public Yen Total => Rows.Total(row => row.Total);
}

/// <param name="Year">Null for money that pays for nothing.</param>
/// <param name="Amounts">In the order of <see cref="IncomeTable.Methods"/>.</param>
public sealed record IncomeTableRow(FiscalYear? Year, string Category, IReadOnlyList<Yen> Amounts)
{
    public Yen Total => Amounts.Total();
}

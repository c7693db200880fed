using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Papers;

/// <summary>The words of an invoice's lines. Documents are Japanese, whatever language the page is in.</summary>
public static class InvoiceWording
{
    private static PapersText Text => PapersText.Japanese;

    /// <summary>件名: 年会費（2024年度から2026年度まで）, or 2026年度 年会費.</summary>
    public static string Subject(IReadOnlyList<ChargePosition> lines)
    {
        var items = string.Join('・', lines.Select(line => line.Item).Distinct().Select(item => Text[$"{item}"]));
        var (first, last) = (lines[0].Year, lines[^1].Year);
        return first == last ? Text["SubjectOneYear", first, items] : Text["SubjectYears", items, first, last];
    }

    /// <summary>2024年度 年会費（正会員）; with 残額 after it when a part was paid before.</summary>
    public static InvoiceLine Line(ChargePosition charge) => new()
    {
        Description = Text[charge.Open == charge.Amount ? "Line" : "LineRest", charge.Year, Text[$"{charge.Item}"], charge.CategoryName],
        PeriodStart = charge.PeriodStart,
        PeriodEnd = charge.PeriodEnd,
        UnitPrice = charge.Open,
    };
}

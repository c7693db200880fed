using System.Globalization;
using System.Resources;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Payments;

/// <summary>The words of an invoice's lines. Documents are Japanese, whatever language the page is in.</summary>
public static class InvoiceWording
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");
    private static readonly ResourceManager Text = new(typeof(PaymentsText));

    /// <summary>件名: 年会費（2024年度から2026年度まで）, or 2026年度 年会費.</summary>
    public static string Subject(IReadOnlyList<ChargePosition> lines)
    {
        var items = string.Join('・', lines.Select(line => line.Item).Distinct().Select(item => Say($"Paper.{item}")));
        var (first, last) = (lines[0].Year, lines[^1].Year);
        return first == last ? Say("Paper.SubjectOneYear", first, items) : Say("Paper.SubjectYears", items, first, last);
    }

    /// <summary>2024年度 年会費（正会員）; with 残額 after it when a part was paid before.</summary>
    public static InvoiceLine Line(ChargePosition charge) => new()
    {
        Description = Say(
            charge.Open == charge.Amount ? "Paper.Line" : "Paper.LineRest",
            charge.Year,
            Say($"Paper.{charge.Item}"),
            charge.CategoryName),
        PeriodStart = charge.PeriodStart,
        PeriodEnd = charge.PeriodEnd,
        UnitPrice = charge.Open,
    };

    private static string Say(string key, params object[] facts) => string.Format(
        Japanese,
        Text.GetString(key, Japanese) ?? throw new InvalidOperationException($"{key} is missing from the texts of payments."),
        facts);
}

using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;

namespace MemberHub.Papers;

/// <summary>The words of a receipt: its lines and its proviso (但し書き). In the language of the paper (ja or en) and not of the page.</summary>
public static class ReceiptWording
{
    /// <summary>One line per charge with what was paid of it, and one for what settles nothing yet.</summary>
    public static IReadOnlyList<InvoiceLine> Lines(IReadOnlyList<(ChargePosition Charge, Yen Paid)> settled, Yen credit, string language) =>
    [
        .. settled.Select(item => new InvoiceLine
        {
            Description = PapersText.In(language)[item.Paid == item.Charge.Charged ? "Line" : "LinePart", item.Charge.Year, InvoiceWording.ItemOf(item.Charge, language), item.Charge.CategoryIn(language)],
            PeriodStart = item.Charge.PeriodStart,
            PeriodEnd = item.Charge.PeriodEnd,
            UnitPrice = item.Paid,
        }),
        .. credit > Yen.Zero ? [new InvoiceLine { Description = PapersText.In(language)["CreditLine"], UnitPrice = credit }] : Array.Empty<InvoiceLine>(),
    ];

    /// <summary>2026年度 年会費として; with お預り金 for what settles nothing yet.</summary>
    public static string Proviso(IReadOnlyList<ChargePosition> settled, Yen credit, string language)
    {
        var text = PapersText.In(language);
        return text["ProvisoAs", (settled.Count > 0, credit > Yen.Zero) switch
        {
            (true, false) => InvoiceWording.Subject(settled, language),
            (true, true) => text["ProvisoAndCredit", InvoiceWording.Subject(settled, language)],
            _ => text["ProvisoCredit"],
        }];
    }
}

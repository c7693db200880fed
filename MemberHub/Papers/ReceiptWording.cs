using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;

namespace MemberHub.Papers;

/// <summary>The words of a receipt: its lines and its proviso (但し書き). Documents are Japanese, whatever language the page is in.</summary>
public static class ReceiptWording
{
    private static PapersText Text => PapersText.Japanese;

    /// <summary>One line per charge with what was paid of it, and one for what settles nothing yet.</summary>
    public static IReadOnlyList<InvoiceLine> Lines(IReadOnlyList<(ChargePosition Charge, Yen Paid)> settled, Yen credit) =>
    [
        .. settled.Select(item => new InvoiceLine
        {
            Description = Text[item.Paid == item.Charge.Charged ? "Line" : "LinePart", item.Charge.Year, InvoiceWording.ItemOf(item.Charge), item.Charge.CategoryName],
            PeriodStart = item.Charge.PeriodStart,
            PeriodEnd = item.Charge.PeriodEnd,
            UnitPrice = item.Paid,
        }),
        .. credit > Yen.Zero ? [new InvoiceLine { Description = Text["CreditLine"], UnitPrice = credit }] : Array.Empty<InvoiceLine>(),
    ];

    /// <summary>2026年度 年会費として; with お預り金 for what settles nothing yet.</summary>
    public static string Proviso(IReadOnlyList<ChargePosition> settled, Yen credit) => Text["ProvisoAs", (settled.Count > 0, credit > Yen.Zero) switch
    {
        (true, false) => InvoiceWording.Subject(settled),
        (true, true) => Text["ProvisoAndCredit", InvoiceWording.Subject(settled)],
        _ => Text["ProvisoCredit"],
    }];
}

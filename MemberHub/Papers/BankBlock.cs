using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Where to transfer the money to (お振込先), and how. Lengths are millimetres.</summary>
internal sealed class BankBlock : IPaperBlock
{
    private const double LabelGap = 4, RowGap = 0.6, AfterTitle = 1.5, BeforeNotes = 2.5;

    private readonly double width;
    private readonly PaperStyles styles;
    private readonly TextBlock title;
    private readonly TextBlock notes;
    private readonly List<(string Label, TextBlock Value)> rows = [];
    private readonly double indent;

    public BankBlock(InvoiceContent content, PaperStyles styles, PapersText text, double width)
    {
        this.styles = styles;
        this.width = width;
        var account = content.BankAccount;
        (string Label, string Value)[] texts =
        [
            (text["Bank"], text["BankAndBranch", account.Bank, account.Branch, account.BranchCode]),
            (text["Account"], text["AccountKindAndNumber", account.Kind, account.Number]),
            (text["Holder"], $"{account.Holder}\n{account.HolderKana}".Trim()),
        ];
        indent = texts.Max(row => styles.Label.WidthOf(row.Label)) + LabelGap;
        title = new TextBlock(text["BankTitle"], styles.BodyBold, width);
        rows.AddRange(texts.Select(row => (row.Label, new TextBlock(row.Value, styles.Body, width - indent, byPhrase: true))));
        notes = new TextBlock($"{text["TransferNumber", content.NumberDigits]}\n{text["TransferFee"]}", styles.Fine, width);
    }

    public double Height =>
        title.Height + (2 * AfterTitle) + rows.Sum(row => row.Value.Height + RowGap) + BeforeNotes + notes.Height;

    public double Draw(PdfPage page, double left, double top)
    {
        var y = title.Draw(page, left, top) + AfterTitle;
        page.Line(left, y, left + width, y, PaperStyles.Rule);
        y += AfterTitle;
        foreach (var (label, value) in rows)
        {
            page.Text(label, left, y + styles.Label.Baseline, styles.Label);
            y = value.Draw(page, left + indent, y) + RowGap;
        }

        return notes.Draw(page, left, y + BeforeNotes);
    }
}

using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>Remarks (備考), one paragraph each. Lengths are millimetres.</summary>
internal sealed class NotesBlock : IPaperBlock
{
    private const double AfterTitle = 1.5;

    private readonly double width;
    private readonly TextBlock title;
    private readonly TextBlock notes;

    public NotesBlock(IEnumerable<string> paragraphs, PaperStyles styles, PapersText text, double width)
    {
        this.width = width;
        title = new TextBlock(text["NotesTitle"], styles.BodyBold, width);
        notes = new TextBlock(string.Join('\n', paragraphs), styles.Fine, width, byPhrase: true);
    }

    public double Height => title.Height + (2 * AfterTitle) + notes.Height;

    public double Draw(PdfPage page, double left, double top)
    {
        var y = title.Draw(page, left, top) + AfterTitle;
        page.Line(left, y, left + width, y, PaperStyles.Rule);
        return notes.Draw(page, left, y + AfterTitle);
    }
}

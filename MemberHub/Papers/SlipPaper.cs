using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>
/// Prints payment slips (払込取扱票) over the post's official forms: one page of 180 × 114 mm each, black text alone, moved by the society's offsets.
/// </summary>
public sealed class SlipPaper(JapaneseFonts fonts)
{
    private readonly Lazy<SlipStyles> styles = new(() => new SlipStyles(fonts));

    /// <summary>All slips in one file, in their order; the same slips and moment make the same bytes.</summary>
    /// <param name="slips">One page each.</param>
    /// <param name="issuer">Whose account they are paid to. An incomplete account throws.</param>
    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public PrintedPaper Render(IEnumerable<SlipContent> slips, SlipIssuer issuer, DateTime createdUtc)
    {
        var text = PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["SlipTitle"], issuer.Issuer.Name, createdUtc));
        foreach (var slip in slips)
        {
            new SlipDrawing(document.AddPage(SlipForm.Width, SlipForm.Height), issuer.Printing, styles.Value, text).Draw(slip, issuer.Account);
        }

        return new PrintedPaper(document.ToBytes(), document.Lacking);
    }
}

using MemberHub.Domain.Documents;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>
/// Prints payment slips (払込取扱票) over the post's official forms: one page of 180 × 114 mm each, black text alone, moved by the society's offsets.
/// </summary>
public sealed class SlipPaper(JapaneseFonts fonts)
{
    private readonly Lazy<SlipStyles> styles = new(() => new SlipStyles(fonts));

    /// <summary>Writes all slips into one file, in their order, each page as soon as its slip was read; the same slips and moment make the same bytes.</summary>
    /// <param name="slips">One page each; however many there are, few are in memory at a time.</param>
    /// <param name="issuer">Whose account they are paid to. An incomplete account throws.</param>
    /// <param name="createdUtc">The UTC moment of printing, for the file's own record.</param>
    public async Task WriteAsync(IAsyncEnumerable<SlipContent> slips, SlipIssuer issuer, DateTime createdUtc, Stream target, CancellationToken cancel)
    {
        var text = PapersText.Japanese;
        using var document = new PdfDocument(new PdfInfo(text["SlipTitle"], issuer.Issuer.Name, createdUtc));
        await foreach (var slip in slips.WithCancellation(cancel))
        {
            new SlipDrawing(document.AddPage(SlipForm.Width, SlipForm.Height), issuer.Printing, styles.Value, text).Draw(slip, issuer.Account);
            await document.SendPagesAsync(target, cancel);
        }

        await document.FinishAsync(target, cancel);
    }
}

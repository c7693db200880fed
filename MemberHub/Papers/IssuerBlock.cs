using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using MemberHub.Platform.Pdf.Layout;

namespace MemberHub.Papers;

/// <summary>
/// The issuer (発行者) with its seal. The seal touches the end of the name and covers no other text: the lines beside it are shorter.
/// Lengths are millimetres.
/// </summary>
internal sealed class IssuerBlock(DocumentContent content, PaperStyles styles, PapersText text)
{
    private const double NameOverlap = 5, SealRise = 2.4, SealGap = 1.5, LeastBesideSeal = 35, Paragraph = 1.5;

    private readonly Issuer issuer = content.Issuer.In(content.Language);

    /// <summary>Draws it and answers where it ends.</summary>
    public double Draw(PdfPage page, double left, double top, double width)
    {
        var name = Name(width);
        var y = top + name.Height;
        var (beside, sealBottom) = (width, y);
        if (issuer.Seal.Shape != SealShape.None)
        {
            var seal = Math.Clamp(name.LastWidth - NameOverlap, LeastBesideSeal, width - SealDrawing.Size);
            // Drawn first, so that the name stays black where the two meet.
            styles.Seal.Draw(issuer.Seal, page, left + seal, y - SealRise);
            (beside, sealBottom) = (seal - SealGap, y - SealRise + SealDrawing.Size);
        }

        name.Draw(page, left, top);
        foreach (var (paragraph, style) in Paragraphs())
        {
            y += Paragraph;
            foreach (var line in paragraph)
            {
                y = TextBlock.Fit(line, style, y < sealBottom ? beside : width, style.Size - 1).Draw(page, left, y);
            }
        }

        return Math.Max(y, sealBottom);
    }

    /// <summary>On one line if it can be; a name too short to reach the seal is spaced out as printers do (均等割り).</summary>
    private TextBlock Name(double width)
    {
        var style = styles.IssuerName;
        var missing = LeastBesideSeal + NameOverlap - style.WidthOf(issuer.Name);
        if (issuer.Seal.Shape != SealShape.None && missing > 0 && issuer.Name.Length > 1)
        {
            style = style with { LetterSpacing = Math.Min(style.Size, missing * 72 / 25.4 / (issuer.Name.Length - 1)) };
        }

        return TextBlock.Fit(issuer.Name, style, width, 9.5);
    }

    private IEnumerable<(string[] Lines, TextStyle Style)> Paragraphs()
    {
        yield return (Filled(issuer.Representative), styles.Representative);
        yield return ([.. Filled(issuer.PostalCode).Select(code => text["PostalCode", code]), .. issuer.Address], styles.Issuer);
        yield return ([.. Filled(issuer.Phone).Select(phone => text["Phone", phone]), .. Filled(issuer.Email)], styles.Issuer);
        if (content.TaxedAt10 > Yen.Zero)
        {
            yield return ([.. Filled(issuer.RegistrationNumber).Select(number => text["RegistrationNumber", number])], styles.Issuer);
        }
    }

    private static string[] Filled(string value) => value.Length > 0 ? [value] : [];
}

using System.Globalization;
using System.Text;
using QRCoder;

namespace MemberHub.Platform.Security;

/// <summary>A QR code (JIS X 0510) as the path of an inline SVG picture: no image is fetched and nothing but squares is drawn.</summary>
/// <param name="Size">Modules on a side, the light border of four included: the picture's view box.</param>
/// <param name="Path">One run of dark modules after the other, in path commands.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The picture of a text; it stays readable with up to 15 % of it covered (level M).</summary>
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x] || (x > 0 && rows[y][x - 1]))
                {
                    continue;
                }

                var end = x;
                while (end < rows.Count && rows[y][end])
                {
                    end++;
                }

                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1h-{end - x}z");
            }
        }

        return new(rows.Count, path.ToString());
    }
}

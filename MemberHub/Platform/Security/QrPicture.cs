using System.Globalization;
using QRCoder;

namespace MemberHub.Platform.Security;

/// <summary>A QR code (JIS X 0510), as the path of an inline SVG picture (no image is fetched and nothing but squares is drawn) or to be drawn on paper.</summary>
/// <param name="Size">Modules on a side, the light border of four included: the picture's view box.</param>
/// <param name="Runs">The runs of dark modules: column, row and length, in modules.</param>
public sealed record QrPicture(int Size, IReadOnlyList<(int X, int Y, int Length)> Runs)
{
    /// <summary>One run after the other, in path commands.</summary>
    public string Path { get; } = string.Concat(Runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"M{run.X} {run.Y}h{run.Length}v1h-{run.Length}z")));

    /// <summary>The picture of a text; it stays readable with up to 15 % of it covered (level M).</summary>
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        List<(int X, int Y, int Length)> runs = [];
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

                runs.Add((x, y, end - x));
            }
        }

        return new(rows.Count, runs);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Platform.Security;
using QRCoder;

namespace MemberHub.Tests.Platform.Security;

public sealed class QrPictureTests
{
    private const int Quiet = 4;

    [Theory]
    [InlineData("A")]
    [InlineData("otpauth://totp/%E9%9D%92%E8%91%89:keiri?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%9D%92%E8%91%89")]
    public void The_path_draws_the_codes_dark_squares_and_no_other(string text)
    {
        var picture = QrPicture.Of(text);
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);

        var drawn = Drawn(picture);
        Assert.Equal(code.ModuleMatrix.Count, picture.Size);
        for (var y = 0; y < picture.Size; y++)
        {
            Assert.Equal(code.ModuleMatrix[y].Cast<bool>(), Enumerable.Range(0, picture.Size).Select(x => drawn[y, x]));
        }
    }

    [Fact]
    public void Around_it_is_a_light_border_of_four_and_in_three_corners_a_finder()
    {
        var picture = QrPicture.Of("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQ");
        var drawn = Drawn(picture);
        var last = picture.Size - 1;

        for (var i = 0; i < picture.Size; i++)
        {
            for (var border = 0; border < Quiet; border++)
            {
                Assert.False(drawn[border, i] || drawn[last - border, i] || drawn[i, border] || drawn[i, last - border]);
            }
        }

        foreach (var (y, x) in ((int, int)[])[(Quiet, Quiet), (Quiet, last - Quiet - 6), (last - Quiet - 6, Quiet)])
        {
            Assert.Equal("1111111100000110111011011101101110110000011111111", string.Concat(
                from dy in Enumerable.Range(0, 7)
                from dx in Enumerable.Range(0, 7)
                select drawn[y + dy, x + dx] ? '1' : '0'));
        }
    }

    private static bool[,] Drawn(QrPicture picture)
    {
        var drawn = new bool[picture.Size, picture.Size];
        var rest = Regex.Replace(picture.Path, @"M(\d+) (\d+)h(\d+)v1h-(\d+)z", match =>
        {
            var (x, y, width) = (Number(match, 1), Number(match, 2), Number(match, 3));
            Assert.Equal(width, Number(match, 4));
            for (var i = 0; i < width; i++)
            {
                Assert.False(drawn[y, x + i]);
                drawn[y, x + i] = true;
            }

            return "";
        });
        Assert.Equal("", rest);
        return drawn;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}

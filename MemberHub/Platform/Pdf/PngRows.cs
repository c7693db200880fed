using System.IO.Compression;

namespace MemberHub.Platform.Pdf;

/// <summary>Undoes the filters that a PNG lays over its rows before it packs them.</summary>
internal static class PngRows
{
    /// <summary>The samples of all rows, one after the other. Data that is too short or broken throws <see cref="InvalidDataException"/>.</summary>
    public static byte[] Unfilter(MemoryStream packed, int rowLength, int height, int samplesPerPixel)
    {
        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var rows = new byte[rowLength * height];
        Span<byte> filter = stackalloc byte[1];
        var above = new byte[rowLength].AsSpan();
        for (var row = 0; row < height; row++)
        {
            var current = rows.AsSpan(row * rowLength, rowLength);
            if (inflate.ReadAtLeast(filter, 1, throwOnEndOfStream: false) == 0
                || inflate.ReadAtLeast(current, rowLength, throwOnEndOfStream: false) < rowLength)
            {
                throw new InvalidDataException("The PNG is cut off.");
            }

            for (var index = 0; index < rowLength; index++)
            {
                var left = index < samplesPerPixel ? 0 : current[index - samplesPerPixel];
                var aboveLeft = index < samplesPerPixel ? 0 : above[index - samplesPerPixel];
                current[index] += (byte)Predict(filter[0], left, above[index], aboveLeft);
            }

            above = current;
        }

        return rows;
    }

    private static int Predict(byte filter, int left, int above, int aboveLeft) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        4 => Paeth(left, above, aboveLeft),
        _ => throw new InvalidDataException("The PNG is broken."),
    };

    private static int Paeth(int left, int above, int aboveLeft)
    {
        var estimate = left + above - aboveLeft;
        var (toLeft, toAbove, toBoth) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - aboveLeft));
        return toLeft <= toAbove && toLeft <= toBoth ? left : toAbove <= toBoth ? above : aboveLeft;
    }
}

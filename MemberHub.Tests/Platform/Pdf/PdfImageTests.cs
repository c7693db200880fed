using System.Buffers.Binary;
using System.IO.Compression;
using MemberHub.Platform.Pdf;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Pdf;

public sealed class PdfImageTests
{
    private static readonly byte[] Red = [200, 30, 20], Blue = [20, 40, 220];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_filter_of_a_png_gives_back_its_pixels(byte filter)
    {
        PdfTools.Need("pdftoppm");
        var picture = Pixels(Print(Png(filter, 2, [Red, Blue, Blue, Red])));
        Assert.Equal([.. Red, .. Blue, .. Blue, .. Red], picture);
    }

    [Fact]
    public void What_is_see_through_is_laid_on_white()
    {
        PdfTools.Need("pdftoppm");
        byte[] clear = [0, 0, 0, 0], red = [.. Red, 255];
        Assert.Equal([255, 255, 255, .. Red, .. Red, 255, 255, 255], Pixels(Print(Png(0, 6, [clear, red, red, clear]))));
    }

    [Fact]
    public void A_jpeg_is_embedded_as_it_is()
    {
        byte[] start = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 30, 0, 40, 3];
        var image = PdfImage.Read(start);
        Assert.Equal((40, 30), (image.Width, image.Height));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF })]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 })]
    [Asvs("5.2.2")]
    public void What_is_no_picture_is_refused_with_a_reason(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => PdfImage.Read(file));

    [Fact]
    public void A_png_cut_off_anywhere_is_refused()
    {
        var png = Png(0, 2, [Red, Blue, Blue, Red]);
        for (var length = 0; length < png.Length - 8; length++)
        {
            Assert.Throws<InvalidDataException>(() => PdfImage.Read(png.AsSpan(0, length)));
        }
    }

    private static byte[] Print(byte[] png)
    {
        using var document = new PdfDocument(new PdfInfo("絵", "作者", new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc)));
        document.AddPage().Image(PdfImage.Read(png), 0, 297 - 50.8, 50.8, 50.8);
        return document.ToBytes();
    }

    /// <summary>The middles of the four quarters of the picture that was printed two inches wide in the lower left corner.</summary>
    private static byte[] Pixels(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            PdfTools.Run("pdftoppm", pdf, "-r", "100", "-singlefile", "{file}", file);
            var ppm = File.ReadAllBytes($"{file}.ppm");
            var (width, height) = (827, 1169);
            var pixels = ppm.AsSpan(ppm.Length - (3 * width * height));
            var result = new List<byte>();
            foreach (var (x, y) in new[] { (50, height - 150), (150, height - 150), (50, height - 50), (150, height - 50) })
            {
                result.AddRange(pixels.Slice(3 * ((y * width) + x), 3));
            }

            return [.. result];
        }
        finally
        {
            File.Delete(file);
            File.Delete($"{file}.ppm");
        }
    }

    /// <summary>A PNG of two by two pixels.</summary>
    internal static byte[] Png(byte filter, byte kind, byte[][] pixels)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(file, "IHDR"u8, [0, 0, 0, 2, 0, 0, 0, 2, 8, kind, 0, 0, 0]);
        using var rows = new MemoryStream();
        using (var deflate = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] first = [.. pixels[0], .. pixels[1]], second = [.. pixels[2], .. pixels[3]];
            var none = new byte[first.Length];
            deflate.Write([filter, .. Filtered(filter, first, none, pixels[0].Length)]);
            deflate.Write([filter, .. Filtered(filter, second, first, pixels[0].Length)]);
        }

        Chunk(file, "IDAT"u8, rows.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Filtered(byte filter, byte[] row, byte[] above, int size) =>
    [
        .. row.Select((value, index) =>
        {
            int left = index < size ? 0 : row[index - size], corner = index < size ? 0 : above[index - size];
            var nearest = new[] { left, above[index], corner }.MinBy(candidate => Math.Abs(left + above[index] - corner - candidate));
            return (byte)(value - (filter switch { 1 => left, 2 => above[index], 3 => (left + above[index]) / 2, 4 => nearest, _ => 0 }));
        }),
    ];

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, byte[] data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        file.Write(length);
        file.Write(name);
        file.Write(data);
        // The checksum; our reader trusts the inflated data's own.
        file.Write(new byte[4]);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace MemberHub.Platform.Pdf;

/// <summary>A picture for a page (PNG or JPEG), read once and used in any number of documents.</summary>
public sealed class PdfImage
{
    /// <summary>The most pixels of a side; what is larger is no seal and no logo.</summary>
    public const int LargestSide = 4000;

    private const string Gray = "/DeviceGray", Colour = "/DeviceRGB";

    private PdfImage(int width, int height, byte[] data, string dictionary)
    {
        Width = width;
        Height = height;
        Data = data;
        Dictionary = dictionary;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels as they stand in the file.</summary>
    internal byte[] Data { get; }

    /// <summary>The entries that say how to read <see cref="Data"/>.</summary>
    internal string Dictionary { get; }

    /// <summary>
    /// Reads a baseline or progressive JPEG in grey or colour, or a PNG of 8 bits, not interlaced, in grey, colour or palette. What is
    /// see-through is laid on white. Anything else throws <see cref="InvalidDataException"/> with the reason.
    /// </summary>
    public static PdfImage Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return file is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? Png(file)
                : file is [0xFF, 0xD8, ..] ? Jpeg(file)
                : throw new InvalidDataException("The picture is neither PNG nor JPEG.");
        }
        catch (Exception cut) when (cut is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The picture is cut off.", cut);
        }
    }

    private static PdfImage Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; ; at += 2 + Read16(file, at + 2))
        {
            if (file[at] != 0xFF)
            {
                throw new InvalidDataException("The JPEG is broken.");
            }

            // SOF0 to SOF2 say how large it is; DHT, JPG and DAC share their range in the numbers beyond.
            if (file[at + 1] is >= 0xC0 and <= 0xC2)
            {
                var (height, width, components) = (Read16(file, at + 5), Read16(file, at + 7), file[at + 9]);
                CheckSize(width, height);
                var space = components switch { 1 => Gray, 3 => Colour, _ => throw new InvalidDataException("The JPEG is neither grey nor RGB.") };
                return new PdfImage(width, height, file.ToArray(), $"/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode");
            }
        }
    }

    private static PdfImage Png(ReadOnlySpan<byte> file)
    {
        var header = file.Slice(16, 13);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        CheckSize(width, height);
        if (header[8] != 8 || header[12] != 0)
        {
            throw new InvalidDataException("A PNG must have 8 bits and must not be interlaced.");
        }

        var kind = header[9];
        var samples = kind switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw new InvalidDataException("The PNG is broken.") };
        ReadOnlySpan<byte> palette = default, transparency = default;
        using var packed = new MemoryStream();
        for (var at = 8; !file.Slice(at + 4, 4).SequenceEqual("IEND"u8); at += 12 + BinaryPrimitives.ReadInt32BigEndian(file[at..]))
        {
            var chunk = file.Slice(at + 8, BinaryPrimitives.ReadInt32BigEndian(file[at..]));
            var name = file.Slice(at + 4, 4);
            if (name.SequenceEqual("IDAT"u8))
            {
                packed.Write(chunk);
            }

            palette = name.SequenceEqual("PLTE"u8) ? chunk : palette;
            transparency = name.SequenceEqual("tRNS"u8) ? chunk : transparency;
        }

        var rows = PngRows.Unfilter(packed, width * samples, height, samples);
        var isGray = kind is 0 or 4;
        var pixels = new byte[width * height * (isGray ? 1 : 3)];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            var sample = rows.AsSpan(pixel * samples, samples);
            var colour = kind == 3 ? palette.Slice(3 * sample[0], 3) : sample[..(isGray ? 1 : 3)];
            var opacity = kind is 4 or 6 ? sample[^1] : kind == 3 && sample[0] < transparency.Length ? transparency[sample[0]] : (byte)255;
            for (var part = 0; part < colour.Length; part++)
            {
                pixels[(pixel * colour.Length) + part] = (byte)(255 - ((255 - colour[part]) * opacity / 255));
            }
        }

        return new PdfImage(width, height, Deflate(pixels), $"/ColorSpace{(isGray ? Gray : Colour)}/BitsPerComponent 8/Filter/FlateDecode");
    }

    private static byte[] Deflate(byte[] pixels)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.SmallestSize))
        {
            deflate.Write(pixels);
        }

        return target.ToArray();
    }

    private static void CheckSize(int width, int height)
    {
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
        {
            throw new InvalidDataException($"A side of the picture has no pixels or more than {LargestSide}.");
        }
    }

    private static int Read16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}

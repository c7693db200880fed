using System.Buffers.Binary;
using System.Numerics;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// Writes a TrueType file with the glyphs of a subset alone: glyph n is sign n, then come the parts of composite glyphs.
/// It has the tables a PDF reader needs and no character map, because the page names glyphs by number.
/// </summary>
internal static class SubsetFile
{
    private const int MagicChecksum = unchecked((int)0xB1B0AFBA);
    private static readonly string[] Instructions = ["cvt ", "fpgm", "prep"];

    /// <summary>Appends the file to <paramref name="target"/>, which must be empty.</summary>
    public static void Write(FontSubset subset, ByteWriter target)
    {
        var font = subset.Font;
        var glyphs = new GlyphList(subset);
        string[] tags = [.. Instructions.Where(tag => !font.Table(tag).IsEmpty), "glyf", "head", "hhea", "hmtx", "loca", "maxp"];
        Array.Sort(tags, string.CompareOrdinal);
        var directory = WriteHeader(tags.Length, target);

        var offsets = new List<int>();
        var head = 0;
        foreach (var tag in tags)
        {
            var start = target.Length;
            switch (tag)
            {
                case "glyf":
                    glyphs.WriteOutlines(target, offsets);
                    break;
                case "head":
                    head = start;
                    target.Write(font.Table(tag));
                    break;
                case "hhea":
                    target.Write(font.Table(tag));
                    target.Patch16(start + 34, glyphs.Count);
                    break;
                case "hmtx":
                    glyphs.WriteMetrics(target);
                    break;
                case "loca":
                    WriteOffsets(offsets, target);
                    break;
                case "maxp":
                    target.Write(font.Table(tag));
                    target.Patch16(start + 4, glyphs.Count);
                    break;
                default:
                    target.Write(font.Table(tag));
                    break;
            }

            if (tag == "head")
            {
                target.Patch32(start + 8, 0);
                target.Patch16(start + 50, 1);
            }

            directory = WriteEntry(directory, tag, start, target);
        }

        target.Patch32(head + 8, MagicChecksum - Checksum(target.Written));
    }

    private static int WriteHeader(int tables, ByteWriter target)
    {
        var power = BitOperations.Log2((uint)tables);
        target.Big32(0x00010000);
        target.Big16(tables);
        target.Big16(16 << power);
        target.Big16(power);
        target.Big16((tables - (1 << power)) * 16);
        var directory = target.Length;
        target.Zeros(16 * tables);
        return directory;
    }

    private static int WriteEntry(int at, string tag, int start, ByteWriter target)
    {
        var length = target.Length - start;
        target.Zeros(-length & 3);
        for (var letter = 0; letter < 4; letter++)
        {
            target.Patch8(at + letter, tag[letter]);
        }

        target.Patch32(at + 4, Checksum(target.Written[start..]));
        target.Patch32(at + 8, start);
        target.Patch32(at + 12, length);
        return at + 16;
    }

    private static void WriteOffsets(List<int> offsets, ByteWriter target)
    {
        foreach (var offset in offsets)
        {
            target.Big32(offset);
        }
    }

    private static int Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            sum += BinaryPrimitives.ReadInt32BigEndian(bytes);
        }

        return sum;
    }
}

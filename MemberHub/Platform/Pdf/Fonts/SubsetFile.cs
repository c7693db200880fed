using System.Buffers.Binary;
using System.Numerics;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// Writes a TrueType file with the glyphs of a subset alone: glyph n is sign n. It has the tables a PDF reader needs and no character
/// map, because the page names glyphs by number.
/// </summary>
internal static class SubsetFile
{
    private const int MagicChecksum = unchecked((int)0xB1B0AFBA);

    // Offsets count pairs of bytes in 16 bits.
    private const int ShortOffsetLimit = 2 * ushort.MaxValue;

    private static readonly string[] Tables = ["glyf", "head", "hhea", "hmtx", "loca", "maxp"];

    /// <summary>Appends the file to <paramref name="target"/>, which must be empty.</summary>
    public static void Write(FontSubset subset, ByteWriter target)
    {
        var font = subset.Font;
        SubsetGlyph[] glyphs = [font.SubsetGlyphOf(0), .. subset.Signs.Select(sign => font.SubsetGlyphOf(sign.Glyph))];
        var isLong = glyphs.Sum(glyph => glyph.Bytes.Length) > ShortOffsetLimit;
        WriteHeader(target);
        var head = 0;
        for (var table = 0; table < Tables.Length; table++)
        {
            var start = target.Length;
            switch (Tables[table])
            {
                case "glyf":
                    Array.ForEach(glyphs, glyph => target.Write(glyph.Bytes));
                    break;
                case "head":
                    head = start;
                    WriteHead(font, isLong, target);
                    break;
                case "hhea":
                    WriteHorizontalHead(font, glyphs, target);
                    break;
                case "hmtx":
                    WriteMetrics(glyphs, target);
                    break;
                case "loca":
                    WriteOffsets(glyphs, isLong, target);
                    break;
                default:
                    target.Write(font.Table(Tables[table]));
                    target.Patch16(start + 4, glyphs.Length);
                    break;
            }

            WriteEntry(table, start, target);
        }

        target.Patch32(head + 8, MagicChecksum - Checksum(target.Written));
    }

    private static void WriteHeader(ByteWriter target)
    {
        var power = BitOperations.Log2((uint)Tables.Length);
        target.Big32(0x00010000);
        target.Big16(Tables.Length);
        target.Big16(16 << power);
        target.Big16(power);
        target.Big16((Tables.Length - (1 << power)) * 16);
        target.Zeros(16 * Tables.Length);
    }

    private static void WriteEntry(int table, int start, ByteWriter target)
    {
        var entry = 12 + (16 * table);
        var length = target.Length - start;
        target.Zeros(-length & 3);
        for (var letter = 0; letter < 4; letter++)
        {
            target.Patch8(entry + letter, Tables[table][letter]);
        }

        target.Patch32(entry + 4, Checksum(target.Written[start..]));
        target.Patch32(entry + 8, start);
        target.Patch32(entry + 12, length);
    }

    private static void WriteHead(TrueTypeFont font, bool isLong, ByteWriter target)
    {
        var start = target.Length;
        target.Write(font.Table("head"));
        target.Patch32(start + 8, 0);
        target.Patch16(start + 18, SubsetGlyph.GridSize);
        for (var side = 0; side < 4; side++)
        {
            target.Patch16(start + 36 + (2 * side), OnGrid(font.Box[side]));
        }

        target.Patch16(start + 50, isLong ? 1 : 0);
    }

    private static void WriteHorizontalHead(TrueTypeFont font, SubsetGlyph[] glyphs, ByteWriter target)
    {
        var start = target.Length;
        target.Write(font.Table("hhea"));
        target.Patch16(start + 4, OnGrid(font.Ascent));
        target.Patch16(start + 6, OnGrid(font.Descent));
        target.Patch16(start + 10, glyphs.Max(glyph => glyph.Advance));
        target.Patch16(start + 34, glyphs.Length);
    }

    private static void WriteMetrics(SubsetGlyph[] glyphs, ByteWriter target)
    {
        foreach (var glyph in glyphs)
        {
            target.Big16(glyph.Advance);
            target.Big16(glyph.Bearing);
        }
    }

    private static void WriteOffsets(SubsetGlyph[] glyphs, bool isLong, ByteWriter target)
    {
        var offset = 0;
        foreach (var length in glyphs.Select(glyph => glyph.Bytes.Length).Append(0))
        {
            if (isLong)
            {
                target.Big32(offset);
            }
            else
            {
                target.Big16(offset / 2);
            }

            offset += length;
        }
    }

    private static int OnGrid(int thousandths) => thousandths * SubsetGlyph.GridSize / 1000;

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

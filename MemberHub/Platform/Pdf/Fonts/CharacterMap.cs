using System.Buffers.Binary;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>Which glyph a font has for a character: the cmap table, formats 4, 12 and 14 (variation sequences).</summary>
internal sealed class CharacterMap
{
    private const int VariationSequences = 14;

    private readonly ReadOnlyMemory<byte> table;

    // Nearly every character printed is here, so it is one look-up; what lies beyond is searched for.
    private readonly ushort[] basicPlane = new ushort[0x10000];
    private readonly int groups = -1;
    private readonly int variants = -1;

    public CharacterMap(ReadOnlyMemory<byte> table)
    {
        this.table = table;
        var basic = -1;
        for (var record = 4; record < 4 + (8 * Read16(2)); record += 8)
        {
            var at = Read32(record + 4);
            switch (Read16(at))
            {
                case 4 when IsUnicode(record):
                    basic = at;
                    break;
                case 12 when IsUnicode(record):
                    groups = at;
                    break;
                case VariationSequences:
                    variants = at;
                    break;
            }
        }

        if (groups >= 0)
        {
            ExpandGroups();
        }
        else if (basic >= 0)
        {
            ExpandSegments(basic);
        }
        else
        {
            throw new InvalidDataException("The font has no Unicode character map.");
        }
    }

    public ushort GlyphOf(int codePoint) => codePoint < basicPlane.Length ? basicPlane[codePoint] : Beyond(codePoint);

    public ushort? VariantOf(int codePoint, int selector)
    {
        if (variants < 0 || Search(variants + 10, Read32(variants + 6), 11, Read24, selector) is not (>= 0 and var record)
            || Read24(record) != selector)
        {
            return null;
        }

        if (Read32(record + 7) is > 0 and var different
            && Search(variants + different + 4, Read32(variants + different), 5, Read24, codePoint) is >= 0 and var mapping
            && Read24(mapping) == codePoint)
        {
            return (ushort)Read16(mapping + 3);
        }

        return Read32(record + 3) is > 0 and var same
            && Search(variants + same + 4, Read32(variants + same), 4, Read24, codePoint) is >= 0 and var range
            && codePoint <= Read24(range) + table.Span[range + 3]
            ? GlyphOf(codePoint)
            : null;
    }

    private bool IsUnicode(int record) => (Read16(record), Read16(record + 2)) is (0, _) or (3, 1) or (3, 10);

    private void ExpandGroups()
    {
        for (var group = groups + 16; group < groups + 16 + (12 * Read32(groups + 12)); group += 12)
        {
            var (start, end, glyph) = (Read32(group), Read32(group + 4), Read32(group + 8));
            for (var codePoint = start; codePoint <= end && codePoint < basicPlane.Length; codePoint++)
            {
                basicPlane[codePoint] = (ushort)(glyph + codePoint - start);
            }
        }
    }

    private void ExpandSegments(int at)
    {
        var size = Read16(at + 6);
        for (var segment = 0; segment < size; segment += 2)
        {
            var end = Read16(at + 14 + segment);
            var start = Read16(at + 16 + size + segment);
            var delta = Read16(at + 16 + (2 * size) + segment);
            var rangeAt = at + 16 + (3 * size) + segment;
            for (var codePoint = start; codePoint <= end && codePoint < 0xFFFF; codePoint++)
            {
                var glyph = Read16(rangeAt) is > 0 and var range ? Read16(rangeAt + range + (2 * (codePoint - start))) : codePoint;
                basicPlane[codePoint] = glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
            }
        }
    }

    private ushort Beyond(int codePoint) =>
        groups >= 0 && Search(groups + 16, Read32(groups + 12), 12, Read32, codePoint) is >= 0 and var group && codePoint <= Read32(group + 4)
            ? (ushort)(Read32(group + 8) + codePoint - Read32(group))
            : (ushort)0;

    /// <summary>Where the last of some sorted records begins whose key is not above <paramref name="wanted"/>; -1 when all are above.</summary>
    private static int Search(int first, int count, int size, Func<int, int> keyAt, int wanted)
    {
        var (low, high) = (0, count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (keyAt(first + (middle * size)) <= wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high < 0 ? -1 : first + (high * size);
    }

    private int Read16(int at) => BinaryPrimitives.ReadUInt16BigEndian(table.Span[at..]);

    private int Read24(int at) => (table.Span[at] << 16) | Read16(at + 1);

    private int Read32(int at) => BinaryPrimitives.ReadInt32BigEndian(table.Span[at..]);
}

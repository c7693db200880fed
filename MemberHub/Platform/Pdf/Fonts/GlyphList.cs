using System.Buffers.Binary;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>The glyphs of a subset file in their new order: glyph 0, one per sign, then the parts of composite glyphs.</summary>
internal sealed class GlyphList
{
    private const int WordArguments = 0x0001, Scale = 0x0008, MoreParts = 0x0020, ScaleXY = 0x0040, Matrix = 0x0080;

    private readonly TrueTypeFont font;
    private readonly List<ushort> glyphs = [0];

    // Few fonts have composite glyphs; for the others nothing is looked up.
    private Dictionary<ushort, int>? parts;

    public GlyphList(FontSubset subset)
    {
        font = subset.Font;
        foreach (var sign in subset.Signs)
        {
            glyphs.Add(sign.Glyph);
        }

        // The list grows while parts of parts are found.
        for (var index = 0; index < glyphs.Count; index++)
        {
            var outline = font.OutlineOf(glyphs[index]);
            if (IsComposite(outline))
            {
                foreach (var at in PartsOf(outline))
                {
                    NumberOfPart(BinaryPrimitives.ReadUInt16BigEndian(outline[at..]));
                }
            }
        }
    }

    public int Count => glyphs.Count;

    public void WriteOutlines(ByteWriter target, List<int> offsets)
    {
        var table = target.Length;
        foreach (var glyph in glyphs)
        {
            offsets.Add(target.Length - table);
            var start = target.Length;
            var outline = font.OutlineOf(glyph);
            target.Write(outline);
            if (IsComposite(outline))
            {
                foreach (var at in PartsOf(outline))
                {
                    target.Patch16(start + at, NumberOfPart(BinaryPrimitives.ReadUInt16BigEndian(outline[at..])));
                }
            }
        }

        offsets.Add(target.Length - table);
    }

    public void WriteMetrics(ByteWriter target)
    {
        foreach (var glyph in glyphs)
        {
            var (advance, bearing) = font.MetricsOf(glyph);
            target.Big16(advance);
            target.Big16(bearing);
        }
    }

    private static bool IsComposite(ReadOnlySpan<byte> outline) => outline.Length > 0 && (outline[0] & 0x80) != 0;

    private int NumberOfPart(ushort glyph)
    {
        parts ??= [];
        if (!parts.TryGetValue(glyph, out var number))
        {
            number = glyphs.Count;
            glyphs.Add(glyph);
            parts.Add(glyph, number);
        }

        return number;
    }

    /// <summary>Where in a composite outline the numbers of its parts stand.</summary>
    private static List<int> PartsOf(ReadOnlySpan<byte> outline)
    {
        var places = new List<int>();
        int flags;
        var at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            places.Add(at + 2);
            at += (flags & WordArguments) != 0 ? 8 : 6;
            at += (flags & Scale) != 0 ? 2 : (flags & ScaleXY) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreParts) != 0);

        return places;
    }
}

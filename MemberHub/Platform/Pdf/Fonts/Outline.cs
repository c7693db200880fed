using System.Buffers.Binary;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>A point of an outline; one off the curve pulls the curve towards itself.</summary>
internal readonly record struct OutlinePoint(double X, double Y, bool OnCurve);

/// <summary>Reads a glyph of a TrueType file as closed contours, in font units. Parts of composite glyphs are put in their places.</summary>
internal static class Outline
{
    private const int OnCurve = 0x01, ShortX = 0x02, ShortY = 0x04, Repeat = 0x08, SameX = 0x10, SameY = 0x20;
    private const int Words = 0x0001, Offsets = 0x0002, Scaled = 0x0008, More = 0x0020, ScaledXY = 0x0040, Matrix = 0x0080;

    // Parts of parts exist; a font in which they run in a circle is broken.
    private const int DeepestPart = 8;

    public static List<OutlinePoint[]> Read(TrueTypeFont font, ushort glyph, int depth = 0)
    {
        var bytes = font.OutlineOf(glyph);
        if (bytes.IsEmpty)
        {
            return [];
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(bytes);
        return contours >= 0
            ? Simple(bytes, contours)
            : depth < DeepestPart ? Composite(font, bytes, depth) : throw new InvalidDataException("The parts of a glyph run in a circle.");
    }

    private static List<OutlinePoint[]> Simple(ReadOnlySpan<byte> bytes, int contours)
    {
        var at = 10 + (2 * contours);
        var count = contours == 0 ? 0 : Read16(bytes, at - 2) + 1;
        at += 2 + Read16(bytes, at);
        Span<byte> flags = count <= 1024 ? stackalloc byte[count] : new byte[count];
        for (var point = 0; point < count; point++)
        {
            var flag = flags[point] = bytes[at++];
            for (var times = (flag & Repeat) != 0 ? bytes[at++] : 0; times > 0; times--)
            {
                flags[++point] = flag;
            }
        }

        Span<int> places = count <= 512 ? stackalloc int[2 * count] : new int[2 * count];
        at = Places(bytes, at, flags, ShortX, SameX, places[..count]);
        Places(bytes, at, flags, ShortY, SameY, places[count..]);

        var result = new List<OutlinePoint[]>(contours);
        var first = 0;
        for (var contour = 0; contour < contours; contour++)
        {
            var points = new OutlinePoint[Read16(bytes, 10 + (2 * contour)) + 1 - first];
            for (var index = 0; index < points.Length; index++, first++)
            {
                points[index] = new OutlinePoint(places[first], places[count + first], (flags[first] & OnCurve) != 0);
            }

            result.Add(points);
        }

        return result;
    }

    private static int Places(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> flags, int shortFlag, int sameFlag, Span<int> places)
    {
        var place = 0;
        for (var point = 0; point < flags.Length; point++)
        {
            var same = (flags[point] & sameFlag) != 0;
            if ((flags[point] & shortFlag) != 0)
            {
                place += same ? bytes[at] : -bytes[at];
                at++;
            }
            else if (!same)
            {
                place += BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
                at += 2;
            }

            places[point] = place;
        }

        return at;
    }

    private static List<OutlinePoint[]> Composite(TrueTypeFont font, ReadOnlySpan<byte> bytes, int depth)
    {
        var result = new List<OutlinePoint[]>();
        int flags;
        var at = 10;
        do
        {
            flags = Read16(bytes, at);
            var part = (ushort)Read16(bytes, at + 2);
            at += 4;
            var words = (flags & Words) != 0;
            double dx = words ? (short)Read16(bytes, at) : (sbyte)bytes[at];
            double dy = words ? (short)Read16(bytes, at + 2) : (sbyte)bytes[at + 1];
            at += words ? 4 : 2;
            var (xx, xy, yx, yy) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & Scaled) != 0)
            {
                xx = yy = Fraction(bytes, ref at);
            }
            else if ((flags & ScaledXY) != 0)
            {
                (xx, yy) = (Fraction(bytes, ref at), Fraction(bytes, ref at));
            }
            else if ((flags & Matrix) != 0)
            {
                (xx, xy, yx, yy) = (Fraction(bytes, ref at), Fraction(bytes, ref at), Fraction(bytes, ref at), Fraction(bytes, ref at));
            }

            // Parts that are placed by matching points are so rare that no Japanese font is known to have one.
            (dx, dy) = (flags & Offsets) != 0 ? (dx, dy) : (0, 0);
            result.AddRange(Read(font, part, depth + 1).Select(contour => Array.ConvertAll(contour, point => point with
            {
                X = (xx * point.X) + (yx * point.Y) + dx,
                Y = (xy * point.X) + (yy * point.Y) + dy,
            })));
        }
        while ((flags & More) != 0);

        return result;
    }

    private static double Fraction(ReadOnlySpan<byte> bytes, ref int at)
    {
        at += 2;
        return BinaryPrimitives.ReadInt16BigEndian(bytes[(at - 2)..]) / 16384.0;
    }

    private static int Read16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}

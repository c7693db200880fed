namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// A glyph as documents embed it: on a coarser grid, thinned, without instructions. Made once for each glyph that is
/// ever printed.
/// </summary>
internal sealed class SubsetGlyph
{
    /// <summary>Units to the em; at 10 points one is 10 µm, a quarter of a dot at 600 dots to the inch.</summary>
    public const int GridSize = 360;

    /// <summary>How far an outline may move, as a share of the font size: at 10 points 11 µm.</summary>
    private const double Tolerance = 0.003;

    private const byte OnCurve = 0x01, ShortX = 0x02, ShortY = 0x04, Repeat = 0x08, SameX = 0x10, SameY = 0x20;

    private SubsetGlyph(byte[] bytes, int advance, int bearing) => (Bytes, Advance, Bearing) = (bytes, advance, bearing);

    /// <summary>The entry of the glyf table; empty for a space.</summary>
    public byte[] Bytes { get; }

    public int Advance { get; }

    /// <summary>The left edge of the outline.</summary>
    public int Bearing { get; }

    public static SubsetGlyph Make(TrueTypeFont font, ushort glyph)
    {
        var scale = (double)GridSize / font.UnitsPerEm;
        var contours = Outline.Read(font, glyph)
            .Select(contour => OnGrid(OutlineThinning.Thin(contour, Tolerance * font.UnitsPerEm), scale))
            .Where(contour => contour.Count > 2)
            .ToList();
        var advance = (int)Math.Round(font.AdvanceUnitsOf(glyph) * scale);
        if (contours.Count == 0)
        {
            return new SubsetGlyph([], advance, 0);
        }

        using var target = new ByteWriter(512);
        var left = Write(contours, target);
        return new SubsetGlyph(target.Written.ToArray(), advance, left);
    }

    /// <summary>Rounded to the grid; points that fall together and points that lie just where a reader would put them are left out.</summary>
    private static List<GridPoint> OnGrid(OutlinePoint[] contour, double scale)
    {
        var points = new List<GridPoint>(contour.Length);
        foreach (var point in contour)
        {
            var rounded = new GridPoint((int)Math.Round(point.X * scale), (int)Math.Round(point.Y * scale), point.OnCurve);
            if (points.Count == 0 || points[^1] != rounded)
            {
                points.Add(rounded);
            }
        }

        if (points.Count > 1 && points[^1] == points[0])
        {
            points.RemoveAt(points.Count - 1);
        }

        // From the end, and never the first: it stays a firm start for the neighbours' places.
        for (var index = points.Count - 1; index > 0; index--)
        {
            var (before, point, after) = (points[index - 1], points[index], points[(index + 1) % points.Count]);
            if (point.OnCurve && !before.OnCurve && !after.OnCurve
                && Math.Abs(before.X + after.X - (2 * point.X)) <= 1 && Math.Abs(before.Y + after.Y - (2 * point.Y)) <= 1)
            {
                points.RemoveAt(index);
            }
        }

        return points;
    }

    private static int Write(List<List<GridPoint>> contours, ByteWriter target)
    {
        var points = contours.SelectMany(contour => contour).ToList();
        var left = points.Min(point => point.X);
        target.Big16(contours.Count);
        target.Big16(left);
        target.Big16(points.Min(point => point.Y));
        target.Big16(points.Max(point => point.X));
        target.Big16(points.Max(point => point.Y));
        var last = -1;
        foreach (var contour in contours)
        {
            last += contour.Count;
            target.Big16(last);
        }

        // No instructions.
        target.Big16(0);
        WritePoints(points, target);
        target.Zeros(target.Length & 1);
        return left;
    }

    private static void WritePoints(List<GridPoint> points, ByteWriter target)
    {
        using var xs = new ByteWriter(256);
        using var ys = new ByteWriter(256);
        Span<byte> flags = new byte[points.Count];
        var before = default(GridPoint);
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            flags[index] = (byte)((point.OnCurve ? OnCurve : 0) | Step(point.X - before.X, ShortX, SameX, xs) | Step(point.Y - before.Y, ShortY, SameY, ys));
            before = point;
        }

        for (var index = 0; index < flags.Length;)
        {
            var times = Math.Min(flags[index..].IndexOfAnyExcept(flags[index]) is >= 0 and var end ? end : flags.Length - index, 256);
            // Said once and counted pays from three on.
            if (times < 3)
            {
                target.Write(flags.Slice(index, times));
            }
            else
            {
                target.Write([(byte)(flags[index] | Repeat), (byte)(times - 1)]);
            }

            index += times;
        }

        target.Write(xs.Written).Write(ys.Written);
    }

    /// <summary>Writes how far a coordinate moves and answers the flags that say in which form.</summary>
    private static int Step(int distance, byte isShort, byte isSame, ByteWriter target)
    {
        switch (distance)
        {
            case 0:
                return isSame;
            case > -256 and < 256:
                target.Write([(byte)Math.Abs(distance)]);
                return isShort | (distance > 0 ? isSame : 0);
            default:
                target.Big16(distance);
                return 0;
        }
    }

    private readonly record struct GridPoint(int X, int Y, bool OnCurve);
}

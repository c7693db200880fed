namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// Draws a contour with fewer points. No point of it moves further than a tolerance, so that nothing can be seen, but a third of the
/// bytes of an embedded font is saved.
/// </summary>
internal static class OutlineThinning
{
    private const int Steps = 8;

    /// <summary>Thins a closed contour; <paramref name="tolerance"/> is in its own units.</summary>
    public static OutlinePoint[] Thin(OutlinePoint[] contour, double tolerance)
    {
        if (contour.Length < 4 || !contour.Any(point => point.OnCurve))
        {
            return contour;
        }

        var pieces = FromSharpestCorner(Pieces(contour));
        var thinned = new List<OutlinePoint>(contour.Length);
        var kept = 0;
        for (var first = 0; first < pieces.Count; kept++)
        {
            var (last, merged) = (first, pieces[first]);
            // Two pieces at least must stay, or the contour would close on itself and vanish.
            while (last + 1 < pieces.Count && kept + pieces.Count - last > 2 && Merge(pieces, first, last + 1, tolerance) is { } larger)
            {
                merged = larger;
                last++;
            }

            thinned.Add(new OutlinePoint(merged.From.X, merged.From.Y, OnCurve: true));
            if (merged.Control is { } control)
            {
                thinned.Add(new OutlinePoint(control.X, control.Y, OnCurve: false));
            }

            first = last + 1;
        }

        return [.. thinned];
    }

    /// <summary>The lines and curves of a contour. Between two points off the curve lies one on it, which files leave out.</summary>
    private static List<Piece> Pieces(OutlinePoint[] contour)
    {
        var start = Array.FindIndex(contour, point => point.OnCurve);
        var pieces = new List<Piece>(contour.Length);
        var from = new Place(contour[start].X, contour[start].Y);
        Place? control = null;
        for (var step = 1; step <= contour.Length; step++)
        {
            var point = contour[(start + step) % contour.Length];
            var place = new Place(point.X, point.Y);
            if (point.OnCurve)
            {
                pieces.Add(new Piece(from, control, place));
                (from, control) = (place, null);
            }
            else
            {
                if (control is { } before)
                {
                    var middle = (before + place) * 0.5;
                    pieces.Add(new Piece(from, control, middle));
                    from = middle;
                }

                control = place;
            }
        }

        return pieces;
    }

    private static List<Piece> FromSharpestCorner(List<Piece> pieces)
    {
        var (sharpest, start) = (2.0, 0);
        for (var index = 0; index < pieces.Count; index++)
        {
            var (arriving, leaving) = (pieces[(index + pieces.Count - 1) % pieces.Count].Arriving, pieces[index].Leaving);
            var lengths = arriving.Length * leaving.Length;
            var cosine = lengths == 0 ? 1 : arriving.Dot(leaving) / lengths;
            if (cosine < sharpest)
            {
                (sharpest, start) = (cosine, index);
            }
        }

        return [.. pieces[start..], .. pieces[..start]];
    }

    /// <summary>One line or curve in place of several; null when it would lie too far from them.</summary>
    private static Piece? Merge(List<Piece> pieces, int first, int last, double tolerance)
    {
        var (from, to) = (pieces[first].From, pieces[last].To);
        var line = new Piece(from, null, to);
        if (IsNear(line, pieces, first, last, tolerance))
        {
            return line;
        }

        var (leaving, arriving) = (pieces[first].Leaving, pieces[last].Arriving);
        var turn = leaving.Cross(arriving);
        if (Math.Abs(turn) < 1e-9)
        {
            return null;
        }

        // The control point of a curve lies where the lines it leaves and arrives by meet.
        var (ahead, behind) = ((to - from).Cross(arriving) / turn, leaving.Cross(to - from) / turn);
        var curve = new Piece(from, from + (leaving * ahead), to);
        return ahead > 0 && behind > 0 && IsNear(curve, pieces, first, last, tolerance) ? curve : null;
    }

    private static bool IsNear(Piece candidate, List<Piece> pieces, int first, int last, double tolerance)
    {
        Span<Place> path = stackalloc Place[Steps + 1];
        var steps = candidate.Control is null ? 1 : Steps;
        for (var step = 0; step <= steps; step++)
        {
            path[step] = candidate.At((double)step / steps);
        }

        for (var index = first; index <= last; index++)
        {
            var quarters = pieces[index].Control is null ? 4 : 1;
            for (var quarter = quarters; quarter <= 4 && !(index == last && quarter == 4); quarter++)
            {
                if (!IsNear(pieces[index].At(quarter / 4.0), path[..(steps + 1)], tolerance))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsNear(Place place, ReadOnlySpan<Place> path, double tolerance)
    {
        for (var step = 1; step < path.Length; step++)
        {
            var (along, offset) = (path[step] - path[step - 1], place - path[step - 1]);
            var square = along.Dot(along);
            var share = square == 0 ? 0 : Math.Clamp(offset.Dot(along) / square, 0, 1);
            if ((offset - (along * share)).Length <= tolerance)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Place(double X, double Y)
    {
        public double Length => Math.Sqrt((X * X) + (Y * Y));

        public static Place operator +(Place left, Place right) => new(left.X + right.X, left.Y + right.Y);

        public static Place operator -(Place left, Place right) => new(left.X - right.X, left.Y - right.Y);

        public static Place operator *(Place place, double factor) => new(place.X * factor, place.Y * factor);

        public double Dot(Place other) => (X * other.X) + (Y * other.Y);

        public double Cross(Place other) => (X * other.Y) - (Y * other.X);
    }

    /// <summary>A straight line, or a curve with one control point.</summary>
    private readonly record struct Piece(Place From, Place? Control, Place To)
    {
        /// <summary>The direction in which it begins.</summary>
        public Place Leaving => (Control ?? To) - From;

        /// <summary>The direction in which it ends.</summary>
        public Place Arriving => To - (Control ?? From);

        public Place At(double share) => Control is { } control
            ? (From * ((1 - share) * (1 - share))) + (control * (2 * share * (1 - share))) + (To * (share * share))
            : From + ((To - From) * share);
    }
}

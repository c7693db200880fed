namespace MemberHub.Platform.Pdf;

/// <summary>The units of a page: millimetres from its top-left corner for places, points for font sizes.</summary>
public static class Units
{
    /// <summary>A4 upright, mm.</summary>
    public const double A4Width = 210, A4Height = 297;

    /// <summary>Points in a millimetre; an inch is 25.4 mm or 72 points.</summary>
    internal const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Points as millimetres.</summary>
    public static double ToMillimetres(double points) => points / PointsPerMillimetre;

    internal static double ToPoints(double millimetres) => millimetres * PointsPerMillimetre;
}

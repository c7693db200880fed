using System.Globalization;

namespace MemberHub.Bench;

/// <summary>Prints one figure a line: id, name, value, unit, baseline, ratio; separated by tabs. Notes go to stderr.</summary>
internal static class Report
{
    public static void Line(string id, string name, double value, string unit, double? baseline = null) =>
        Console.WriteLine(string.Join('\t', id, name, Number(value), unit, Number(baseline), Number(value / baseline)));

    public static void Note(string text) => Console.Error.WriteLine(text);

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}

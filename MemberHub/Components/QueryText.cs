using System.Globalization;

namespace MemberHub.Components;

/// <summary>Reads numbers and marks out of an address. Anybody can write anything there: what cannot be read is as if it were not there.</summary>
public static class QueryText
{
    // Rows of so many pages can still be counted.
    private const int LastPage = 1_000_000;

    /// <summary>The number of a page, from 1 on.</summary>
    public static int PageOf(string? text) => Math.Clamp(NumberOf(text) ?? 1, 1, LastPage);

    /// <summary>Digits and nothing else; null for anything else and for what is too large.</summary>
    public static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The key of a row; null as above.</summary>
    public static long? KeyOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    /// <summary>Whether a mark is set.</summary>
    public static bool IsSet(string? text) => bool.TryParse(text, out var set) && set;
}

using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain.Calendar;

namespace MemberHub.Domain.Payments;

/// <summary>
/// The number that a payment slip carries (請求番号), such as S-2026-000317: the year in which it was asked for and the order's own number. Short
/// enough to be typed from the picture that the post sends.
/// </summary>
public static partial class SlipNumber
{
    public static string Of(long orderId, DateTime createdUtc) => Of(orderId, JapanTime.DateOf(createdUtc).Year);

    /// <param name="year">In which it was asked for, in Japan.</param>
    public static string Of(long orderId, int year) => string.Create(CultureInfo.InvariantCulture, $"S-{year:D4}-{orderId:D6}");

    /// <summary>The order that the first such number in a text names; null when there is none.</summary>
    public static long? OrderIn(string text) =>
        Shape().Match(text) is { Success: true } found && long.TryParse(found.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    [GeneratedRegex("(?<![A-Z0-9])S-?[0-9]{4}-?([0-9]{6,12})(?![0-9])")]
    private static partial Regex Shape();
}

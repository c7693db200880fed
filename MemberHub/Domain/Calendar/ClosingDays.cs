using System.Globalization;
using System.Text.RegularExpressions;

namespace MemberHub.Domain.Calendar;

/// <summary>
/// Days on which the society's office is closed beyond weekends and holidays (休業日): single days (2026-08-13), days of every year
/// (8/15) and spans of every year (12/29-1/3), both ends included.
/// </summary>
public sealed partial class ClosingDays
{
    private readonly HashSet<DateOnly> days = [];
    private readonly List<(int From, int To)> yearly = [];

    /// <param name="written">The written forms; <see cref="FormatException"/> names one that is none.</param>
    public ClosingDays(IEnumerable<string> written)
    {
        foreach (var text in written)
        {
            Add(text);
        }
    }

    public bool Contains(DateOnly day)
    {
        var number = (day.Month * 100) + day.Day;
        return days.Contains(day) || yearly.Exists(span => span.From <= span.To
            ? number >= span.From && number <= span.To
            : number >= span.From || number <= span.To);
    }

    private void Add(string text)
    {
        var match = Yearly().Match(text);
        if (match.Success)
        {
            var from = MonthDay(match, "month", "day", text);
            yearly.Add((from, match.Groups["toMonth"].Success ? MonthDay(match, "toMonth", "toDay", text) : from));
        }
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            days.Add(day);
        }
        else
        {
            throw Wrong(text);
        }
    }

    private static int MonthDay(Match match, string month, string day, string text)
    {
        var (m, d) = (int.Parse(match.Groups[month].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[day].ValueSpan, CultureInfo.InvariantCulture));

        // A leap year, so that 2/29 can be named.
        return m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(2000, m) ? (m * 100) + d : throw Wrong(text);
    }

    private static FormatException Wrong(string text) => new($"{text} is no closing day; write 2026-08-13, 8/15 or 12/29-1/3.");

    [GeneratedRegex(@"\A(?<month>[0-9]{1,2})/(?<day>[0-9]{1,2})(?:[-〜～](?<toMonth>[0-9]{1,2})/(?<toDay>[0-9]{1,2}))?\z")]
    private static partial Regex Yearly();
}

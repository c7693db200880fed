using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain.Members;

namespace MemberHub.Domain.Calendar;

/// <summary>Reads dates as people in Japan write them: 2026-04-01, 2026/4/1, 2026年4月1日, 令和8年4月1日, R8.4.1, also in full width.</summary>
public static partial class JapaneseDate
{
    /// <summary>The first day that is read: Japan has counted days as we do since then (明治6年1月1日).</summary>
    public static readonly DateOnly Earliest = new(1873, 1, 1);

    /// <summary>The last day that is read.</summary>
    public static readonly DateOnly Latest = new(2100, 12, 31);

    // An era that ended within a day shares that day with the next one: 1912-07-30 and 1926-12-25 were written both ways.
    private static readonly Era[] Eras =
    [
        new("令和", 'R', '㋿', 2019, new DateOnly(2019, 5, 1), Latest),
        new("平成", 'H', '㍻', 1989, new DateOnly(1989, 1, 8), new DateOnly(2019, 4, 30)),
        new("昭和", 'S', '㍼', 1926, new DateOnly(1926, 12, 25), new DateOnly(1989, 1, 7)),
        new("大正", 'T', '㍽', 1912, new DateOnly(1912, 7, 30), new DateOnly(1926, 12, 25)),
        new("明治", 'M', '㍾', 1868, Earliest, new DateOnly(1912, 7, 30)),
    ];

    /// <summary>Reads one date; false for anything else, for days that do not exist and for days outside their era (平成31年5月1日).</summary>
    public static bool TryParse(string text, out DateOnly date)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return date >= Earliest && date <= Latest;
        }

        var match = Written().Match(JapaneseText.Code(text));
        if (!match.Success || Number(match, "month") is not { } month || Number(match, "day") is not { } day)
        {
            return false;
        }

        var era = EraOf(match.Groups["era"].Value);
        var year = match.Groups["year"].Value == "元" ? 1 : Number(match, "year") ?? 0;
        if (match.Groups["year"].Value == "元" && era is null)
        {
            return false;
        }

        return era is null
            ? TryCompose(year, month, day, Earliest, Latest, out date)
            : year > 0 && TryCompose(era.FirstYear + year - 1, month, day, era.First, era.Last, out date);
    }

    /// <summary>Reads one date as <see cref="TryParse"/> does; null for nothing and for anything else.</summary>
    public static DateOnly? Read(string? text) => text is not null && TryParse(text.Trim(), out var day) ? day : null;

    private static Era? EraOf(string name) => name.Length == 0
        ? null
        : Eras.Single(era => era.Name == name || era.Letter == char.ToUpperInvariant(name[0]) || era.Sign == name[0]);

    private static int? Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool TryCompose(int year, int month, int day, DateOnly first, DateOnly last, out DateOnly date)
    {
        date = default;
        if (year < first.Year || year > last.Year || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return date >= first && date <= last;
    }

    // A date of a spreadsheet may trail its midnight.
    [GeneratedRegex(@"\A(?:(?<era>令和|平成|昭和|大正|明治|[RHSTMrhstm㋿㍻㍼㍽㍾])\s?(?<year>元|[0-9]{1,2})|(?<year>[0-9]{4}))"
        + @"(?:(?<sep>[-/.])(?<month>[0-9]{1,2})\k<sep>(?<day>[0-9]{1,2})(?:\s0?0:00(?::00)?)?|\s?年\s?(?<month>[0-9]{1,2})\s?月\s?(?<day>[0-9]{1,2})\s?日)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    private sealed record Era(string Name, char Letter, char Sign, int FirstYear, DateOnly First, DateOnly Last);
}

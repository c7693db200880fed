namespace MemberHub.Domain.Calendar;

/// <summary>
/// The holidays of Japan (国民の祝日に関する法律), computed for the years 2007 to 2099: the law as it stands since 2007, with
/// the one-time days and moves of 2019 to 2021. The equinoxes follow the customary formula for 1980 to 2099.
/// </summary>
public static class JapaneseHolidays
{
    /// <summary>The first year that is computed: みどりの日 moved to 4 May and substitutes could move on.</summary>
    public const int FirstYear = 2007;

    /// <summary>The last year for which the equinox formula holds.</summary>
    public const int LastYear = 2099;

    private const DayOfWeek Monday = DayOfWeek.Monday;

    private static readonly Lazy<HashSet<DateOnly>> All = new(() => [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(OfYear)]);

    /// <summary>Whether the holidays of the day's year are computed.</summary>
    public static bool Knows(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    /// <summary>
    /// Whether the day is a holiday, substitute (振替休日) and bridging ones (国民の休日) included. <see cref="ArgumentOutOfRangeException"/>
    /// outside the years that are computed.
    /// </summary>
    public static bool IsHoliday(DateOnly day) => Knows(day)
        ? All.Value.Contains(day)
        : throw new ArgumentOutOfRangeException(nameof(day), day, "The holidays of this year are not computed.");

    private static HashSet<DateOnly> OfYear(int year)
    {
        var days = Named(year).ToHashSet();
        var substitutes = days.Where(day => day.DayOfWeek == DayOfWeek.Sunday).Select(sunday => NextFree(sunday, days)).ToList();
        days.UnionWith(substitutes);

        // A day between two holidays that is neither a Sunday nor a holiday itself (国民の休日).
        var between = days.Select(day => day.AddDays(1))
            .Where(day => day.DayOfWeek != DayOfWeek.Sunday && !days.Contains(day) && days.Contains(day.AddDays(1))).ToList();
        days.UnionWith(between);
        return days;
    }

    private static DateOnly NextFree(DateOnly day, HashSet<DateOnly> taken)
    {
        while (taken.Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static IEnumerable<DateOnly> Named(int year)
    {
        yield return new DateOnly(year, 1, 1);
        yield return Nth(2, Monday, year, 1);
        yield return new DateOnly(year, 2, 11);
        yield return new DateOnly(year, 3, Equinox(year, 20.8431));
        yield return new DateOnly(year, 4, 29);
        yield return new DateOnly(year, 5, 3);
        yield return new DateOnly(year, 5, 4);
        yield return new DateOnly(year, 5, 5);
        yield return Nth(3, Monday, year, 9);
        yield return new DateOnly(year, 9, Equinox(year, 23.2488));
        yield return new DateOnly(year, 11, 3);
        yield return new DateOnly(year, 11, 23);
        foreach (var day in Emperor(year).Concat(Summer(year)))
        {
            yield return day;
        }
    }

    /// <summary>天皇誕生日, which 2019 had none of, and the days of the accession in 2019.</summary>
    private static DateOnly[] Emperor(int year) => year switch
    {
        < 2019 => [new(year, 12, 23)],
        2019 => [new(2019, 5, 1), new(2019, 10, 22)],
        _ => [new(year, 2, 23)],
    };

    /// <summary>海の日, 山の日 (since 2016) and スポーツの日, moved for the Olympic Games in 2020 and 2021.</summary>
    private static DateOnly[] Summer(int year) => year switch
    {
        2020 => [new(2020, 7, 23), new(2020, 7, 24), new(2020, 8, 10)],
        2021 => [new(2021, 7, 22), new(2021, 7, 23), new(2021, 8, 8)],
        < 2016 => [Nth(3, Monday, year, 7), Nth(2, Monday, year, 10)],
        _ => [Nth(3, Monday, year, 7), new(year, 8, 11), Nth(2, Monday, year, 10)],
    };

    private static DateOnly Nth(int ordinal, DayOfWeek weekday, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((weekday - first.DayOfWeek + 7) % 7) + (7 * (ordinal - 1)));
    }

    private static int Equinox(int year, double in1980)
    {
        var years = year - 1980;
        return (int)(in1980 + (0.242194 * years)) - (years / 4);
    }
}

using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Components.Texts;

/// <summary>How amounts, days and years are written on pages, in the language of the page (ja or en).</summary>
public static class Show
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>12,000円, in both languages.</summary>
    public static string Money(Yen amount) => amount.ToString();

    /// <summary>2026年11月22日, or 22 November 2026.</summary>
    public static string Date(DateOnly day) => InEnglish
        ? day.ToString("d MMMM yyyy", English)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>2026年11月22日（日）, or Sunday 22 November 2026.</summary>
    public static string WeekDate(DateOnly day) => InEnglish
        ? day.ToString("dddd d MMMM yyyy", English)
        : $"{Date(day)}（{"日月火水木金土"[(int)day.DayOfWeek]}）";

    /// <summary>2026年11月30日 14:05, or 30 November 2026 14:05: a moment in Japan as the office's lists write it.</summary>
    public static string Moment(DateTime local) => string.Create(CultureInfo.InvariantCulture, $"{Date(DateOnly.FromDateTime(local))} {local:HH:mm}");

    /// <summary>12月31日, or 31 December: for a day whose year is clear.</summary>
    public static string MonthDay(DateOnly day) => InEnglish
        ? day.ToString("d MMMM", English)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");

    /// <summary>2024年1月, or January 2024.</summary>
    public static string Month(DateOnly day) => InEnglish
        ? day.ToString("MMMM yyyy", English)
        : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月");

    /// <summary>午後3時12分, or 3:12 pm: the clock as members read it.</summary>
    public static string Time(TimeOnly time) => InEnglish
        ? string.Create(CultureInfo.InvariantCulture, $"{(time.Hour + 11) % 12 + 1}:{time.Minute:00} {(time.Hour < 12 ? "am" : "pm")}")
        : string.Create(CultureInfo.InvariantCulture, $"{(time.Hour < 12 ? "午前" : "午後")}{time.Hour % 12}時{time.Minute}分");

    /// <summary>2026年度, or fiscal year 2026.</summary>
    public static string Year(FiscalYear year) => InEnglish ? $"fiscal year {year}" : $"{year}年度";

    /// <summary>1,234: a count of things.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
